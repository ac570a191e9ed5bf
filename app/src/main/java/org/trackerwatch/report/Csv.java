package org.trackerwatch.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// RFC 4180, in base units, unknown as an empty cell. Spreadsheets run cells that begin with `=`, `+`, `-` or `@` as
/// formulas, so text from a site gets an apostrophe before these; numbers are ours and stay numbers.
public final class Csv {

    /// Control and format characters, line separators, and what is no character: an escape would retitle a terminal.
    private static final Pattern STRANGE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029]");

    private Csv() {}

    /// With its end.
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    public static String cell(AccountStats stats, Field field) {
        return stats.get(field).map(Csv::cell).orElse("");
    }

    /// A site's or a user's own words.
    public static String text(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return STRANGE.matcher(formula ? "'" + text : text).replaceAll("\ufffd");
    }

    private static String cell(Value value) {
        return switch (value) {
            case ByteSize size -> Long.toString(size.bytes());
            case Ratio.Finite ratio -> ratio.value().stripTrailingZeros().toPlainString();
            case Ratio.Infinite _ -> "infinite";
            case Ratio.None _ -> "none";
            case Value.Count count -> Long.toString(count.number());
            case Value.Amount amount -> amount.number().stripTrailingZeros().toPlainString();
            case Value.Text text -> text(text.text());
            case Value.Flag flag -> Boolean.toString(flag.set());
            case Value.Moment moment -> moment.at().toString();
            case Value.Span span -> Long.toString(span.length().toSeconds());
        };
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
