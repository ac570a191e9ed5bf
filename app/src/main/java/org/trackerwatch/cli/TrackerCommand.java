package org.trackerwatch.cli;

import java.util.List;
import org.trackerwatch.Revision;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Tracker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tracker", description = "Your accounts: adds, shows, polls and removes them.",
        subcommands = {TrackerAddCommand.class, TrackerListCommand.class, TrackerShowCommand.class, TrackerEditCommand.class,
            TrackerRemoveCommand.class, TrackerCatalogCommand.class, TrackerPollCommand.class, TrackerCaptureCommand.class, TrackerRecordCommand.class,
            TrackerRequestsCommand.class},
        footer = {"", "Example:", "  trackerwatch tracker list"})
final class TrackerCommand {

    private final Session session;

    TrackerCommand(Session session) {
        this.session = session;
    }

    @Command(name = "pause", description = "Stops polling until it is resumed. What was read stays.",
            footer = {"", "Example:", "  trackerwatch tracker pause mysite"})
    int pause(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        var paused = session.write(books -> books.trackers(names).stream().map(TrackerCommand::polled)
                .map(tracker -> books.app().registry().pause(books.tx(), tracker.id())).toList());
        return said("is paused; nothing is asked of its site until “tracker resume”.", paused);
    }

    @Command(name = "resume", description = "Polls again: after a pause, or after a refusal that is over.",
            footer = {"", "Example:", "  trackerwatch tracker resume mysite"})
    int resume(@Parameters(paramLabel = "NAME", arity = "1..*", description = "The trackers.") List<String> names) {
        session.write(books -> books.trackers(names).stream().map(tracker -> resumed(books, tracker)).toList())
                .forEach(session.terminal()::say);
        return 0;
    }

    private String resumed(Books books, Tracker tracker) {
        if (tracker.mode() == Tracker.Mode.MANUAL) {
            throw Refusal.failed(ByHand.sentence(session, tracker));
        }
        var now = session.moment().now();
        var due = new Revision(books.app()).resume(books.tx(), tracker);
        return "“" + Plain.of(tracker.name()) + "” " + due.map(at -> "is resumed; " + (at.isAfter(now)
                ? "its site may be asked again at " + Shown.time(at, session.zone()) + ", and is then."
                : "the daemon polls it at its next round.")).orElse("is active already; nothing was changed.");
    }

    private static Tracker polled(Tracker tracker) {
        if (tracker.mode() == Tracker.Mode.MANUAL) {
            throw Refusal.failed("“" + Plain.of(tracker.name()) + "” is never polled, so there is nothing to pause.");
        }
        return tracker;
    }

    private int said(String what, List<Tracker> trackers) {
        trackers.forEach(tracker -> session.terminal().say("“" + Plain.of(tracker.name()) + "” " + what));
        return 0;
    }
}
