package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Events;
import tools.jackson.databind.node.ArrayNode;

/// What became of one event for each target, in few words.
record Fates(List<Target> targets, List<Events.Judged> verdicts) {

    /// Those that it was not meant for are left out.
    String words(ZoneId zone) {
        var names = targets.stream().collect(Collectors.toMap(Target::id, Target::name));
        return verdicts.stream().filter(judged -> !word(judged, zone).isEmpty())
                .map(judged -> names.getOrDefault(judged.target(), "-") + ": " + word(judged, zone)).collect(Collectors.joining("; "));
    }

    ArrayNode document() {
        var names = targets.stream().collect(Collectors.toMap(Target::id, Target::name));
        var list = Json.array();
        verdicts.stream().filter(judged -> names.containsKey(judged.target())).forEach(judged -> {
            var node = list.addObject().put("target", names.get(judged.target())).put("verdict", Details.word(judged.verdict()));
            node.set("released_at", Json.text(judged.released()));
        });
        return list;
    }

    private static String word(Events.Judged judged, ZoneId zone) {
        var since = judged.delivery().isPresent() ? ", then told" : judged.released().isPresent() ? ", then over" : "";
        return switch (judged.verdict()) {
            case Verdict.Sent _ -> "told";
            case Verdict.Held(var until) -> "cooldown until " + Shown.time(until, zone) + since;
            case Verdict.Quiet(var until) -> "quiet hours until " + Shown.time(until, zone) + since;
            case Verdict.Silenced(var until) -> "silenced until " + Shown.time(until, zone) + since;
            case Verdict.Dropped(var until) -> "dropped, silenced until " + Shown.time(until, zone);
            case Verdict.Doubted(var until) -> "kept until " + Shown.time(until, zone) + since;
            case Verdict.Offline _ -> "kept, trackerwatch seemed offline" + since;
            case Verdict.Flapping _ -> "kept, up and down" + since;
            case Verdict.Paused _ -> "paused";
            case Verdict.NotSubscribed _, Verdict.OutOfScope _, Verdict.BelowSeverity _, Verdict.BelowThreshold _,
                 Verdict.NeverAnnounced _ -> "";
        };
    }
}
