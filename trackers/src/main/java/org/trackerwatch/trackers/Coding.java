package org.trackerwatch.trackers;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Decodes whatever may be base64 or hexadecimal in a text. Where such a thing begins can't be told, when other letters
/// stand before it (`/a/b/` is base64, too): so it is decoded from each of the letters at which a group may begin.
enum Coding {

    /// Over several lines where a mail program or an old language wrote it. The alphabet for addresses has `-` and `_`.
    BASE64("[\\w+/-]{8,}+(?:\\r?\\n[\\w+/-]{2,}+)*+", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4),

    HEXADECIMAL("[0-9a-fA-F]{12,}+", "0123456789abcdef", 4, 2);

    private final Pattern runs;
    private final String digits;
    private final int bits;
    private final int group;

    Coding(String runs, String digits, int bits, int group) {
        this.runs = Pattern.compile(runs);
        this.digits = digits;
        this.bits = bits;
        this.group = group;
    }

    static Stream<Legible> decoded(Legible text) {
        return Stream.of(values()).flatMap(kind -> IntStream.range(0, kind.group).mapToObj(shift -> kind.decoded(text, shift)))
                .filter(way -> !way.text().isBlank());
    }

    /// What stands between two runs becomes a line break: they do not belong together.
    private Legible decoded(Legible text, int shift) {
        var decoded = new Written(0, true);
        var run = runs.matcher(text.text());
        while (run.find()) {
            int[] places = IntStream.range(run.start(), run.end()).filter(at -> digit(text.text().charAt(at)) >= 0).toArray();
            for (int at = shift; at + 1 < places.length; at += group) {
                add(decoded, text, places, at, Math.min(group, places.length - at));
            }
            decoded.add("\n", 0, 0);
        }
        return decoded.legible();
    }

    private void add(Written decoded, Legible text, int[] places, int at, int count) {
        int value = 0;
        for (int i = 0; i < group; i++) {
            value = value << bits | (i < count ? digit(text.text().charAt(places[at + i])) : 0);
        }
        var place = text.place(places[at], places[at + count - 1] + 1);
        for (int i = 0; i < count * bits / 8; i++) {
            decoded.add(Character.toString(value >> bits * group - 8 * (i + 1) & 0xff), place.from(), place.to());
        }
    }

    private int digit(char letter) {
        return switch (letter) {
            case '-' -> digits.indexOf('+');
            case '_' -> digits.indexOf('/');
            default -> digits.indexOf(digits.length() == 16 ? Character.toLowerCase(letter) : letter);
        };
    }
}
