package org.trackerwatch.cli.input;

import org.trackerwatch.cli.terminal.Refusal;

/// A number to count with: `7`.
public final class Whole {

    private Whole() {}

    public static long parse(String text) {
        var plain = text.strip();
        if (plain.matches("\\d{1,18}")) {
            return Long.parseLong(plain);
        }
        throw Refusal.usage("“" + Suspect.shown(text) + "” is no whole number of at least 0; write it like 7.");
    }
}
