package org.trackerwatch.deliver;

/// Untrusted text made fit to be shown: no control characters, nothing that turns the reading direction or hides, no
/// halves of characters.
final class Text {

    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;

    private Text() {}

    /// Keeps line breaks and the joiners that emoji and Persian need.
    static String clean(String text) {
        var cleaned = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL -> cleaned.append(point == '\n' || point == '\r' ? "\n" : point == '\t' ? " " : "");
                case Character.FORMAT -> cleaned.append(point == JOINER || point == NON_JOINER ? Character.toString(point) : "");
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> cleaned.append('\n');
                case Character.SURROGATE -> cleaned.append('\ufffd');
                default -> cleaned.appendCodePoint(point);
            }
        });
        return strip(cleaned.toString());
    }

    static String oneLine(String text) {
        return strip(clean(text).replace('\n', ' '));
    }

    /// Nothing of it can be seen, which services refuse, or show as a hole.
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(point -> isSpace(point) || point == JOINER || point == NON_JOINER);
    }

    /// Services trim every kind of space before they count and before they refuse what is empty; Java's own `strip` and
    /// `trim` leave U+00A0 and its kin.
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// At most this many UTF-16 units, the last of them "…" if something was cut. Never ends in half a character.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }
}
