package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Ladder;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What the next class of an account's site still needs.
record LadderReport(Tracker tracker, Optional<Definition> site, AccountStats known, ZoneId zone, Instant now) {

    /// `null` where the site's classes are not known, the present one is none of them, or none is above it.
    JsonNode document() {
        var ladder = site.flatMap(definition -> known.text(Field.CLASS).flatMap(definition::rank)
                .flatMap(present -> Ladder.above(present, definition.ranks(), known, age())));
        return ladder.<JsonNode>map(LadderReport::document).orElseGet(() -> Json.object().nullNode());
    }

    private static JsonNode document(Ladder ladder) {
        var node = Json.object().put("name", ladder.next().name()).put("state", Json.word(ladder.state()));
        node.set("needs", steps(ladder.needs()));
        var choice = node.putArray("any_of");
        ladder.anyOf().forEach(steps -> choice.add(steps(steps)));
        return node;
    }

    private static ArrayNode steps(List<Ladder.Step> steps) {
        var list = Json.array();
        steps.forEach(step -> {
            var node = list.addObject().put("figure", step.figure()).put("state", Json.word(step.state()));
            node.set("needed", Json.value(step.needed()));
            node.set("known", step.known().map(Json::value).orElseGet(node::nullNode));
            node.set("missing", step.missing().<JsonNode>map(Json::number).orElseGet(node::nullNode));
        });
        return list;
    }

    private Optional<Duration> age() {
        return tracker.joined().map(day -> day.atStartOfDay(zone).toInstant())
                .or(() -> known.get(Field.JOINED).map(Value.Moment.class::cast).map(Value.Moment::at))
                .filter(now::isAfter).map(joined -> Duration.between(joined, now));
    }
}
