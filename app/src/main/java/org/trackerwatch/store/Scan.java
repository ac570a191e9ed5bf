package org.trackerwatch.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.trackerwatch.trackers.Field;

/// Goes through packed [Figures] for numbers alone, as charts want them: thousands of moments, a few fields, to the
/// precision of a `double`. Nothing is made an object of on the way, which takes a tenth of the time.
///
/// Unknown is NaN, and so is a ratio of none; an infinite ratio is infinite.
final class Scan {

    private static final int NUMBER = 1;
    private static final int LARGE = 2;

    static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private static final int UPLOADED = Figures.FIELDS.indexOf(Field.UPLOADED);
    private static final int DOWNLOADED = Figures.FIELDS.indexOf(Field.DOWNLOADED);
    private static final int RATIO = Figures.FIELDS.indexOf(Field.RATIO);

    /// By place in [Figures#FIELDS].
    private static final Field.Type[] TYPES = Figures.FIELDS.stream().map(Field::type).toArray(Field.Type[]::new);

    private final int[] wanted;

    /// What is there: nothing, a number, a large one, or a form of [Values] and [Figures] that is no number.
    private final int[] kind = new int[TYPES.length];

    /// Of a size its print or its bytes, of a decimal its digits.
    private final long[] number = new long[TYPES.length];

    /// Of a size as it is packed, of a decimal its scale.
    private final long[] make = new long[TYPES.length];

    private final double[] large = new double[TYPES.length];

    Scan(List<Field> fields) {
        wanted = fields.stream().mapToInt(Figures.FIELDS::indexOf).toArray();
    }

    /// Nothing is known any more: what is read next begins anew. One scan serves for thousands of rows.
    void begin() {
        Arrays.fill(kind, Figures.GONE);
    }

    /// Goes on to the next moment.
    ///
    /// @return the mark that was written with it
    boolean read(Packed.Reader in) {
        long head = in.number();
        for (long rest = head >>> Figures.FLAGS; rest != 0; rest &= rest - 1) {
            read(in, Long.numberOfTrailingZeros(rest));
        }
        if ((head & Figures.EXTRAS) != 0) {
            passExtras(in);
        }
        return (head & Figures.MARK) != 0;
    }

    /// Of the fields that were asked for, as they are now.
    double[] numbers() {
        var numbers = new double[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            numbers[i] = number(wanted[i]);
        }
        return numbers;
    }

    private double number(int place) {
        return switch (kind[place]) {
            case NUMBER -> switch (TYPES[place]) {
                case SIZE -> Values.bytesOf(make[place], number[place]);
                case COUNT -> number[place];
                case AMOUNT, RATIO -> scaled(number[place], make[place]);
                case TEXT, FLAG, MOMENT, SPAN -> Double.NaN;
            };
            case LARGE -> large[place];
            case Figures.DERIVED -> derived(place);
            case Values.INFINITE -> Double.POSITIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private double derived(int place) {
        double uploaded = number(UPLOADED);
        double downloaded = number(DOWNLOADED);
        return place != RATIO ? uploaded - downloaded : downloaded == 0 ? Math.abs(uploaded) / 0 : uploaded / downloaded;
    }

    private static double scaled(long digits, long scale) {
        return scale >= 0 && scale < TENS.length ? digits / TENS[(int) scale] : digits * Math.pow(10, -scale);
    }

    private void read(Packed.Reader in, int place) {
        int form = (int) in.number();
        if (form == Figures.GONE || form == Figures.DERIVED) {
            kind[place] = form;
            return;
        }
        switch (TYPES[place]) {
            case TEXT -> in.pass();
            case FLAG -> { }
            case COUNT -> keep(place, in.signed() + (kind[place] == NUMBER ? number[place] : 0));
            case AMOUNT, RATIO -> decimal(in, place, form);
            case SIZE -> near(in, place, form, true);
            case MOMENT, SPAN -> moment(in, form);
        }
    }

    private void decimal(Packed.Reader in, int place, int form) {
        switch (form) {
            case Values.LONG -> {
                int scale = (int) in.signed();
                large[place] = new BigDecimal(new BigInteger(in.bytes()), scale).doubleValue();
                kind[place] = LARGE;
            }
            case Values.INFINITE, Values.NONE -> kind[place] = form;
            default -> near(in, place, form, false);
        }
    }

    private void near(Packed.Reader in, int place, int form, boolean size) {
        if (form == Values.NEARBY) {
            keep(place, in.signed() + number[place]);
        } else {
            make[place] = size ? in.number() : in.signed();
            keep(place, in.signed());
        }
    }

    private void keep(int place, long value) {
        number[place] = value;
        kind[place] = NUMBER;
    }

    private static void moment(Packed.Reader in, int form) {
        in.signed();
        if (form != Values.NEARBY) {
            in.number();
        }
    }

    private static void passExtras(Packed.Reader in) {
        for (long differences = in.number(); differences > 0; differences--) {
            if (in.number() == 0) {
                in.pass();
            }
            if (in.number() != Figures.GONE) {
                in.pass();
            }
        }
    }
}
