package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.trackerwatch.trackers.Field;

/// What numbers a user may set in place of a rule's own.
///
/// @param what    the number in words, after "sets": `the fall of the ratio`
/// @param unit    how it is written: 0.2, 10 GiB, 3
/// @param several a list of them is allowed
public record Threshold(String what, Field.Type unit, BigDecimal least, BigDecimal most, boolean several) {

    /// Reads one number, or several with commas between.
    ///
    /// @return in base units: bytes, seconds, or the number itself
    /// @throws IllegalArgumentException with a sentence that says what is allowed
    public List<BigDecimal> parse(String rule, String text) {
        var parts = Arrays.stream(text.split(",")).map(String::strip).toList();
        if (parts.size() > 1 && !several) {
            throw new IllegalArgumentException(
                    rule + " takes one threshold, not " + parts.size() + ": " + text + ". " + allowed(rule));
        }
        return parts.stream().map(part -> ValueText.number(unit, part).filter(this::isAllowed)
                .orElseThrow(() -> new IllegalArgumentException(
                        "“" + part + "” is no threshold for " + rule + ". " + allowed(rule)))).toList();
    }

    /// Numbers that are in base units already.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is allowed
    public List<BigDecimal> checked(String rule, List<BigDecimal> numbers) {
        if (numbers.isEmpty() || numbers.size() > 1 && !several || !numbers.stream().allMatch(this::isAllowed)) {
            throw new IllegalArgumentException(allowed(rule));
        }
        return numbers;
    }

    private boolean isAllowed(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0
                && (whole || unit == Field.Type.RATIO || unit == Field.Type.AMOUNT);
    }

    /// One sentence for help and errors.
    public String allowed(String rule) {
        return rule + " takes " + what + ", from " + ValueText.show(unit, least) + " to " + ValueText.show(unit, most)
                + (several ? "; several with commas between." : ".");
    }
}
