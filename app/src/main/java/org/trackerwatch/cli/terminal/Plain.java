package org.trackerwatch.cli.terminal;

import java.util.stream.Collectors;

/// Text from elsewhere, made safe to print. A class name or a user name is the site's own words: on a terminal, escape
/// characters could retitle the window or hide lines, and bidi marks could turn a sentence around.
public final class Plain {

    private static final int REPLACEMENT = 0xfffd;

    private Plain() {}

    public static String of(String text) {
        return text.codePoints().allMatch(Plain::harmless) ? text : replaced(text);
    }

    /// The same for text of several lines, which stay.
    public static String lines(String text) {
        return text.lines().map(Plain::of).collect(Collectors.joining("\n"));
    }

    /// Control and format characters (bidi marks, zero-width ones, tags), line and paragraph separators, lone surrogates.
    public static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                 Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String replaced(String text) {
        var safe = new StringBuilder();
        text.codePoints().map(point -> harmless(point) ? point : REPLACEMENT).forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
