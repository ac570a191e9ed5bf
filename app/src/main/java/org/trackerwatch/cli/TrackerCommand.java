package org.trackerwatch.cli;

import java.util.List;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.core.Tracker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tracker", description = "Your accounts: adds, shows, polls and removes them.",
        subcommands = {TrackerListCommand.class, TrackerShowCommand.class, 
            TrackerRemoveCommand.class, TrackerCatalogCommand.class, TrackerRequestsCommand.class},
        footer = {"", "Example:", "  trackerwatch tracker list"})
final class TrackerCommand {

    private final Session session;

    TrackerCommand(Session session) {
        this.session = session;
    }

    @Command(name = "pause", description = "Stops polling until it is resumed. What was read stays.",
            footer = {"", "Example:", "  trackerwatch tracker pause mysite"})
    int pause(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        var app = session.app();
        app.database().write(tx -> new Named(app).trackers(tx, names).stream().map(Tracker::id)
                .forEach(id -> app.registry().pause(tx, id)));
        return said("paused; nothing is asked of the site until “tracker resume”", names);
    }

    @Command(name = "resume", description = "Polls again, at once: after a pause, or after a refusal that is over.",
            footer = {"", "Example:", "  trackerwatch tracker resume mysite"})
    int resume(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        var app = session.app();
        app.database().write(tx -> new Named(app).trackers(tx, names).stream().map(Tracker::id)
                .forEach(id -> app.registry().resume(tx, id, app.time().now())));
        return said("resumed; the daemon polls it at its next round", names);
    }

    private int said(String what, List<String> names) {
        names.forEach(name -> session.terminal().say(Plain.of(name) + ": " + what + "."));
        return 0;
    }
}
