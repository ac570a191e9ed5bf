package org.trackerwatch.cli;

import java.nio.file.Path;
import org.trackerwatch.Version;
import org.trackerwatch.cli.terminal.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `trackerwatch` alone: what it is, and the way to the first alert.
@Command(name = "trackerwatch", versionProvider = TrackerwatchCommand.Release.class,
        description = "Watches accounts on private BitTorrent trackers, and alerts before one is lost.")
final class TrackerwatchCommand implements Runnable {

    private static final String FIRST_STEPS = """
            trackerwatch watches your accounts on private BitTorrent trackers, and alerts before one is lost.

            The first alert in four steps:
              1. trackerwatch tracker catalog                  which sites it can read
              2. trackerwatch tracker add SLUG --name NAME     asks for the key or cookie, and reads the account once
              3. trackerwatch target add discord --name NAME   asks for the webhook address
              4. trackerwatch serve                            polls and alerts from now on

            “trackerwatch target test NAME” sends an alert to try it; “trackerwatch demo” shows everything on simulated
            trackers. “trackerwatch --help” lists all commands, and every command has a --help of its own.
            """;

    private final Session session;

    TrackerwatchCommand(Session session) {
        this.session = session;
    }

    @Option(names = "--config", paramLabel = "DIR", scope = ScopeType.INHERIT,
            description = "The directory of the database, the key and your own definitions; made if it is missing."
                    + " Else TRACKERWATCH_CONFIG, else ~/.config/trackerwatch.")
    void config(Path directory) {
        if (directory.toString().isBlank()) {
            throw Refusal.usage("--config is empty; name the directory, or leave the option out.");
        }
        session.directory(directory);
    }

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this.")
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Shows the version.")
    boolean version;

    @Override
    public void run() {
        session.terminal().out().print(FIRST_STEPS);
    }

    static final class Release implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"trackerwatch " + Version.number()};
        }
    }
}
