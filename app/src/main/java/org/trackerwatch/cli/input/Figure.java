package org.trackerwatch.cli.input;

import java.time.Instant;
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

    /// Of the texts that sites show: a class, a rank.
    private static final int LONGEST = 200;

    /// Torrents, warnings, invites: more of them is a slip of the hand.
    private static final long MOST = 10_000_000;

    private static final Instant EARLIEST = Instant.parse("2001-01-01T00:00:00Z");

    public Value parse(String typed) {
        var text = typed.strip();
        return switch (field.type()) {
            case TEXT -> text(text);
            case SIZE -> size(text);
            case RATIO -> ratio(text);
            case COUNT -> count(text);
            case AMOUNT -> new Value.Amount(Decimal.parse(text));
            case FLAG -> new Value.Flag(Optional.ofNullable(ANSWERS.get(text.toLowerCase(Locale.ROOT)))
                    .orElseThrow(() -> wrong(text, "yes or no")));
            case MOMENT -> moment(text);
            case SPAN -> new Value.Span(Length.parse(text));
        };
    }

    private Value text(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw wrong(text, "a text of at most " + LONGEST + " characters");
        }
        return new Value.Text(text);
    }

    private Value count(String text) {
        long number = Whole.parse(text);
        if (number > MOST) {
            throw wrong(text, "a number that can be; no account has more than " + MOST);
        }
        return new Value.Count(number);
    }

    /// An account was made between the year of BitTorrent's first and today; what ends may lie ahead.
    private Value moment(String text) {
        var at = moment.parse(text);
        if (field == Field.JOINED && (at.isAfter(moment.now()) || at.isBefore(EARLIEST))) {
            throw wrong(text, "a day from 2001 to today");
        }
        return new Value.Moment(at);
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
        if (text.length() > 30 || text.matches(".*\\d[eE].*")) {
            throw wrong(text, "a plain number without an exponent, such as 1.5");
        }
        return text.toLowerCase(Locale.ROOT).matches(NO_RATIO) ? new Ratio.None()
                : Ratio.parse(text).orElseThrow(() -> wrong(text, "a ratio; write it like 1.5, infinite or none"));
    }

    private Refusal wrong(String text, String wanted) {
        return Refusal.usage("“" + Suspect.shown(text) + "” is nothing for " + ValueText.name(field) + ", which wants " + wanted + ".");
    }
}
