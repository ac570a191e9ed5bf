package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.Optional;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A value as a number that can be compared, with how finely it is known. Sizes are bytes, lengths of time seconds.
///
/// @param step the smallest change that the site's printing can show; 0 where the number is exact
record Quantity(BigDecimal amount, BigDecimal step) {

    /// Empty for what is no number: text, flags, an infinite ratio, no ratio at all, and a negative count, which says
    /// nothing that could be true.
    static Optional<Quantity> of(Value value) {
        return switch (value) {
            case ByteSize size -> Optional.of(new Quantity(BigDecimal.valueOf(size.bytes()),
                    size.isExact() ? BigDecimal.ZERO : BigDecimal.valueOf(size.step())));
            case Ratio.Finite(var ratio) -> exact(ratio);
            case Value.Count(long number) -> number < 0 ? Optional.empty() : exact(BigDecimal.valueOf(number));
            case Value.Amount(var number) -> exact(number);
            case Value.Span(var length) -> exact(BigDecimal.valueOf(length.toSeconds()));
            case Ratio.Infinite _, Ratio.None _, Value.Text _, Value.Flag _, Value.Moment _ -> Optional.empty();
        };
    }

    /// How far this is above the other; 0 where the difference is smaller than either side's printing can show.
    BigDecimal minus(Quantity other) {
        var difference = amount.subtract(other.amount);
        return difference.abs().compareTo(step.max(other.step)) < 0 ? BigDecimal.ZERO : difference;
    }

    /// Lower by more than a last printed digit that wobbles. That digit is worth a byte more or less after rounding.
    boolean clearlyBelow(Quantity other) {
        var wobble = step.max(other.step);
        return other.amount.subtract(amount).compareTo(wobble.signum() == 0 ? wobble : wobble.add(BigDecimal.ONE)) > 0;
    }

    /// Whether the first says the same as the second, more finely.
    static boolean isFiner(Value one, Value other) {
        return one instanceof ByteSize && !one.equals(other) && of(one).flatMap(fine -> of(other).filter(coarse ->
                fine.step.compareTo(coarse.step) < 0 && coarse.minus(fine).signum() == 0)).isPresent();
    }

    /// Whether two values say the same. Numbers are the same within their printing. Texts are the same whatever their
    /// spaces and capitals are: a site's API says `PowerUser` where its page says `Power User`.
    static boolean same(Value one, Value other) {
        var first = of(one);
        var second = of(other);
        if (first.isPresent() && second.isPresent()) {
            return first.get().minus(second.get()).signum() == 0;
        }
        if (one instanceof Value.Text(var text) && other instanceof Value.Text(var second2)) {
            return folded(text).equalsIgnoreCase(folded(second2));
        }
        return one.equals(other);
    }

    /// How far a figure went up in this step; below 0 where it went down, empty where no two numbers are compared.
    static Optional<BigDecimal> rise(Detail found) {
        return found instanceof Detail.Changed(_, var before, var after)
                ? before.flatMap(Quantity::of).flatMap(old -> of(after).map(now -> now.minus(old))) : Optional.empty();
    }

    /// The number that stands.
    static Optional<BigDecimal> level(Detail found) {
        return found instanceof Detail.Standing level ? of(level.value()).map(Quantity::amount) : Optional.empty();
    }

    static void require(Field of) {
        require(switch (of.type()) {
            case SIZE, RATIO, COUNT, AMOUNT, SPAN -> true;
            case TEXT, FLAG, MOMENT -> false;
        }, of.key() + " is not a number");
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Optional<Quantity> exact(BigDecimal amount) {
        return Optional.of(new Quantity(amount, BigDecimal.ZERO));
    }

    private static String folded(String text) {
        return text.codePoints().filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
