package org.trackerwatch;

import java.util.Locale;
import org.trackerwatch.cli.Commands;
import org.trackerwatch.cli.terminal.LogStream;
import org.trackerwatch.cli.terminal.Terminal;

/// The door for people and service managers.
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        prepare();
        System.exit(Commands.run(Terminal.system(), Doors.real(), arguments));
    }

    /// Numbers and dates look the same wherever the machine stands.
    static void prepare() {
        Locale.setDefault(Locale.ROOT);
        System.setErr(LogStream.ofProcess());
    }
}
