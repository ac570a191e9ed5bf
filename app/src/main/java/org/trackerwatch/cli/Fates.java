package org.trackerwatch.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.store.Events;
import tools.jackson.databind.node.ArrayNode;

/// What became of one event for each target, in few words.
record Fates(List<Target> targets, List<Events.Judged> verdicts) {

    /// Those that it was not meant for are left out. Until when something was kept, `event explain` tells.
    String words() {
        var names = targets.stream().collect(Collectors.toMap(Target::id, Target::name));
        return verdicts.stream().filter(judged -> !word(judged).isEmpty())
                .map(judged -> names.getOrDefault(judged.target(), "-") + ": " + word(judged)).collect(Collectors.joining("; "));
    }

    ArrayNode document() {
        return EventReport.fates(targets, verdicts);
    }

    private static String word(Events.Judged judged) {
        var since = judged.delivery().isPresent() ? ", then told" : judged.released().isPresent() ? ", then over" : "";
        return switch (judged.verdict()) {
            case Verdict.Sent _ -> "told";
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
}
