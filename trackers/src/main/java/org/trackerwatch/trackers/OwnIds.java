package org.trackerwatch.trackers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The account's own numbers, as its pages say them. An invented one takes their place: in addresses however short they
/// are, anywhere else if they are too long to be just any number.
final class OwnIds {

    /// At least one of them is not the account's own.
    private static final List<String> INVENTED = List.of("1001", "1002", "1003");

    /// Shorter numbers stand on any page.
    private static final int LONG = 4;

    /// Not a year either, so it may touch letters: `avatar12345.png`.
    private static final int LONGER = 5;

    private static final String IN_ADDRESS = "(?i)(?<=[?&;](?:id|userid|user|uid|u|memberid)=|/(?:users?|u|profile|members?)/|"
            + "\"(?:id|user_?id|uid)\"\\s{0,2}:\\s{0,2}\"?|/\\w{0,40}[A-Za-z_]\\.)%s(?![\\d.])";

    /// No letters in Unicode, and never will be.
    private static final String SPLIT = "\ufdd0";
    private static final String BARE = "\ufdd1";

    private final Set<String> ids;
    private final String invented;
    private final Map<String, Pattern> alone = new LinkedHashMap<>();
    private final Consumer<String> removed;

    /// @param ids     what is no number among them is left alone
    /// @param removed told what was taken out, each time
    OwnIds(Set<String> ids, Consumer<String> removed) {
        this.ids = ids.stream().filter(id -> id.matches("\\d+")).collect(Collectors.toCollection(TreeSet::new));
        this.invented = INVENTED.stream().filter(id -> !ids.contains(id)).findFirst().orElse("1001");
        this.removed = removed;
        this.ids.stream().filter(id -> id.length() >= LONG).forEach(id -> alone.put(id, alone(id)));
    }

    /// Not within a date or a fraction.
    private static Pattern alone(String id) {
        return Pattern.compile(id.length() >= LONGER ? "(?<!\\d|\\d[.,])" + id + "(?!\\d|[.,]\\d)"
                : "(?<![\\p{L}\\d]|\\d[.,/-])" + id + "(?![\\p{L}\\d]|[.,]\\d|[/-]\\d{1,2}(?!\\d))");
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /// A text without them, but for short numbers that are no part of an address.
    String over(String text) {
        var clean = text;
        for (var id : ids) {
            clean = replaced(Pattern.compile(IN_ADDRESS.replace("%s", id)), clean);
        }
        for (var pattern : alone.values()) {
            clean = replaced(pattern, clean);
        }
        return clean;
    }

    /// What stands where the account's number is read from: there even a single digit is one.
    String where(String text) {
        var clean = text;
        for (var id : ids) {
            clean = replaced(Pattern.compile("(?<![\\p{L}\\d])" + id + "(?![\\p{L}\\d])"), clean);
        }
        return clean;
    }

    private String replaced(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(_ -> {
            removed.accept("your id");
            return invented;
        });
    }

    /// A figure that happens to be the same number, made to be passed over until [#bare].
    String spared(String figure) {
        var spared = figure;
        for (var pattern : alone.values()) {
            spared = pattern.matcher(spared).replaceAll(match -> Matcher.quoteReplacement(match.group().charAt(0) + SPLIT + match.group().substring(1)));
        }
        return spared;
    }

    /// A spared number of JSON, which has to be a text so long.
    static String wrapped(String spared) {
        return BARE + spared + BARE;
    }

    /// The figures that were spared as they were.
    static String bare(String text) {
        return text.replace("\"" + BARE, "").replace(BARE + "\"", "").replace("&quot;" + BARE, "").replace(BARE + "&quot;", "").replace(SPLIT, "");
    }

    /// Where there still is one, before [#bare].
    List<String> left(String text) {
        return alone.values().stream().flatMap(id -> Delicate.lineOf(text, id).stream()).map(line -> "your id in line " + line).toList();
    }
}
