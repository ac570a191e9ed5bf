package org.trackerwatch.trackers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;

/// What is put in the place of what nobody may see: always the same for the same, so that a page still makes sense.
final class Substitutes {

    /// Shorter names are parts of other words too often.
    private static final int LONG_NAME = 5;

    private static final Pattern SECRET = Pattern.compile("(?s)(?=.*\\d)(?=.*\\p{L}).{6,}|.{16,}");

    private final Map<String, String> given = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Pattern, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> removed = new TreeMap<>();

    /// How often what was taken out.
    Map<String, Integer> removed() {
        return removed;
    }

    /// Something was taken out in another way.
    void took(String what) {
        removed.merge(what, 1, Integer::sum);
    }

    /// @param stand `member-`; a number follows
    String of(String original, String stand, String what) {
        removed.merge(what, 1, Integer::sum);
        return given.computeIfAbsent(original, _ -> stand + numbers.merge(stand, 1, Integer::sum));
    }

    /// From here on, this name is another wherever it stands, however it is written.
    void name(String original, String substitute) {
        if (!original.isBlank() && !original.equals(substitute)) {
            given.put(original, substitute);
            forms(original).forEach(form -> names.put(pattern(form, original.length() >= LONG_NAME), substitute));
        }
    }

    /// Among cookies there are harmless ones, such as `lang=english`: their values are words of the page.
    void secrets(Collection<Secret> secrets) {
        secrets.stream().map(Secret::reveal).filter(text -> SECRET.matcher(text).matches())
                .sorted(Comparator.comparingInt(String::length).reversed()).forEach(text -> name(text, "removed"));
    }

    /// Whether it is too odd to be a word of the page.
    static boolean isOdd(Secret secret) {
        return SECRET.matcher(secret.reveal()).matches();
    }

    private static Stream<String> forms(String name) {
        var json = name.codePoints().collect(StringBuilder::new, (text, letter) -> text.append(letter < 128 ? Character.toString(letter)
                : String.format(Locale.ROOT, "\\u%04x", letter)), StringBuilder::append).toString();
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return Stream.of(name, Entities.escape(name), encoded, encoded.replace("+", "%20"), json).distinct();
    }

    private static Pattern pattern(String form, boolean anywhere) {
        var quoted = Pattern.quote(form);
        return Pattern.compile(anywhere ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// The text with all of it taken out.
    String over(String text) {
        var clean = text;
        for (var name : names.entrySet()) {
            clean = counted(name.getKey().matcher(clean), "a name or secret of yours", name.getValue());
        }
        for (var kind : Delicate.values()) {
            clean = kind.without(clean, found -> kind == Delicate.IMAGE ? kind.stand() : of(found, kind.stand(), kind.words()));
        }
        return clean;
    }

    private String counted(Matcher found, String what, String substitute) {
        return found.replaceAll(_ -> {
            removed.merge(what, 1, Integer::sum);
            return Matcher.quoteReplacement(substitute);
        });
    }

    /// Where names that were to go still are.
    List<String> left(String text) {
        return names.keySet().stream().flatMap(name -> Delicate.lineOf(text, name).stream())
                .map(line -> "a name or secret of yours in line " + line).toList();
    }
}
