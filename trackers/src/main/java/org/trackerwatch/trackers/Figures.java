package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The text of a figure → its value. What cannot be read is nothing: never 0, and never a failed poll.
final class Figures {

    /// The figure at the start of running text: a size with its unit, a number, a word for infinity. What follows must
    /// be a blank, a bracket or the end of a sentence; `2/5/10` and `12:30` are no numbers. A unit is never left behind:
    /// of `5.4 TB/1 GB` it is nothing, and not 5.4.
    private static final Pattern LEADING = Pattern.compile("([-+]?(?:\\d{1,3}(?: \\d{3})+(?:[.,]\\d+)?\\s?[KMGTPE]?i?[BO]"
            + "|\\d+(?:[.,']\\d+)*(?:\\s?(?:[KMGTPEКМГТП]i?[BOБ]|B(?:ytes?)?|BiT|octets?|Б)(?!\\p{L}))?+)|∞|Inf\\.?|无限|無限|[\\p{L}]{1,20})"
            + "(?=$|[\\s(\\[（,;|、，。）)\\]]|\\.(?:\\s|$))", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "enabled", "active", "是", "oui", "si", "sí", "ja", "sim", "да");

    private static final Set<String> NO = Set.of("false", "no", "n", "off", "disabled", "none", "否", "non", "nein", "não", "нет", "");

    private static final int LONGEST_TEXT = 200;

    private Figures() {}

    /// @param loose the text runs on behind the figure
    static Optional<Value> read(Field.Type type, String text, Lookup.Refinement how, ZoneId zone, boolean loose) {
        var whole = strict(type, text, how, zone);
        return whole.isPresent() || !loose ? whole : leading(text).flatMap(start -> strict(type, start, how, zone));
    }

    private static Optional<Value> strict(Field.Type type, String text, Lookup.Refinement how, ZoneId zone) {
        return switch (type) {
            case TEXT -> text(text);
            case SIZE -> size(text, how).map(size -> size);
            case RATIO -> Ratio.parse(text).map(ratio -> ratio);
            case COUNT -> Numbers.parse(text, Numbers.Comma.GROUPS).flatMap(Figures::count);
            case AMOUNT -> Numbers.parse(text, Numbers.Comma.GROUPS).map(Value.Amount::new);
            case FLAG -> flag(text);
            case MOMENT -> Moments.parse(text, how.format(), zone).map(Value.Moment::new);
            case SPAN -> Spans.printed(text).map(Value.Span::new);
        };
    }

    static Optional<String> leading(String text) {
        var match = LEADING.matcher(Spaces.trimmed(text));
        return match.lookingAt() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /// Unknown where a letter of it got lost, as in a page whose bytes are not of the encoding that it names: the next page
    /// that is right would look like a change.
    private static Optional<Value> text(String text) {
        var plain = Spaces.trimmed(text);
        return plain.isEmpty() || plain.indexOf('\ufffd') >= 0 ? Optional.empty()
                : Optional.of(new Value.Text(plain.substring(0, plain.offsetByCodePoints(0,
                        Math.min(LONGEST_TEXT, plain.codePointCount(0, plain.length()))))));
    }

    private static Optional<ByteSize> size(String text, Lookup.Refinement how) {
        boolean bare = how.unit().isPresent() && Numbers.parse(text, Numbers.Comma.GROUPS).isPresent();
        return ByteSize.parse(bare ? text + " " + how.unit().get() : text).map(size -> size.printedWith(how.decimals()));
    }

    private static Optional<Value> count(BigDecimal number) {
        boolean whole = number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18;
        return whole ? Optional.of(new Value.Count(number.longValueExact())) : Optional.empty();
    }

    private static Optional<Value> flag(String text) {
        var word = Spaces.trimmed(text).toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return Optional.of(new Value.Flag(YES.contains(word)));
        }
        return Numbers.parse(word, Numbers.Comma.GROUPS).filter(number -> number.signum() >= 0)
                .map(number -> new Value.Flag(number.signum() > 0));
    }
}
