package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of data in bytes, together with how finely the site printed it: `1.50 TiB` is known to a hundredth
/// of a TiB, and no smaller change may be reported. May be negative (a buffer below zero).
///
/// Every engine counts in powers of 1024 whatever its suffix says, so `GB` and `GiB` are the same here.
///
/// @param bytes    the amount
/// @param unit     the power of 1024 it was printed in; 0 means that the bytes are exact
/// @param decimals the decimal places it was printed with; meaningless when exact
public record ByteSize(long bytes, int unit, int decimals) implements Value, Comparable<ByteSize> {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final String LETTERS = "KMGTPE";

    /// 4 EiB: sums and differences of two sizes still fit into a long.
    private static final BigDecimal MOST = new BigDecimal(BigInteger.ONE.shiftLeft(62));

    /// A number and a unit. French sites write `o` for `B`, Russian ones `Б`; HD-Torrents `BiT`.
    private static final Pattern SHAPE = Pattern.compile(
            "([-+]? ?[\\d., ']*\\d)\\s*(?:([KMGTPE])(I?[BO])?|B|O|BYTES?|OCTETS?|BIT)?", Pattern.CASE_INSENSITIVE);

    private static final String CYRILLIC = "КМГТПБ";
    private static final String LATIN = "KMGTPB";

    public static final ByteSize ZERO = exact(0);

    public ByteSize {
        if (unit < 0 || unit >= UNITS.length || decimals < 0 || decimals > 9) {
            throw new IllegalArgumentException("unit " + unit + ", decimals " + decimals);
        }
    }

    public static ByteSize exact(long bytes) {
        return new ByteSize(bytes, 0, 0);
    }

    /// Reads what sites print: `1.5 TiB`, `1,234.56 GB`, `1 234,5 Go`, `-25 GiB`, `0.00 KB`, `512`. Nothing else; an
    /// infinite or unreadable size is empty and so unknown.
    public static Optional<ByteSize> parse(String text) {
        var shape = SHAPE.matcher(latin(Spaces.trimmed(text)));
        if (!shape.matches()) {
            return Optional.empty();
        }
        var suffix = shape.group(3) == null ? "" : shape.group(3).toUpperCase(Locale.ROOT);
        var comma = suffix.endsWith("O") ? Numbers.Comma.DECIMAL : Numbers.Comma.GROUPS;
        int unit = shape.group(2) == null ? 0 : 1 + LETTERS.indexOf(shape.group(2).toUpperCase(Locale.ROOT));
        return Numbers.parse(shape.group(1), comma).flatMap(number -> of(number, unit));
    }

    private static Optional<ByteSize> of(BigDecimal number, int unit) {
        var bytes = number.multiply(new BigDecimal(scale(unit))).setScale(0, RoundingMode.HALF_UP);
        if (bytes.abs().compareTo(MOST) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new ByteSize(bytes.longValueExact(), unit, unit == 0 ? 0 : Math.min(9, number.scale())));
    }

    private static String latin(String text) {
        var changed = new StringBuilder(text);
        for (int i = 0; i < changed.length(); i++) {
            int at = CYRILLIC.indexOf(Character.toUpperCase(changed.charAt(i)));
            if (at >= 0) {
                changed.setCharAt(i, LATIN.charAt(at));
            }
        }
        return changed.toString();
    }

    /// The same size from an engine that drops trailing zeros: UNIT3D's `1.5 TiB` means 1.50.
    public ByteSize printedWith(int places) {
        return unit == 0 ? this : new ByteSize(bytes, unit, Math.max(decimals, places));
    }

    public boolean isExact() {
        return unit == 0;
    }

    /// The smallest change that this printing can show, in bytes.
    public long step() {
        return unit == 0 ? 1 : Math.max(1, scale(unit).divide(BigInteger.TEN.pow(decimals)).longValueExact());
    }

    /// The difference, known no better than the coarser of the two.
    public ByteSize minus(ByteSize other) {
        var coarser = step() >= other.step() ? this : other;
        return new ByteSize(Math.subtractExact(bytes, other.bytes), coarser.unit, coarser.decimals);
    }

    /// The sum, known no better than the coarser of the two.
    public ByteSize plus(ByteSize other) {
        var coarser = step() >= other.step() ? this : other;
        return new ByteSize(Math.addExact(bytes, other.bytes), coarser.unit, coarser.decimals);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /// For people: as the site printed it, so that both can be compared. What is exact comes in the largest fitting unit,
    /// cut rather than rounded so that a threshold is never shown as reached before it is.
    @Override
    public String toString() {
        if (!isExact()) {
            return shown(unit, decimals, RoundingMode.HALF_UP);
        }
        var amount = BigInteger.valueOf(bytes).abs();
        int power = 0;
        while (power < UNITS.length - 1 && amount.compareTo(scale(power + 1)) >= 0) {
            power++;
        }
        return shown(power, power == 0 ? 0 : 2, RoundingMode.DOWN);
    }

    private String shown(int power, int places, RoundingMode rounding) {
        return new BigDecimal(BigInteger.valueOf(bytes)).divide(new BigDecimal(scale(power)), places, rounding).toPlainString()
                + " " + UNITS[power];
    }

    private static BigInteger scale(int unit) {
        return BigInteger.ONE.shiftLeft(10 * unit);
    }
}
