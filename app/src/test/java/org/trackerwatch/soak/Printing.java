package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.trackerwatch.soak.Truth.Size;

/// Sizes as engines print them, and what a reader may take from that.
///
/// @param text as printed
/// @param size as a reader knows it
record Printing(String text, Size size) {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    static Printing exact(long bytes) {
        return new Printing(Long.toString(bytes), new Size(bytes, 1));
    }

    /// Like UNIT3D's: the unit steps up at nine tenths of the next, two decimals, none of them a trailing zero.
    static Printing dropping(long bytes) {
        int unit = unit(bytes, new BigDecimal("921.6"));
        var number = of(bytes, unit).setScale(unit == 0 ? 0 : 2, RoundingMode.HALF_UP);
        return new Printing(number.stripTrailingZeros().toPlainString() + " " + UNITS[unit], size(number, unit, unit == 0 ? 0 : 2));
    }

    /// Like NexusPHP's: the unit steps up at 1000 and is never bytes; three decimals from TB on, which is a power of 1024.
    static Printing full(long bytes) {
        int unit = Math.max(1, unit(bytes, BigDecimal.valueOf(1000)));
        int decimals = unit >= 4 ? 3 : 2;
        var number = of(bytes, unit).setScale(decimals, RoundingMode.HALF_UP);
        return new Printing(number.toPlainString() + " " + UNITS[unit].replace("i", ""), size(number, unit, decimals));
    }

    private static int unit(long bytes, BigDecimal most) {
        int unit = 0;
        while (unit < UNITS.length - 1 && of(bytes, unit).abs().compareTo(most) >= 0) {
            unit++;
        }
        return unit;
    }

    private static BigDecimal of(long bytes, int unit) {
        return BigDecimal.valueOf(bytes).divide(new BigDecimal(BigInteger.ONE.shiftLeft(10 * unit)), 12, RoundingMode.HALF_UP);
    }

    private static Size size(BigDecimal number, int unit, int decimals) {
        long scale = 1L << (10 * unit);
        return new Size(number.multiply(BigDecimal.valueOf(scale)).setScale(0, RoundingMode.HALF_UP).longValueExact(),
                unit == 0 ? 1 : Math.max(1, scale / (long) Math.pow(10, decimals)));
    }
}
