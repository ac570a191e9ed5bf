package org.trackerwatch.core;

import java.util.regex.Pattern;

/// A name within a command that is suggested for typing. A name is the user's own words, or those of a program that he took
/// it over from; what a shell would read as more than one word, or run, is quoted.
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._/:@%+-]+");

    private ShellWord() {}

    /// Within single quotes a shell reads everything as it stands, but for the quote itself.
    public static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
