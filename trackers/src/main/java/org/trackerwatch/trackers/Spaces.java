package org.trackerwatch.trackers;

/// The typographic characters that sites put into numbers and labels, turned into their ASCII kin. UNIT3D prints
/// U+00A0 before units and U+202F between thousands; Java's `\s`, `strip()` and `trim()` know neither.
final class Spaces {

    private Spaces() {}

    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u00a0', '\u2007', '\u2009', '\u202f', '\u3000', '\t', '\n', '\r' -> plain.append(' ');
                case '\uff1a' -> plain.append(':');
                case '\uff08' -> plain.append('(');
                case '\uff09' -> plain.append(')');
                case '\u2212' -> plain.append('-');
                case '\u2019' -> plain.append('\'');
                case '\u200b', '\u200e', '\u200f', '\ufeff' -> { }
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }

    /// Plain, without blanks at either end.
    static String trimmed(String text) {
        return plain(text).strip();
    }

    /// In running text a blank that must not break belongs to the number around it, and any other blank ends it:
    /// `139 512` is one number only if it was written with U+202F. (U+00A0 is gone by then; jsoup makes it a blank.)
    static String joinedDigits(String text) {
        return text.replaceAll("(?<=\\d)[\\u202f\\u2009](?=\\d{3}(?!\\d))", "");
    }
}
