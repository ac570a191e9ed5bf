package org.trackerwatch.trackers;

import java.util.Arrays;

/// A [Legible] in the making.
final class Written {

    private final StringBuilder text;
    private final boolean guessed;
    private int[] from;
    private int[] to;

    /// @param expected letters, or so
    Written(int expected, boolean guessed) {
        this.text = new StringBuilder(expected);
        this.guessed = guessed;
        this.from = new int[expected + 1];
        this.to = new int[expected + 1];
    }

    /// Letters that stand together at one place of the original.
    void add(CharSequence letters, int start, int end) {
        int before = text.length();
        text.append(letters);
        if (text.length() > from.length) {
            from = Arrays.copyOf(from, 2 * text.length());
            to = Arrays.copyOf(to, 2 * text.length());
        }
        Arrays.fill(from, before, text.length(), start);
        Arrays.fill(to, before, text.length(), end);
    }

    Legible legible() {
        return new Legible(text.toString(), from, to, guessed);
    }
}
