package org.trackerwatch.cli;

import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.trackers.Nearest;

/// How much is logged, to standard error, and by whom: settled before the first part of the program, and the first thread
/// beside this one, makes its logger. How it looks stands in `simplelogger.properties`.
final class Logging {

    private static final String VARIABLE = "TRACKERWATCH_LOG_LEVEL";

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /// Said here, it is not looked for in forty archives at each start.
    private static final String PROVIDER = "org.slf4j.simple.SimpleServiceProvider";

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

    /// Our own lines at that level; libraries' only where they warn. That SQLite's own can't be loaded is said where the database is
    /// opened, without the way to it.
    private static void set(String level) {
        System.getProperties().putIfAbsent("slf4j.provider", PROVIDER);
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
        set("log.org.trackerwatch", level);
        set("defaultLogLevel", level.equals("off") ? "off" : "warn");
        set("log.org.sqlite", level.equals("debug") ? "warn" : "off");
        LoggerFactory.getILoggerFactory();
    }

    /// What Java was started with stays: a test that runs a command must not silence those after it.
    private static void set(String name, String value) {
        System.getProperties().putIfAbsent(PREFIX + name, value);
    }
}
