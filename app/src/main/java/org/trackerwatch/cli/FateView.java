package org.trackerwatch.cli;

import java.time.ZoneId;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.InquiryReport;
import org.trackerwatch.store.Events;

/// What became of an event for one target, in words.
/// @param end that it was the end of something
record FateView(InquiryReport.Fate fate, boolean end) {

    static Table table(InquiryReport.Told told, ZoneId zone) {
        var table = new Table("TARGET", "WHAT BECAME OF IT");
        boolean end = told.event().event().detail() instanceof Event.Detail.Recovered;
        told.targets().forEach(fate -> table.row(fate.target().name(), new FateView(fate, end).sentence(zone)));
        return table;
    }

    String sentence(ZoneId zone) {
        return fate.judged().map(known -> switch (known.verdict()) {
            case Verdict.Sent _ -> told();
            case Verdict.Held(var until) -> "held back by the cooldown until " + Shown.time(until, zone) + held(known);
            case Verdict.Doubted(var until) -> "kept until " + Shown.time(until, zone) + " to see whether other sites fail, too" + kept(known);
            case Verdict.Offline _ -> "kept because trackerwatch itself seemed to be offline" + kept(known);
            case Verdict.Flapping _ -> "kept because it went up and down (tracker-flapping)" + kept(known);
            case Verdict.Quiet(var until) -> "quiet hours until " + Shown.time(until, zone) + (end ? ", which only what is urgent passes, and that it is over is not" : "") + held(known);
            case Verdict.Silenced(var until) -> "silenced until " + Shown.time(until, zone) + held(known);
            case Verdict.Dropped(var until) -> "silenced until " + Shown.time(until, zone) + ", and dropped: it is not told later";
            case Verdict.BelowSeverity _ -> "wants to hear of graver events only";
            case Verdict.NotSubscribed _ -> "does not want to hear of this event";
            case Verdict.OutOfScope _ -> "is not told about this tracker";
            case Verdict.BelowThreshold _ -> fate.shortfall();
            case Verdict.Paused _ -> "was paused";
            case Verdict.NeverAnnounced _ -> "had not been told that it began, so neither that it ended";
        }).orElse("was added later");
    }

    private String held(Events.Judged known) {
        return known.delivery().isPresent() ? ", then " + told()
                : known.released().isPresent() ? "; it had ended by then, so nothing was said" : "";
    }

    private String kept(Events.Judged known) {
        return known.delivery().isPresent() ? ", then " + told()
                : known.released().isPresent() ? "; it could be read again, so nothing was said" : "";
    }

    private String told() {
        var word = fate.delivery().map(view -> switch (view.delivery().state()) {
            case WAITING, SENDING -> "to be told";
            case DELIVERED, ACCEPTED -> "told";
            case DEAD -> "was to be told, but the message was given up";
            case CANCELLED -> "was to be told, but the message was cancelled";
        }).orElse("told");
        return word
                + fate.delivery().map(view -> " (delivery " + view.delivery().id() + ", " + view.state() + ")").orElse("");
    }
}
