package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is put in the place of what nobody may see: always the same for the same, so that a page still makes sense.
final class Substitutes {

    /// Shorter names are parts of other words too often.
    private static final int LONG_NAME = 5;

    /// What is taken out may lay open what it was written within.
    private static final int ROUNDS = 3;

    private static final Pattern SECRET = Pattern.compile("(?s)(?=.*\\d)(?=.*\\p{L}).{6,}|.{16,}");

    private final Map<String, String> given = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<String, Integer> removed = new TreeMap<>();

    /// @param anywhere within words, too
    private record Name(Pattern look, boolean anywhere, String substitute) {}

    private record Hit(Legible.Place place, String substitute) {

        int length() {
            return place.to() - place.from();
        }
    }

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
            boolean anywhere = original.length() >= LONG_NAME;
            forms(original).map(form -> pattern(form, anywhere)).forEach(form -> names.add(new Name(form, anywhere, substitute)));
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

    /// Cookies are kept as they are sent, and pages may show what is meant by that.
    private static Stream<String> forms(String original) {
        return Stream.concat(Legible.ways(original).filter(way -> !way.isGuessed()).map(Legible::text), Stream.of(original.replace(' ', '+')))
                .filter(form -> !form.isBlank()).distinct();
    }

    private static Pattern pattern(String form, boolean anywhere) {
        var quoted = Pattern.quote(form);
        return Pattern.compile(anywhere ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// The text with all of it taken out.
    String over(String text) {
        var clean = over(text, Delicate.IMAGE);
        for (int round = 0; round < ROUNDS && !names.isEmpty(); round++) {
            clean = without(clean, hits(clean));
        }
        for (var kind : Delicate.values()) {
            clean = over(clean, kind);
        }
        return clean;
    }

    private String over(String text, Delicate kind) {
        return kind.without(text, found -> kind == Delicate.IMAGE ? kind.stand() : of(found, kind.stand(), kind.words()));
    }

    /// In whatever writing; the longest first, lest a name within a secret leave the rest of it.
    private List<Hit> hits(String text) {
        return Legible.ways(text).flatMap(way -> names.stream().filter(name -> name.anywhere() || !way.isGuessed())
                        .flatMap(name -> name.look().matcher(way.text()).results().map(found -> new Hit(way.place(found.start(), found.end()), name.substitute()))))
                .distinct().sorted(Comparator.comparingInt(Hit::length).reversed()).toList();
    }

    private String without(String text, List<Hit> hits) {
        var chosen = new TreeMap<Integer, Hit>();
        hits.stream().filter(hit -> isApart(hit.place(), chosen)).forEach(hit -> chosen.put(hit.place().from(), hit));
        var clean = new StringBuilder(text);
        chosen.descendingMap().values().forEach(hit -> {
            took("a name or secret of yours");
            var tags = Legible.TAG.matcher(text.substring(hit.place().from(), hit.place().to())).results().map(MatchResult::group);
            clean.replace(hit.place().from(), hit.place().to(), hit.substitute() + tags.collect(Collectors.joining()));
        });
        return clean.toString();
    }

    private static boolean isApart(Legible.Place place, TreeMap<Integer, Hit> chosen) {
        var before = chosen.floorEntry(place.from());
        var behind = chosen.higherEntry(place.from());
        return (before == null || before.getValue().place().to() <= place.from()) && (behind == null || behind.getKey() >= place.to());
    }

    /// Where names that were to go still are, in whatever writing.
    List<String> left(String text) {
        return hits(text).stream().mapToLong(hit -> Delicate.line(text, hit.place().from())).distinct().sorted()
                .mapToObj(line -> "a name or secret of yours in line " + line).toList();
    }
}
