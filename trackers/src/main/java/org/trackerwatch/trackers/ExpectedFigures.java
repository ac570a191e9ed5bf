package org.trackerwatch.trackers;

import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An outcome as the `expected.yaml` of an example: all figures in base units, or the reason why there are none.
final class ExpectedFigures {

    /// What YAML takes without quotation marks.
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+( ±\\d+)?|\\p{Alpha}[\\w.-]*( [\\w.-]+)*|\\d[\\dT:-]+Z");

    private ExpectedFigures() {}

    static String yaml(Outcome outcome) {
        var lines = new TreeMap<String, String>();
        switch (outcome) {
            case Outcome.Read(var stats) -> {
                stats.values().forEach((field, value) -> lines.put(field.key(), text(value)));
                lines.putAll(stats.extras());
            }
            case Outcome.Failed(var failure) -> {
                lines.put("failure", failure.reason().key());
                failure.retryAfter().ifPresent(wait -> lines.put("retry_after", String.valueOf(wait.toSeconds())));
            }
        }
        return lines.entrySet().stream().map(line -> line.getKey() + ": " + quoted(line.getValue()) + "\n").collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }

    /// What a size lost by rounding stands behind it.
    static String text(Value value) {
        return switch (value) {
            case ByteSize size -> size.isExact() ? String.valueOf(size.bytes()) : size.bytes() + " ±" + size.step();
            case Ratio.Finite(var number) -> number.stripTrailingZeros().toPlainString();
            case Ratio.Infinite _ -> "infinite";
            case Ratio.None _ -> "none";
            case Value.Count(var number) -> String.valueOf(number);
            case Value.Amount(var number) -> number.toPlainString();
            case Value.Text(var text) -> text;
            case Value.Flag(var set) -> String.valueOf(set);
            case Value.Moment(var at) -> at.toString();
            case Value.Span(var length) -> String.valueOf(length.toSeconds());
        };
    }
}
