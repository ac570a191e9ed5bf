package org.trackerwatch.cli;

import org.trackerwatch.Doors;
import org.trackerwatch.cli.terminal.Terminal;

/// The way in to all commands. What starts unattended does not come by the library of the others, not even to see that it
/// is not needed: Java would look through its archive for that, before anything else.
public final class Commands {

    private Commands() {}

    /// Exit status 0 done, 1 failed, 2 wrong usage.
    public static int run(Terminal terminal, Doors doors, String... arguments) {
        var session = new Session(terminal, doors);
        int status = run(session, arguments);
        session.ended(status);
        return status;
    }

    private static int run(Session session, String... arguments) {
        try (session) {
            return Unattended.of(arguments).map(unattended -> unattended.run(session, arguments))
                    .orElseGet(() -> Grammar.of(session, arguments).execute(arguments));
        } finally {
            session.terminal().out().flush();
        }
    }
}
