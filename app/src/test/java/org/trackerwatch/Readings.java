package org.trackerwatch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody could read in the bytes of a request: as they are, and after whatever may be undone of percent signs,
/// quoted-printable, JSON's and HTML's escapes and base64, twice over.
final class Readings {

    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern QUOTED = Pattern.compile("(?:=[0-9A-Fa-f]{2})+");
    private static final Pattern JSON = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final Pattern HTML = Pattern.compile("&#(x?)([0-9A-Fa-f]+);");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{6,}");

    private static final List<UnaryOperator<String>> WAYS = List.of(
            text -> PERCENT.matcher(text).replaceAll(found -> hex(found, "%")),
            text -> QUOTED.matcher(text.replaceAll("=\r?\n", "")).replaceAll(found -> hex(found, "=")),
            text -> JSON.matcher(text).replaceAll(found -> quoted((char) Integer.parseInt(found.group(1), 16) + "")),
            text -> HTML.matcher(text).replaceAll(found -> quoted(Character.toString(Integer.parseInt(found.group(2), found.group(1).isEmpty() ? 10 : 16)))),
            Readings::unpacked);

    private Readings() {}

    /// In small letters.
    static Set<String> of(String bytes) {
        var all = new LinkedHashSet<>(List.of(bytes));
        for (int round = 0; round < 2; round++) {
            List.copyOf(all).forEach(text -> WAYS.forEach(way -> all.add(way.apply(text))));
        }
        var small = new LinkedHashSet<String>();
        all.forEach(text -> small.add(text.toLowerCase(Locale.ROOT)));
        return small;
    }

    /// A short word would be found anywhere, so it has to stand alone.
    static boolean names(String reading, String word) {
        var small = word.toLowerCase(Locale.ROOT);
        return small.length() > 3 ? reading.contains(small)
                : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(small) + "(?![\\p{L}\\p{N}])").matcher(reading).find();
    }

    /// All that is text in base64, of what a mail folds as well.
    private static String unpacked(String text) {
        var found = new StringBuilder();
        for (var folded : List.of(text, text.replaceAll("\r?\n", ""))) {
            BASE64.matcher(folded).results().forEach(token -> decoded(token.group()).ifPresent(plain -> found.append(plain).append('\n')));
        }
        return found.toString();
    }

    private static Optional<String> decoded(String token) {
        try {
            var standard = token.replace('-', '+').replace('_', '/');
            var bytes = Base64.getDecoder().decode(standard.substring(0, standard.length() - (standard.length() % 4 == 1 ? 1 : 0)));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String hex(MatchResult found, String sign) {
        var digits = found.group().split(sign);
        var bytes = new byte[digits.length - 1];
        for (int i = 1; i < digits.length; i++) {
            bytes[i - 1] = (byte) Integer.parseInt(digits[i], 16);
        }
        return quoted(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
