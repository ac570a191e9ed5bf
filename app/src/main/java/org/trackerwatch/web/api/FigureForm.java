package org.trackerwatch.web.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.web.Fields;

/// Figures that a user read off a site: in base units as other answers have them, or as texts with a unit, such as
/// `1.5 TiB`. `null` is unknown.
record FigureForm(Fields fields, Instant now) {

    /// All that can be typed; who the account belongs to is no figure.
    private static final Set<Field> TYPED = EnumSet.complementOf(EnumSet.of(Field.USERNAME, Field.USER_ID));

    /// Of the texts that sites show: a class, a rank.
    private static final int LONGEST = 200;

    /// Torrents, warnings, invites: more of them is a slip of the hand.
    private static final long MOST = 10_000_000;

    private static final int DIGITS = 30;

    private static final Instant EARLIEST = Instant.parse("2001-01-01T00:00:00Z");

    AccountStats figures() {
        var values = new EnumMap<Field, Value>(Field.class);
        TYPED.stream().filter(field -> fields.has(field.key()) && !fields.isNull(field.key())).forEach(field -> values.put(field, value(field)));
        fields.done();
        return whole(values);
    }

    /// The ratio and the buffer follow from both: a new total beside an old one would make wrong ones of them.
    private AccountStats whole(Map<Field, Value> values) {
        if (values.isEmpty()) {
            throw fields.wrong("uploaded", "No figure was given, so there is nothing to record.");
        }
        if (values.containsKey(Field.UPLOADED) != values.containsKey(Field.DOWNLOADED)) {
            throw fields.wrong(values.containsKey(Field.UPLOADED) ? "downloaded" : "uploaded", "Give what was uploaded and downloaded together,"
                    + " or neither: what follows from them needs both.");
        }
        return AccountStats.of(values);
    }

    private Value value(Field field) {
        return switch (field.type()) {
            case TEXT -> fields.text(field.key()).map(String::strip).filter(text -> !text.isEmpty() && text.length() <= LONGEST).map(Value.Text::new)
                    .orElseThrow(() -> wrong(field, "a text of at most " + LONGEST + " characters"));
            case SIZE -> size(field);
            case RATIO -> fields.isText(field.key()) ? ratio(field) : new Ratio.Finite(number(field));
            case COUNT -> new Value.Count(fields.whole(field.key()).filter(number -> number >= 0 && number <= MOST)
                    .orElseThrow(() -> wrong(field, "a number from 0 to " + MOST)));
            case AMOUNT -> new Value.Amount(number(field));
            case FLAG -> new Value.Flag(fields.flag(field.key()).orElseThrow());
            case MOMENT -> moment(field);
            case SPAN -> new Value.Span(Duration.ofSeconds(fields.whole(field.key()).filter(seconds -> seconds >= 0)
                    .orElseThrow(() -> wrong(field, "a number of seconds"))));
        };
    }

    /// A size is known as exactly as it is written.
    private Value size(Field field) {
        var size = (fields.isText(field.key()) ? fields.text(field.key()).flatMap(ByteSize::parse) : fields.whole(field.key()).map(ByteSize::exact))
                .orElseThrow(() -> wrong(field, "a size: a number of bytes, or a text like 1.5 TiB"));
        if (size.bytes() < 0 && field != Field.BUFFER) {
            throw wrong(field, "a size that can be; it is below 0");
        }
        return size;
    }

    private Value ratio(Field field) {
        return fields.text(field.key()).map(String::strip).filter(text -> text.length() <= DIGITS && !text.matches(".*\\d[eE].*"))
                .flatMap(text -> text.equals("none") ? Optional.of(new Ratio.None()) : Ratio.parse(text))
                .orElseThrow(() -> wrong(field, "a ratio: a number, infinite or none"));
    }

    private BigDecimal number(Field field) {
        return fields.number(field.key()).filter(number -> number.signum() >= 0 && Math.abs((long) number.scale()) <= 18
                && number.precision() <= DIGITS).orElseThrow(() -> wrong(field, "a number of at least 0, of a size that an account can have"));
    }

    /// An account was made between the year of BitTorrent's first and today; what ends may lie ahead.
    private Value moment(Field field) {
        var at = fields.text(field.key()).flatMap(text -> ValueText.read(Field.Type.MOMENT, text.strip())).map(Value.Moment.class::cast)
                .orElseThrow(() -> wrong(field, "a day such as 2021-03-04, or a moment such as 2026-03-04T05:06:07Z"));
        if (field == Field.JOINED && (at.at().isAfter(now) || at.at().isBefore(EARLIEST))) {
            throw wrong(field, "a day from 2001 to today");
        }
        return at;
    }

    private RuntimeException wrong(Field field, String wanted) {
        return fields.wrong(field.key(), "This has to be " + wanted + ".");
    }
}
