package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Conditions that look at one figure.
public sealed interface FigureCondition extends Condition {

    Field of();

    /// A step from one value to another, told by how far it goes.
    sealed interface Step extends FigureCondition permits Falls, Rises {

        @Override
        default Finding on(Comparison poll) {
            return Finding.of(poll.change(of()), this::fits);
        }
    }

    /// A figure that is as it should not be, whatever it was before.
    sealed interface Level extends FigureCondition, Standing permits Is, AtLeast, AtMost {

        @Override
        default Finding on(Comparison poll) {
            return Finding.of(poll.is(of()).map(value ->
                    new Detail.Standing(of(), value, Optional.empty(), poll.at())), this::fits);
        }
    }

    /// A figure falls by so much or more between two readings.
    record Falls(Field of, BigDecimal by) implements Step {

        public Falls {
            Quantity.require(of);
            Quantity.require(by.signum() > 0, "`by` must be above 0");
        }

        @Override
        public boolean fits(Detail found) {
            return Quantity.rise(found).map(BigDecimal::negate).filter(fall -> fall.compareTo(by) >= 0).isPresent();
        }
    }

    /// A figure rises by so much or more.
    ///
    /// @param by 0 for any rise
    record Rises(Field of, BigDecimal by) implements Step {

        public Rises {
            Quantity.require(of);
            Quantity.require(by.signum() >= 0, "`by` can't be below 0");
        }

        @Override
        public boolean fits(Detail found) {
            return Quantity.rise(found).filter(rise -> rise.signum() > 0 && rise.compareTo(by) >= 0).isPresent();
        }
    }

    /// A figure goes past a limit upward. A limit that was reached is marked until the figure is clearly below it, so a
    /// rounded figure that wobbles around the limit crosses it once.
    record Crosses(Field of, List<BigDecimal> limits) implements FigureCondition {

        public Crosses {
            Quantity.require(of);
            Quantity.require(!limits.isEmpty(), "at least one limit is needed");
            limits = List.copyOf(new TreeSet<>(limits));
        }

        @Override
        public Finding on(Comparison poll) {
            var unmarked = limits.stream().filter(limit -> !poll.before().marks().contains(mark(limit))).toList();
            return Finding.of(poll.change(of), change -> !crossed(change, unmarked).isEmpty());
        }

        @Override
        public boolean fits(Detail found) {
            return !crossed(found, limits).isEmpty();
        }

        /// Those that the step went past, lowest first.
        List<BigDecimal> crossed(Detail found) {
            return crossed(found, limits);
        }

        private static List<BigDecimal> crossed(Detail found, List<BigDecimal> limits) {
            if (Quantity.rise(found).filter(rise -> rise.signum() > 0).isEmpty() || !(found instanceof Detail.Changed change)) {
                return List.of();
            }
            var before = change.before().flatMap(Quantity::of).orElseThrow().amount();
            var after = Quantity.of(change.after()).orElseThrow().amount();
            return limits.stream().filter(limit -> before.compareTo(limit) < 0 && after.compareTo(limit) >= 0).toList();
        }

        @Override
        public Set<String> marks(Comparison poll) {
            return limits.stream().filter(limit -> isPassed(limit, poll)).map(this::mark).collect(Collectors.toUnmodifiableSet());
        }

        /// Not yet where the figure was below and the printing is too coarse to show a change.
        private boolean isPassed(BigDecimal limit, Comparison poll) {
            boolean marked = poll.before().marks().contains(mark(limit));
            var old = poll.was(of).flatMap(Quantity::of).filter(was -> was.amount().compareTo(limit) < 0);
            return poll.is(of).flatMap(Quantity::of).map(now -> now.amount().compareTo(limit) >= 0
                    ? marked || old.filter(was -> now.minus(was).signum() == 0).isEmpty()
                    : marked && !now.clearlyBelow(new Quantity(limit, BigDecimal.ZERO))).orElse(marked);
        }

        private String mark(BigDecimal limit) {
            return of.key() + ">=" + limit.toPlainString();
        }
    }

    /// A flag goes to this side, or is found there when it is read for the first time.
    record Becomes(Field of, boolean flag) implements FigureCondition {

        public Becomes {
            Quantity.require(of.type() == Field.Type.FLAG, of.key() + " is not a yes or no");
        }

        @Override
        public Finding on(Comparison poll) {
            var wanted = new Value.Flag(flag);
            return Finding.of(poll.is(of).map(now -> new Detail.Changed(of, poll.was(of), now)),
                    change -> fits(change) && change.before().filter(wanted::equals).isEmpty());
        }

        @Override
        public boolean fits(Detail found) {
            return found instanceof Detail.Changed change && change.after().equals(new Value.Flag(flag));
        }
    }

    /// A figure is no longer what it was.
    record Changes(Field of) implements FigureCondition {

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(poll.change(of), this::fits);
        }

        @Override
        public boolean fits(Detail found) {
            return found instanceof Detail.Changed change
                    && change.before().filter(old -> !Quantity.same(old, change.after())).isPresent();
        }
    }

    record Is(Field of, Value value) implements Level {

        @Override
        public boolean fits(Detail found) {
            return found instanceof Detail.Standing level && Quantity.same(level.value(), value);
        }
    }

    record AtLeast(Field of, BigDecimal limit) implements Level {

        public AtLeast {
            Quantity.require(of);
        }

        @Override
        public boolean fits(Detail found) {
            return Quantity.level(found).filter(value -> value.compareTo(limit) >= 0).isPresent();
        }
    }

    record AtMost(Field of, BigDecimal limit) implements Level {

        public AtMost {
            Quantity.require(of);
        }

        @Override
        public boolean fits(Detail found) {
            return Quantity.level(found).filter(value -> value.compareTo(limit) <= 0).isPresent();
        }
    }

    /// A figure is below what the site demands, by [Comparison#minimumRatio()]. Without a number, or without a demand,
    /// there is nothing to be below.
    record Below(Field of, Limit limit) implements FigureCondition, Standing {

        public enum Limit { REQUIRED }

        public Below {
            Quantity.require(of == Field.RATIO, "a site demands a minimum of the ratio only, not of " + of.key());
        }

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(poll.is(of).map(value -> new Detail.Standing(of, value,
                    poll.minimumRatio().map(Ratio.Finite::new), poll.at())), this::fits);
        }

        @Override
        public boolean fits(Detail found) {
            return found instanceof Detail.Standing(_, var value, var minimum, _) && minimum.flatMap(Quantity::of)
                    .flatMap(least -> Quantity.of(value).filter(now -> now.amount().compareTo(least.amount()) < 0)).isPresent();
        }
    }
}
