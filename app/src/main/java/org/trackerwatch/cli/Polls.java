package org.trackerwatch.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.trackerwatch.PollNow;
import org.trackerwatch.PollNow.Result;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.HealthReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.PollReport;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;

/// Polls at the user's word, and says what came of it.
record Polls(Session session, JsonOption output) {

    /// @param named the user named each of them, so that one which is not due is a failure; what can't be read always is
    /// @return the exit status
    int run(List<Tracker> trackers, boolean force, boolean named) throws InterruptedException {
        session.app().registry();
        var done = new AtomicInteger();
        var results = session.during("Asking " + Shown.count(trackers.size(), "tracker") + " …", () ->
                new PollNow(session.app()).poll(trackers, force, result -> session.progress(done.incrementAndGet() + " of "
                        + trackers.size() + ": " + result.tracker().name())));
        boolean usernames = session.read(books -> Setting.STORE_USERNAMES.in(books.tx()));
        var shown = results.stream().map(result -> usernames ? result : PollReport.masked(result)).toList();
        output.print(session.terminal(), () -> {
            var list = Json.array();
            shown.stream().map(PollReport::of).forEach(list::add);
            return list;
        }, out -> shown.forEach(result -> out.println(Plain.of(sentence(result)))));
        return results.stream().allMatch(result -> isDone(result, named)) ? 0 : Refusal.FAILED;
    }

    private static boolean isDone(Result result, boolean named) {
        return switch (result) {
            case Result.Polled polled -> polled.outcome() instanceof Outcome.Read;
            case Result.TooEarly _, Result.Paused _, Result.ByHand _ -> !named;
            case Result.Stopped _, Result.DiskFull _, Result.Unanswered _ -> false;
        };
    }

    String sentence(Result result) {
        var zone = session.zone();
        var what = switch (result) {
            case Result.Polled(_, _, Outcome.Read(var stats), var events, var next) -> "ratio " + Shown.of(stats, Field.RATIO, zone)
                    + ", up " + Shown.of(stats, Field.UPLOADED, zone) + ", down " + Shown.of(stats, Field.DOWNLOADED, zone)
                    + ", buffer " + Shown.of(stats, Field.BUFFER, zone) + ", seeding " + Shown.of(stats, Field.SEEDING, zone)
                    + (events.isEmpty() ? "" : "; " + String.join(", ", events.stream().map(event -> event.rule()).toList()))
                    + "; next " + Shown.time(next, zone);
            case Result.Polled(_, _, Outcome.Failed(var failure), _, _) -> Figures.sentence(failure);
            case Result.TooEarly(_, var allowed, var bound) -> "asked lately; its site may be asked again at " + Shown.time(allowed, zone)
                    + (bound ? ", and not before: it, or you, set that limit" : " (--force asks now)");
            case Result.Paused _ -> "paused by you; “tracker resume” ends that";
            case Result.ByHand(var tracker) -> ByHand.reason(session, tracker) + " Type its figures in with “tracker record”.";
            case Result.Stopped _ -> "its credential was refused, and asking again may ban your address; give it a new one with"
                    + " “tracker edit --ask-secret” (--force asks with the old one)";
            case Result.DiskFull _ -> HealthReport.FULL;
            case Result.Unanswered(_, var ended) -> ended ? "the daemon has ended meanwhile; started again by “trackerwatch serve”, it will ask"
                    : "the daemon did not come to it in time; it will";
        };
        var name = result.tracker().name();
        return what.startsWith(name + " ") ? what : name + ": " + what;
    }
}
