package org.trackerwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "poll", description = "Reads trackers now, and sends the alerts that this gives cause to.",
        footer = {"", "Exit status 0 if all were read; 1 if one failed, or is not asked since its credential was refused. One that was asked lately, is"
                + " paused or typed in is skipped by --all, and a failure where it was named.", "", "Example:", "  trackerwatch tracker poll --all"})
final class TrackerPollCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The trackers.")
    List<String> names = List.of();

    @Option(names = "--all", description = "All that are not paused.")
    boolean all;

    @Option(names = "--force", description = "Asks although the site was asked lately, unless it or you set a limit; or refused the credential.")
    boolean force;

    @Mixin
    JsonOption output;

    TrackerPollCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (all == !names.isEmpty()) {
            throw Refusal.usage("Name the trackers to read, or say --all.");
        }
        var trackers = session.read(books -> all ? books.app().registry().list(books.tx()) : books.trackers(names));
        return new Polls(session, output).run(trackers, force, !all);
    }
}
