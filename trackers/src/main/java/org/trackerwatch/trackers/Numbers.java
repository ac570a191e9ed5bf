package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as people of different countries write them: `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`.
final class Numbers {

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:([ ,.'])\\d{3})(?:\\1\\d{3})*(?:[.,]\\d*)?");

    private static final Pattern PLAIN = Pattern.compile("\\d+(?:[.,]\\d*)?");

    private Numbers() {}

    /// What a lone comma before three digits is: `1,234` is a thousand and more in a count, and a bit over one in a
    /// ratio or in a French size.
    enum Comma { GROUPS, DECIMAL }

    /// Nothing else than a number: no unit, no words, no exponent.
    static Optional<BigDecimal> parse(String text, Comma comma) {
        var plain = Spaces.trimmed(text);
        boolean negative = plain.startsWith("-");
        var digits = negative || plain.startsWith("+") ? plain.substring(1).strip() : plain;
        if (digits.length() > 60) {
            return Optional.empty();
        }
        return unsigned(digits, comma).map(number -> negative ? number.negate() : number);
    }

    private static Optional<BigDecimal> unsigned(String digits, Comma comma) {
        var grouped = GROUPED.matcher(digits);
        if (grouped.matches() && isGrouping(digits, grouped.group(1).charAt(0), comma)) {
            var mark = grouped.group(1);
            return decimal(digits.replace(mark, ""));
        }
        return PLAIN.matcher(digits).matches() ? decimal(digits) : Optional.empty();
    }

    /// A mark that stands once, with three digits behind it and no other mark, may be the decimal mark.
    private static boolean isGrouping(String digits, char mark, Comma comma) {
        long marks = digits.chars().filter(c -> c == mark).count();
        boolean other = digits.chars().anyMatch(c -> (c == '.' || c == ',') && c != mark);
        if (marks > 1 || other || mark == ' ' || mark == '\'') {
            return true;
        }
        return mark == ',' && comma == Comma.GROUPS && !digits.startsWith("0");
    }

    private static Optional<BigDecimal> decimal(String digits) {
        var number = digits.replace(',', '.');
        return Optional.of(new BigDecimal(number.endsWith(".") ? number.substring(0, number.length() - 1) : number));
    }
}
