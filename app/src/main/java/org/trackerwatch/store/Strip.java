package org.trackerwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.trackerwatch.core.Stretch;

/// One figure's numbers of some days, each as its difference to the one before. What is read is what was written, to the last
/// bit: charts don't change when days become a strip.
///
/// First comes how its numbers are written: as whole ones of so many decimals, where all of them have no more, or else as their
/// bits. Then, of each day of which the figure is known: its distance to the day before, with a bit for each of its four
/// numbers that differs from the one before; then those differences.
final class Strip {

    private static final int DECIMALS = 6;
    private static final int BITS = DECIMALS + 1;

    /// First, lowest, highest and last.
    private static final int FOUR = 4;

    private Strip() {}

    /// @param days  in order of time
    /// @param field by its place in them
    /// @param begin no later than the first of them, in milliseconds since 1970
    static byte[] packed(List<Stretch> days, int field, long begin) {
        var known = days.stream().filter(day -> !Double.isNaN(day.last()[field])).toList();
        int form = IntStream.rangeClosed(0, DECIMALS).filter(decimals -> known.stream().allMatch(day -> fits(day, field, decimals)))
                .findFirst().orElse(BITS);
        var out = new Packed.Writer().number(form);
        long at = begin;
        long before = 0;
        for (var day : known) {
            var steps = new long[FOUR];
            long differ = 0;
            for (int i = 0; i < FOUR; i++) {
                long next = coded(four(day, field)[i], form);
                steps[i] = form == BITS ? next ^ before : Packed.zigzag(next - before);
                differ |= steps[i] == 0 ? 0 : 1L << i;
                before = next;
            }
            out.number((day.from() - at) / Courses.DAY << FOUR | differ);
            LongStream.of(steps).filter(step -> step != 0).forEach(out::number);
            at = day.from();
        }
        return out.toBytes();
    }

    /// Numbers that don't differ share their array.
    ///
    /// @param begin as it was packed with
    static List<Stretch> days(byte[] packed, long begin) {
        var in = new Packed.Reader(packed);
        int form = (int) in.number();
        var days = new ArrayList<Stretch>(Strips.DAYS);
        var four = new double[FOUR][];
        long at = begin;
        long coded = 0;
        double[] number = {0};
        while (in.hasMore()) {
            long head = in.number();
            at += (head >>> FOUR) * Courses.DAY;
            for (int i = 0; i < FOUR; i++) {
                if ((head >>> i & 1) != 0) {
                    coded = form == BITS ? coded ^ in.number() : coded + in.signed();
                    number = new double[] {form == BITS ? Double.longBitsToDouble(coded) : coded / Scan.TENS[form]};
                }
                four[i] = number;
            }
            days.add(new Stretch(at, at + Courses.DAY, four[0], four[1], four[2], four[3], false));
        }
        return days;
    }

    private static double[] four(Stretch day, int field) {
        return new double[] {day.first()[field], day.lowest()[field], day.highest()[field], day.last()[field]};
    }

    private static boolean fits(Stretch day, int field, int decimals) {
        for (double number : four(day, field)) {
            if (Double.compare(coded(number, decimals) / Scan.TENS[decimals], number) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long coded(double number, int form) {
        return form == BITS ? Double.doubleToRawLongBits(number) : (long) Math.rint(number * Scan.TENS[form]);
    }
}
