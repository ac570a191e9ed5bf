package org.trackerwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.trackerwatch.core.Stretch;

/// One figure's numbers of some days, each as its difference to the one before. What is read is what was written, to the last
/// bit: charts don't change when days become a strip.
///
/// First comes how the numbers are written: with so many decimals, where all of them have no more, or else as their bits.
/// Then, of each day of which the figure is known, its distance to the day before and its four numbers.
final class Strip {

    private static final int DECIMALS = 6;
    private static final int BITS = DECIMALS + 1;

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
            out.number((day.from() - at) / Courses.DAY);
            at = day.from();
            for (double number : four(day, field)) {
                long next = form == BITS ? Double.doubleToRawLongBits(number) : digits(number, form);
                out.number(form == BITS ? next ^ before : Packed.zigzag(next - before));
                before = next;
            }
        }
        return out.toBytes();
    }

    /// @param begin as it was packed with
    static List<Stretch> days(byte[] packed, long begin) {
        var in = new Packed.Reader(packed);
        int form = (int) in.number();
        var days = new ArrayList<Stretch>(Strips.DAYS);
        long at = begin;
        long number = 0;
        while (in.hasMore()) {
            at += in.number() * Courses.DAY;
            var four = new double[4][1];
            for (var each : four) {
                number = form == BITS ? number ^ in.number() : number + in.signed();
                each[0] = form == BITS ? Double.longBitsToDouble(number) : number / Scan.TENS[form];
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
            if (Double.compare(digits(number, decimals) / Scan.TENS[decimals], number) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long digits(double number, int decimals) {
        return (long) Math.rint(number * Scan.TENS[decimals]);
    }
}
