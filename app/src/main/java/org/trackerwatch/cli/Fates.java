package org.trackerwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.node.ArrayNode;

/// What became of one event for each target, in few words.
///
/// @param states of their deliveries, by id
record Fates(List<Target> targets, List<Events.Judged> verdicts, Map<Long, Delivery.State> states) {

    static Fates of(App app, Transaction tx, List<Target> targets, long event) {
        var verdicts = app.events().verdicts(tx, event);
        var states = verdicts.stream().flatMap(judged -> judged.delivery().stream()).distinct()
                .flatMap(id -> app.deliveries().get(tx, id).stream()).collect(Collectors.toMap(Delivery::id, Delivery::state));
        return new Fates(targets, verdicts, states);
    }

    /// Those that it was not meant for are left out. Until when something was kept, `event explain` tells.
    String words() {
        var names = targets.stream().collect(Collectors.toMap(Target::id, Target::name));
        return verdicts.stream().filter(judged -> !word(judged).isEmpty())
                .map(judged -> names.getOrDefault(judged.target(), "-") + ": " + word(judged)).collect(Collectors.joining("; "));
    }

    ArrayNode document() {
        return EventReport.fates(targets, verdicts);
    }

    private String word(Events.Judged judged) {
        var since = judged.delivery().isPresent() ? ", then " + told(judged) : judged.released().isPresent() ? ", then over" : "";
        return switch (judged.verdict()) {
            case Verdict.Sent _ -> told(judged);
            case Verdict.Held _ -> "cooldown" + since;
            case Verdict.Quiet _ -> "quiet hours" + since;
            case Verdict.Silenced _ -> "silenced" + since;
            case Verdict.Dropped _ -> "dropped";
            case Verdict.Doubted _ -> "waiting" + since;
            case Verdict.Offline _ -> "offline" + since;
            case Verdict.Flapping _ -> "flapping" + since;
            case Verdict.Paused _ -> "paused";
            case Verdict.NotSubscribed _, Verdict.OutOfScope _, Verdict.BelowSeverity _, Verdict.BelowThreshold _,
                 Verdict.NeverAnnounced _ -> "";
        };
    }

    /// A message that waits, for company or for its target, has told nobody anything yet.
    private String told(Events.Judged judged) {
        return judged.delivery().map(states::get).map(state -> switch (state) {
            case WAITING, SENDING -> "on its way";
            case DELIVERED, ACCEPTED -> "told";
            case DEAD -> "given up";
            case CANCELLED -> "cancelled";
        }).orElse("told");
    }
}
