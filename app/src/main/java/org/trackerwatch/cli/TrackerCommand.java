package org.trackerwatch.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.Floors;
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

    /// A pause is no way around the site's floor. After a refusal the user insists, and the
    /// site is asked at once, unless it or he set a limit.
    private String resumed(Books books, Tracker tracker) {
        var now = session.moment().now();
        var bound = new Floors(books.app()).bound(books.tx(), tracker);
        var due = switch (tracker.mode()) {
            case ACTIVE -> Optional.<Instant>empty();
            case MANUAL -> throw Refusal.failed(ByHand.sentence(session, tracker));
            case PAUSED -> Optional.of(books.app().schedules().get(books.tx(), tracker.id()).polledAt()
                    .map(polled -> polled.plus(session.floor(tracker))).filter(now::isBefore).orElse(now));
            case STOPPED -> Optional.of(bound.filter(now::isBefore).orElse(now));
        };
        due.ifPresent(at -> books.app().registry().resume(books.tx(), tracker.id(), at));
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
