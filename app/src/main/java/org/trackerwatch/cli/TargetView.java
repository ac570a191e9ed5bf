package org.trackerwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Deliveries;
import tools.jackson.databind.node.ObjectNode;

/// A target as lists and `show` give it. Its address is never part of it, and of its secrets only their names.
///
/// @param names    of the trackers, by their id
/// @param fallback the name of the target that says so when this one can't be reached
/// @param queue    what waits for it
record TargetView(Target target, Map<Long, String> names, Optional<String> fallback, Deliveries.Queue queue) {

    static TargetView of(Books books, Target target) {
        var trackers = books.app().registry().list(books.tx()).stream().collect(Collectors.toMap(Tracker::id, Tracker::name));
        return new TargetView(target, trackers,
                target.link().fallback().flatMap(id -> books.app().targets().get(books.tx(), id)).map(Target::name),
                books.app().deliveries().queues(books.tx()).getOrDefault(target.id(), Deliveries.Queue.EMPTY));
    }

    /// What was set beside the address.
    String options() {
        return Stream.concat(new TreeMap<>(target.link().options()).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().replaceAll("\\s+", " ")),
                target.link().secrets().keySet().stream().sorted().map(key -> key + "=•••")).collect(Collectors.joining("; "));
    }

    /// One word: whether it is told, and how that goes.
    String state() {
        return switch (target.health().state()) {
            case PAUSED -> "paused";
            case REFUSED -> "refused";
            case ACTIVE -> target.health().restsUntil().isPresent() ? "resting" : target.health().failures() > 0 ? "failing" : "good";
        };
    }

    /// Likewise, with how long that has been so where it is no good.
    String state(Moment moment) {
        return target.health().since().filter(_ -> target.health().state() != Target.Health.State.PAUSED)
                .map(since -> state() + " since " + moment.since(since)).orElse(state());
    }

    String waiting(Moment moment) {
        return queue.oldest().map(oldest -> queue.waiting() + ", oldest " + moment.since(oldest)).orElse("none");
    }

    String events() {
        return target.rules().isEmpty() ? "default" : target.rules().stream().sorted().collect(Collectors.joining(", "));
    }

    /// Likewise, with what that is by default.
    String events(List<Rule> rules) {
        return target.rules().isEmpty() ? rules.stream().filter(Rule::byDefault).map(Rule::key).sorted()
                .collect(Collectors.joining(", ", "default: ", "")) : events();
    }

    /// A removed tracker stays in a scope as its last one, which is then told about none.
    String scope() {
        var known = target.trackers().stream().filter(names::containsKey).map(names::get).sorted().toList();
        return target.trackers().isEmpty() ? "all" : known.isEmpty() ? "none" : String.join(", ", known);
    }

    String thresholds(List<Rule> rules) {
        return new TreeMap<>(target.thresholds()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().stream().map(number -> rules.stream()
                        .filter(rule -> rule.key().equals(entry.getKey())).flatMap(rule -> rule.threshold().stream()).findFirst()
                        .map(threshold -> ValueText.show(threshold.unit(), number)).orElse(number.toPlainString()))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("; "));
    }

    String cooldowns() {
        return new TreeMap<>(target.cooldowns()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + ValueText.length(entry.getValue())).collect(Collectors.joining("; "));
    }

    ObjectNode document() {
        var health = target.health();
        var node = Json.object().put("id", target.id()).put("name", target.name()).put("kind", target.kind());
        node.put("state", state()).put("mode", health.state().name().toLowerCase(Locale.ROOT));
        node.put("failures", health.failures()).set("rests_until", Json.text(health.restsUntil()));
        node.set("reason", Json.text(health.reason()));
        node.set("since", Json.text(health.since()));
        node.put("waiting", queue.waiting()).set("oldest_waiting", Json.text(queue.oldest()));
        var events = node.putArray("events");
        target.rules().stream().sorted().forEach(events::add);
        var scope = node.putArray("trackers");
        target.trackers().stream().filter(names::containsKey).map(names::get).sorted().forEach(scope::add);
        node.put("default_events", target.rules().isEmpty()).put("all_trackers", target.trackers().isEmpty()).put("hide_tracker_name", target.hideName());
        var thresholds = node.putObject("thresholds");
        target.thresholds().forEach((rule, values) -> values.forEach(value -> thresholds.withArray(rule).add(Json.number(value))));
        var cooldowns = node.putObject("cooldown_seconds");
        target.cooldowns().forEach((rule, length) -> cooldowns.put(rule, length.toSeconds()));
        var options = node.putObject("options");
        new TreeMap<>(target.link().options()).forEach(options::put);
        var secrets = node.putArray("secrets");
        target.link().secrets().keySet().stream().sorted().forEach(secrets::add);
        node.put("allow_private", target.link().allowPrivate()).set("fallback", Json.text(fallback));
        node.set("calm", new CalmView(target.calm()).document());
        return node;
    }
}
