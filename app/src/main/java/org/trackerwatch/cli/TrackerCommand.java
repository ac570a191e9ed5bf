package org.trackerwatch.cli;

import java.util.List;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.core.Tracker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tracker", description = "Your accounts: adds, shows, polls and removes them.",
        subcommands = {TrackerAddCommand.class, TrackerListCommand.class, TrackerShowCommand.class, TrackerEditCommand.class,
            TrackerRemoveCommand.class, TrackerCatalogCommand.class, TrackerPollCommand.class, TrackerRequestsCommand.class},
        footer = {"", "Example:", "  trackerwatch tracker list"})
final class TrackerCommand {

    private final Session session;

    TrackerCommand(Session session) {
        this.session = session;
    }

    @Command(name = "pause", description = "Stops polling until it is resumed. What was read stays.",
            footer = {"", "Example:", "  trackerwatch tracker pause mysite"})
    int pause(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        var paused = session.write(books -> books.trackers(names).stream()
                .map(tracker -> books.app().registry().pause(books.tx(), tracker.id())).toList());
        return said("is paused; nothing is asked of its site until “tracker resume”.", paused);
    }

    @Command(name = "resume", description = "Polls again, at once: after a pause, or after a refusal that is over.",
            footer = {"", "Example:", "  trackerwatch tracker resume mysite"})
    int resume(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        var now = session.moment().now();
        var resumed = session.write(books -> books.trackers(names).stream()
                .map(tracker -> books.app().registry().resume(books.tx(), tracker.id(), now)).toList());
        return said("is resumed; the daemon polls it at its next round.", resumed);
    }

    private int said(String what, List<Tracker> trackers) {
        trackers.forEach(tracker -> session.terminal().say("“" + Plain.of(tracker.name()) + "” " + what));
        return 0;
    }
}
