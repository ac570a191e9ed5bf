package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A text as it may stand in another one: each of its signs as it is, or as URLs, JSON or HTML write it, in large or small
/// hexadecimal digits, and not all of them in the same way. Which signs are written otherwise is each writer's own choice.
final class Writing {

    /// A shorter one is part of other words by chance.
    private static final int LONG = 6;

    /// So much of a text's beginning is that text, cut.
    private static final int TELLING = 12;

    /// Of a sign beyond the first 65,536, in UTF-8 with percent signs or in UTF-16 with backslashes.
    private static final int LONGEST_WAY = 12;

    private static final Map<String, List<String>> NAMED = Map.of("&", List.of("&amp;"), "<", List.of("&lt;"), ">", List.of("&gt;"),
            "\"", List.of("&quot;", "\\\""), "'", List.of("&apos;", "&#039;"), "\\", List.of("\\\\"), "/", List.of("\\/"), " ", List.of("+"),
            "\n", List.of("\\n"), "\t", List.of("\\t"));

    /// Of each sign all ways to write it.
    private final List<List<String>> signs;

    /// Its letters and digits up to the first other sign, which are written in one way.
    private final String lead;

    /// What has a slash may begin as any address does, and is taken for cut only where the other text ends.
    private final boolean path;

    /// @param text not empty
    Writing(String text) {
        this.signs = text.codePoints().mapToObj(Writing::ways).toList();
        this.lead = signs.stream().takeWhile(ways -> ways.size() == 1).map(List::getFirst).collect(Collectors.joining());
        this.path = text.contains("/");
    }

    private static List<String> ways(int sign) {
        var plain = Character.toString(sign);
        if (Character.isLetterOrDigit(sign) && sign < 0x80) {
            return List.of(plain);
        }
        var bytes = HexFormat.ofDelimiter("%").withPrefix("").formatHex(plain.getBytes(StandardCharsets.UTF_8));
        var units = plain.chars().mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit)).collect(Collectors.joining());
        var hexadecimal = Stream.of("%" + bytes, units, "&#x" + Integer.toHexString(sign) + ";").flatMap(way -> Stream.of(way, raised(way)));
        return Stream.of(Stream.of(plain, "&#" + sign + ";"), hexadecimal, NAMED.getOrDefault(plain, List.of()).stream())
                .flatMap(way -> way).distinct().toList();
    }

    /// Its hexadecimal digits in capitals: `%2F`, `\u002F`, `&#x2F;`.
    private static String raised(String way) {
        return way.toUpperCase(Locale.ROOT).replace("\\U", "\\u").replace("&#X", "&#x");
    }

    /// Where it ends in the other text, if it stands there at that place, or as much of it as tells; else that place.
    int end(String text, int from) {
        int led = from;
        while (led - from < lead.length() && led < text.length() && text.charAt(led) == lead.charAt(led - from)) {
            led++;
        }
        if (led - from < lead.length()) {
            return led - from >= TELLING && (!path || led == text.length()) ? led : from;
        }
        return end(text, from, led);
    }

    private int end(String text, int from, int led) {
        var places = List.of(led);
        int cut = from;
        for (int i = lead.length(); i < signs.size(); i++) {
            if (i >= TELLING) {
                cut = endsWithin(text, places, signs.get(i)) ? text.length() : path ? cut : furthest(places);
            }
            places = after(text, places, signs.get(i));
            if (places.isEmpty()) {
                return cut;
            }
        }
        int end = furthest(places);
        return signs.size() >= LONG || isWhole(text, from, end) ? end : from;
    }

    /// Loops, since this runs for each place of a large answer.
    private static List<Integer> after(String text, List<Integer> places, List<String> ways) {
        var next = new ArrayList<Integer>(1);
        for (int place : places) {
            for (var way : ways) {
                if (text.startsWith(way, place) && !next.contains(place + way.length())) {
                    next.add(place + way.length());
                }
            }
        }
        return next;
    }

    /// Also in the midst of a sign that is written with several.
    private static boolean endsWithin(String text, List<Integer> places, List<String> ways) {
        return places.stream().anyMatch(place -> place > text.length() - LONGEST_WAY && ways.stream()
                .anyMatch(way -> text.length() - place < way.length() && way.startsWith(text.substring(place))));
    }

    private static int furthest(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static boolean isWhole(String text, int from, int end) {
        return (from == 0 || !Character.isLetterOrDigit(text.codePointBefore(from)))
                && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }
}
