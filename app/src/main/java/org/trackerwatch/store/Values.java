package org.trackerwatch.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// One value, packed as its difference to the one before it: a form, then numbers. Forms are part of the database's
/// format and never change their meaning.
final class Values {

    /// The values are of the same make, and only the number differs.
    static final int NEARBY = 1;
    private static final int WHOLE = 2;
    /// More digits than 64 bits hold.
    static final int LONG = 3;
    static final int INFINITE = 4;
    static final int NONE = 5;

    private static final int NO = 1;
    private static final int YES = 2;

    private static final long[] TENS =
            {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private Values() {}

    static void write(Packed.Writer out, Optional<Value> before, Value value) {
        switch (value) {
            case Value.Text text -> out.number(WHOLE).text(text.text());
            case Value.Flag flag -> out.number(flag.set() ? YES : NO);
            case Value.Count count -> out.number(NEARBY).signed(count.number() - count(before));
            case Value.Amount amount -> decimal(out, before.flatMap(Values::number), amount.number());
            case Value.Moment moment -> point(out, before.map(Values::point), Point.of(moment.at()));
            case Value.Span span -> point(out, before.map(Values::point), Point.of(span.length()));
            case ByteSize size -> size(out, before.map(ByteSize.class::cast), size);
            case Ratio.Finite finite -> decimal(out, before.flatMap(Values::number), finite.value());
            case Ratio.Infinite _ -> out.number(INFINITE);
            case Ratio.None _ -> out.number(NONE);
        }
    }

    /// @param form the first number of what was written
    static Value read(Packed.Reader in, Field.Type type, int form, Optional<Value> before) {
        return switch (type) {
            case TEXT -> new Value.Text(in.text());
            case FLAG -> new Value.Flag(form == YES);
            case COUNT -> new Value.Count(in.signed() + count(before));
            case AMOUNT -> new Value.Amount(decimal(in, form, before));
            case MOMENT -> point(in, form, before).toInstant();
            case SPAN -> point(in, form, before).toSpan();
            case SIZE -> size(in, form, before.map(ByteSize.class::cast));
            case RATIO -> switch (form) {
                case INFINITE -> new Ratio.Infinite();
                case NONE -> new Ratio.None();
                default -> new Ratio.Finite(decimal(in, form, before));
            };
        };
    }

    private static long count(Optional<Value> value) {
        return value.isPresent() ? ((Value.Count) value.get()).number() : 0;
    }

    private static Optional<BigDecimal> number(Value value) {
        return switch (value) {
            case Value.Amount amount -> Optional.of(amount.number());
            case Ratio.Finite finite -> Optional.of(finite.value());
            case Value.Text _, Value.Flag _, Value.Count _, Value.Moment _, Value.Span _, ByteSize _, Ratio.Infinite _,
                 Ratio.None _ -> Optional.empty();
        };
    }

    private static void decimal(Packed.Writer out, Optional<BigDecimal> before, BigDecimal number) {
        if (!isShort(number)) {
            out.number(LONG).signed(number.scale()).bytes(number.unscaledValue().toByteArray());
        } else if (before.filter(earlier -> isShort(earlier) && earlier.scale() == number.scale()).isPresent()) {
            out.number(NEARBY).signed(number.unscaledValue().longValue() - before.get().unscaledValue().longValue());
        } else {
            out.number(WHOLE).signed(number.scale()).signed(number.unscaledValue().longValue());
        }
    }

    private static BigDecimal decimal(Packed.Reader in, int form, Optional<Value> before) {
        if (form == NEARBY) {
            var earlier = before.flatMap(Values::number).orElseThrow();
            return BigDecimal.valueOf(in.signed() + earlier.unscaledValue().longValue(), earlier.scale());
        }
        int scale = (int) in.signed();
        return form == LONG
                ? new BigDecimal(new BigInteger(in.bytes()), scale)
                : BigDecimal.valueOf(in.signed(), scale);
    }

    private static boolean isShort(BigDecimal number) {
        return number.unscaledValue().bitLength() < Long.SIZE;
    }

    /// A moment or a length: whole seconds, and nanoseconds where a site is that fine.
    private record Point(long seconds, int nanos) {

        static Point of(Instant at) {
            return new Point(at.getEpochSecond(), at.getNano());
        }

        static Point of(Duration length) {
            return new Point(length.getSeconds(), length.getNano());
        }

        Value toInstant() {
            return new Value.Moment(Instant.ofEpochSecond(seconds, nanos));
        }

        Value toSpan() {
            return new Value.Span(Duration.ofSeconds(seconds, nanos));
        }
    }

    private static Point point(Value value) {
        return value instanceof Value.Moment moment ? Point.of(moment.at()) : Point.of(((Value.Span) value).length());
    }

    private static void point(Packed.Writer out, Optional<Point> before, Point point) {
        if (before.filter(earlier -> earlier.nanos == point.nanos).isPresent()) {
            out.number(NEARBY).signed(point.seconds - before.get().seconds);
        } else {
            out.number(WHOLE).signed(point.seconds).number(point.nanos);
        }
    }

    private static Point point(Packed.Reader in, int form, Optional<Value> before) {
        if (form == NEARBY) {
            var earlier = point(before.orElseThrow());
            return new Point(earlier.seconds + in.signed(), earlier.nanos);
        }
        return new Point(in.signed(), (int) in.number());
    }

    /// `1.50 TiB` is the number 150 of a make: hundredths of a TiB. What is no such number is kept in bytes.
    private static void size(Packed.Writer out, Optional<ByteSize> before, ByteSize size) {
        boolean printed = isPrinted(size);
        long number = printed ? printed(size) : size.bytes();
        if (before.filter(earlier -> isPrinted(earlier) == printed && make(earlier) == make(size)).isPresent()) {
            long earlier = printed ? printed(before.get()) : before.get().bytes();
            out.number(NEARBY).signed(number - earlier);
        } else {
            out.number(WHOLE).number(make(size) << 1 | (printed ? 1 : 0)).signed(number);
        }
    }

    private static ByteSize size(Packed.Reader in, int form, Optional<ByteSize> before) {
        if (form == NEARBY) {
            var earlier = before.orElseThrow();
            boolean printed = isPrinted(earlier);
            return size(make(earlier), printed, in.signed() + (printed ? printed(earlier) : earlier.bytes()));
        }
        long make = in.number();
        return size(make >> 1, (make & 1) == 1, in.signed());
    }

    private static ByteSize size(long make, boolean printed, long number) {
        int unit = (int) (make / TENS.length);
        int decimals = (int) (make % TENS.length);
        return new ByteSize(printed ? bytes(number, unit, decimals) : number, unit, decimals);
    }

    /// The bytes of a size as it is packed.
    static long bytesOf(long packed, long number) {
        long make = packed >> 1;
        return (packed & 1) == 1 ? bytes(number, (int) (make / TENS.length), (int) (make % TENS.length)) : number;
    }

    private static long make(ByteSize size) {
        return (long) size.unit() * TENS.length + size.decimals();
    }

    /// Whether its bytes are what its print makes of them, as far as that can be reckoned in 64 bits.
    private static boolean isPrinted(ByteSize size) {
        long most = Long.MAX_VALUE / 4 / TENS[size.decimals()];
        return !size.isExact() && size.bytes() < most && size.bytes() > -most
                && bytes(printed(size), size.unit(), size.decimals()) == size.bytes();
    }

    private static long printed(ByteSize size) {
        long half = 1L << 10 * size.unit() - 1;
        long scaled = (Math.abs(size.bytes()) * TENS[size.decimals()] + half) >> 10 * size.unit();
        return size.bytes() < 0 ? -scaled : scaled;
    }

    /// Rounded half up, as [ByteSize#parse] does.
    private static long bytes(long printed, int unit, int decimals) {
        long amount = ((Math.abs(printed) << 10 * unit) + TENS[decimals] / 2) / TENS[decimals];
        return printed < 0 ? -amount : amount;
    }
}
