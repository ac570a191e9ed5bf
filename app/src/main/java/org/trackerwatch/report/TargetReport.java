package org.trackerwatch.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.node.ObjectNode;

/// A target: what it is told of, and how delivery to it goes. Its address is never part of it, and of its secrets only
/// their names.
///
/// @param trackers names, by their id
/// @param fallback the name of the target that says so when this one can't be reached
/// @param queue    what waits for it
/// @param held     what is held back before it becomes a message
public record TargetReport(Target target, Map<Long, String> trackers, Optional<String> fallback, Deliveries.Queue queue,
                           Optional<Events.Held> held) {

    public static List<TargetReport> all(App app, Transaction tx) {
        return app.targets().list(tx).stream().map(target -> of(app, tx, target)).toList();
    }

    public static TargetReport of(App app, Transaction tx, Target target) {
        var trackers = app.registry().list(tx).stream().collect(Collectors.toMap(Tracker::id, Tracker::name));
        return new TargetReport(target, trackers, target.link().fallback().flatMap(id -> app.targets().get(tx, id)).map(Target::name),
                app.deliveries().queues(tx).getOrDefault(target.id(), Deliveries.Queue.EMPTY), app.events().held(tx, target.id()));
    }

    /// One word: whether it is told, and how that goes.
    public String state() {
        return switch (target.health().state()) {
            case PAUSED -> "paused";
            case REFUSED -> "refused";
            case ACTIVE -> Transitions.isRested(target.health()) ? "resting" : target.health().failures() > 0 ? "failing" : "good";
        };
    }

    /// What the user can do about its state; empty where all is well.
    public Optional<String> advice() {
        return switch (state()) {
            case "paused" -> Optional.of("It is told nothing until you resume it; what happens meanwhile is not sent later.");
            case "refused" -> Optional.of("Give it an address that works, or resume it once the service takes messages again. What waits for it is kept.");
            case "resting" -> Optional.of("There is nothing to do: delivery goes on by itself. Resume it to try at once.");
            case "failing" -> Optional.of("There is nothing to do yet: it is tried again by itself.");
            default -> Optional.empty();
        };
    }

    /// A removed tracker stays in a scope as its last one, which is then told about none.
    public List<String> scope() {
        return target.trackers().stream().filter(trackers::containsKey).map(trackers::get).sorted().toList();
    }

    public ObjectNode document() {
        var node = Json.object().put("id", target.id()).put("name", target.name()).put("kind", target.kind());
        health(node);
        wishes(node);
        link(node);
        node.set("calm", CalmReport.of(target.calm()));
        return node;
    }

    private void health(ObjectNode node) {
        var health = target.health();
        node.put("state", state()).put("mode", Json.word(health.state()));
        node.put("failures", health.failures()).set("rests_until", Json.text(health.restsUntil()));
        node.set("reason", Json.text(health.reason()));
        node.set("advice", Json.text(advice()));
        node.set("since", Json.text(health.since()));
        node.put("waiting", queue.waiting()).set("oldest_waiting", Json.text(queue.oldest()));
        node.put("held", held.map(Events.Held::count).orElse(0)).set("held_until", Json.text(held.map(Events.Held::until)));
    }

    private void wishes(ObjectNode node) {
        var events = node.putArray("events");
        target.rules().stream().sorted().forEach(events::add);
        var scope = node.putArray("trackers");
        scope().forEach(scope::add);
        var ids = node.putArray("tracker_ids");
        target.trackers().stream().filter(trackers::containsKey).sorted().forEach(ids::add);
        node.put("default_events", target.rules().isEmpty()).put("all_trackers", target.trackers().isEmpty())
                .put("hide_tracker_name", target.hideName());
        var thresholds = node.putObject("thresholds");
        new TreeMap<>(target.thresholds()).forEach((rule, values) -> values.forEach(value -> thresholds.withArray(rule).add(Json.number(value))));
        var cooldowns = node.putObject("cooldown_seconds");
        new TreeMap<>(target.cooldowns()).forEach((rule, length) -> cooldowns.put(rule, length.toSeconds()));
    }

    private void link(ObjectNode node) {
        var options = node.putObject("options");
        new TreeMap<>(target.link().options()).forEach(options::put);
        var secrets = node.putArray("secrets");
        target.link().secrets().keySet().stream().sorted().forEach(secrets::add);
        node.put("allow_private", target.link().allowPrivate()).set("fallback", Json.text(fallback));
        node.set("fallback_id", target.link().fallback().map(Json::whole).orElseGet(node::nullNode));
    }
}
