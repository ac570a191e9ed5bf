package org.trackerwatch.core;

import java.util.HexFormat;

/// What a user writes for himself, to know something again by: a name, a reason. It stands in tables and sentences beside
/// other words, so it has one line, and nothing in it that can't be seen or that turns round what stands beside it.
public final class OwnWords {

    /// Emoji and Persian need them.
    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;

    private OwnWords() {}

    /// As it is kept.
    ///
    /// @param what    it is, such as `name`
    /// @param longest in characters
    /// @throws IllegalArgumentException in words for the user
    public static String checked(String what, String text, int longest) {
        var plain = text.strip();
        if (plain.codePoints().allMatch(point -> joins(point) || isBlank(point))) {
            throw new IllegalArgumentException("The " + what + " is empty.");
        }
        if (plain.codePointCount(0, plain.length()) > longest) {
            throw new IllegalArgumentException("The " + what + " is longer than " + longest + " characters. Give it a shorter one.");
        }
        plain.codePoints().forEach(point -> check(what, point));
        return plain;
    }

    private static void check(String what, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> throw new IllegalArgumentException("The " + what
                    + " contains line breaks or control characters. Write it on one line.");
            case Character.SURROGATE -> throw new IllegalArgumentException("The " + what + " contains half a character, which means nothing."
                    + " Type it anew.");
            case Character.FORMAT -> {
                if (!joins(point)) {
                    throw new IllegalArgumentException("The " + what + " contains a character that can't be seen, and may hide or turn round what"
                            + " stands beside it (U+" + HexFormat.of().withUpperCase().toHexDigits(point, point > 0xffff ? 5 : 4) + "). Type it instead of pasting it.");
                }
            }
            default -> { }
        }
    }

    /// Letters and signs by their kind that are drawn as nothing: the fillers of Korean writing, the empty braille cell. Beside
    /// others they do no harm.
    private static boolean isBlank(int point) {
        return switch (point) {
            case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800 -> true;
            default -> Character.isWhitespace(point) || Character.isSpaceChar(point);
        };
    }

    private static boolean joins(int point) {
        return point == JOINER || point == NON_JOINER;
    }
}
