package org.trackerwatch.trackers;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;

/// A text as it can be read by whoever knows how: escapes undone, tags left out, base64 decoded. Of each letter it is
/// known where in the original it stands, so that what is found here can be taken out there.
final class Legible {

    /// @param from where it begins
    /// @param to   where it has ended
    record Place(int from, int to) {}

    /// A tag, and nothing that only begins like one.
    static final Pattern TAG = Pattern.compile("<[/!?a-zA-Z][^<>]{0,2000}+>");

    /// How often a text may be written anew, escape upon escape.
    private static final int LAYERS = 3;

    /// As addresses, scripts (backslash and `u006b`, `u{6b}`, `x6b` or `/`) and markup write a letter, and letters that nobody
    /// sees. Several backslashes are JSON within JSON. Of `%C3%B6` both halves are one letter.
    private static final Pattern ESCAPE = Pattern.compile("(?i)%(?<ascii>[0-7][0-9a-f])|(?<bytes>(?:%[89a-f][0-9a-f])++)"
            + "|(?:%|\\\\{1,8}+)u(?<code>[0-9a-f]{4})|\\\\{1,8}+(?:u\\{(?<braced>[0-9a-f]{1,5})}|x(?<byte>[0-9a-f]{2})|(?<slash>/))"
            + "|(?<entity>&(?:#\\d{1,7}+|#x[0-9a-f]{1,6}+|[a-z]\\w{1,30}+);?+)"
            + "|[\\p{Cf}\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{3164}\\x{fe00}-\\x{fe0f}\\x{ffa0}]");

    private static final List<String> CODES = List.of("ascii", "code", "braced", "byte");

    private final String text;
    private final int[] from;
    private final int[] to;
    private final boolean guessed;

    Legible(String text, int[] from, int[] to, boolean guessed) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.guessed = guessed;
    }

    /// All ways to read it, one at a time, since each is about as long as the text.
    static Stream<Legible> ways(String original) {
        return new Legible(original, IntStream.range(0, original.length()).toArray(),
                IntStream.rangeClosed(1, original.length()).toArray(), false).ways(LAYERS);
    }

    private Stream<Legible> ways(int layers) {
        var here = Stream.concat(Stream.of(this), replaced(TAG, _ -> "").stream());
        var below = Stream.of(this).filter(_ -> layers > 0).flatMap(way -> Stream.concat(way.replaced(ESCAPE, Legible::meant).stream(),
                Coding.decoded(way))).flatMap(way -> way.ways(layers - 1));
        return Stream.concat(here, below);
    }

    String text() {
        return text;
    }

    /// Whether it was taken for base64, as any long word may be: most of it is noise then.
    boolean isGuessed() {
        return guessed;
    }

    /// Where in the original this part of it stands.
    Place place(int start, int end) {
        return new Place(from[start], to[end - 1]);
    }

    private static String meant(Matcher escape) {
        var code = CODES.stream().flatMap(name -> Optional.ofNullable(escape.group(name)).stream()).findFirst();
        if (code.isPresent()) {
            return Character.toString(Integer.parseInt(code.get(), 16));
        }
        if (escape.group("bytes") != null) {
            return new String(HexFormat.of().parseHex(escape.group("bytes").replace("%", "")), StandardCharsets.UTF_8);
        }
        return escape.group("slash") != null ? "/" : escape.group("entity") != null ? Parser.unescapeEntities(escape.group(), false) : "";
    }

    private interface Meaning {
        String of(Matcher found);
    }

    /// Nothing where it would be the same.
    private Optional<Legible> replaced(Pattern pattern, Meaning meaning) {
        var found = pattern.matcher(text);
        var written = new Written(text.length(), guessed);
        int done = 0;
        for (; found.find(); done = found.end()) {
            copy(written, done, found.start());
            written.add(meaning.of(found), from[found.start()], to[found.end() - 1]);
        }
        copy(written, done, text.length());
        return Optional.of(written.legible()).filter(way -> !way.text.equals(text));
    }

    private void copy(Written written, int start, int end) {
        for (int at = start; at < end; at++) {
            written.add(text.substring(at, at + 1), from[at], to[at]);
        }
    }
}
