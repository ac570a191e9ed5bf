package org.trackerwatch.cli;

import java.util.List;
import java.util.Locale;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.trackers.Nearest;

/// How much is logged, to standard error. To be settled before the first part of the program makes its logger.
final class Logging {

    private static final String VARIABLE = "TRACKERWATCH_LOG_LEVEL";

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void ofDaemon(Terminal terminal) {
        set(level(terminal, "info"));
    }

    /// A command tells by itself what matters; it logs only for who looks for a fault.
    static void ofCommand(Terminal terminal) {
        set(level(terminal, "error").equals("debug") ? "debug" : "off");
    }

    private static String level(Terminal terminal, String fallback) {
        var level = terminal.variable(VARIABLE).map(text -> text.toLowerCase(Locale.ROOT)).orElse(fallback);
        if (!LEVELS.contains(level)) {
            var near = Nearest.to(level, LEVELS, 1);
            throw Refusal.usage(VARIABLE + " is “" + level + "”; it must be " + String.join(", ", LEVELS) + "."
                    + (near.isEmpty() ? "" : " Did you mean “" + near.getFirst() + "”?"));
        }
        return level;
    }

    /// Our own lines at that level; libraries' only where they warn.
    private static void set(String level) {
        set("log.org.trackerwatch", level);
        set("defaultLogLevel", level.equals("off") ? "off" : "warn");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ssXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
    }

    /// What Java was started with stays: a test that runs a command must not silence those after it.
    private static void set(String name, String value) {
        System.getProperties().putIfAbsent(PREFIX + name, value);
    }
}
