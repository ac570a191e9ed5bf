package org.trackerwatch.cli.input;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A figure of an account as a person reads it off a site: `1.5 TiB`, `infinite`, `yes`, `2021-03-04`. A size is known as
/// exactly as it is written.
public record Figure(Field field, Moment moment) {

    private static final Map<String, Boolean> ANSWERS = Map.of("yes", true, "true", true, "no", false, "false", false);

    /// The site's own marks of an account that has no ratio yet.
    private static final String NO_RATIO = "none|-+|—";

    public Value parse(String typed) {
        var text = typed.strip();
        return switch (field.type()) {
            case TEXT -> text(text);
            case SIZE -> size(text);
            case RATIO -> ratio(text);
            case COUNT -> new Value.Count(Whole.parse(text));
            case AMOUNT -> new Value.Amount(Decimal.parse(text));
            case FLAG -> new Value.Flag(Optional.ofNullable(ANSWERS.get(text.toLowerCase(Locale.ROOT)))
                    .orElseThrow(() -> wrong(text, "yes or no")));
            case MOMENT -> new Value.Moment(moment.parse(text));
            case SPAN -> new Value.Span(Length.parse(text));
        };
    }

    private Value text(String text) {
        if (text.isEmpty()) {
            throw wrong(text, "a text");
        }
        return new Value.Text(text);
    }

    /// A number without a unit is one of bytes, which nobody means who writes a point in it.
    private Value size(String text) {
        var size = ByteSize.parse(text).filter(found -> !found.isExact() || text.matches("-?\\d+( ?[Bb])?"))
                .orElseThrow(() -> wrong(text, "a size; write it like 1.5 TiB"));
        if (size.bytes() < 0 && field != Field.BUFFER) {
            throw wrong(text, "a size that can be; it is below 0");
        }
        return size;
    }

    private Value ratio(String text) {
        return text.toLowerCase(Locale.ROOT).matches(NO_RATIO) ? new Ratio.None()
                : Ratio.parse(text).orElseThrow(() -> wrong(text, "a ratio; write it like 1.5, infinite or none"));
    }

    private Refusal wrong(String text, String wanted) {
        return Refusal.usage("“" + Suspect.shown(text) + "” is nothing for " + ValueText.name(field) + ", which wants " + wanted + ".");
    }
}
