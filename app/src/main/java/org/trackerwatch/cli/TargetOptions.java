package org.trackerwatch.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.cli.input.Length;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Field;
import picocli.CommandLine.Option;

/// What a target wants to hear of, the same when it is added and when it is changed.
final class TargetOptions {

    /// Gives back what was set before.
    private static final String DEFAULT = "default";

    @Option(names = "--events", paramLabel = "A,B", description = "The events it is told of; “default” for those that are on by default.")
    Optional<String> events = Optional.empty();

    @Option(names = "--trackers", paramLabel = "X,Y", description = "The trackers it is told about; “all” for all.")
    Optional<String> trackers = Optional.empty();

    @Option(names = "--threshold", paramLabel = "EVENT=N", description = "From how much on an event is told: ratio-drop=0.2,"
            + " buffer-milestone=10GiB,50GiB; “default” for the event's own.")
    Map<String, String> thresholds = Map.of();

    @Option(names = "--cooldown", paramLabel = "EVENT=TIME", description = "How long an event of one tracker is held back after"
            + " an alert: hit-and-run=1h; 0s for never, “default” for the event's own.")
    Map<String, String> cooldowns = Map.of();

    /// The target with these wishes in place of its former ones.
    Target applied(Books books, List<Rule> rules, Target target) {
        return target.with(new Wishes(events.map(list -> events(rules, list)).orElse(target.rules()),
                trackers.map(list -> trackers(books, list)).orElse(target.trackers()),
                thresholds(rules, target.thresholds()), cooldowns(rules, target.cooldowns()), target.hideName()));
    }

    private static Set<String> events(List<Rule> rules, String list) {
        return list.strip().equals(DEFAULT) ? Set.of()
                : words(list).map(key -> rule(rules, key).key()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> trackers(Books books, String list) {
        return list.strip().equals("all") ? Set.of()
                : books.trackers(words(list).toList()).stream().map(Tracker::id).collect(Collectors.toSet());
    }

    private Map<String, List<BigDecimal>> thresholds(List<Rule> rules, Map<String, List<BigDecimal>> before) {
        var after = new HashMap<>(before);
        thresholds.forEach((key, text) -> {
            var rule = rule(rules, key);
            after.remove(rule.key());
            if (!text.equals(DEFAULT)) {
                after.put(rule.key(), threshold(rule, text));
            }
        });
        return after;
    }

    private Map<String, Duration> cooldowns(List<Rule> rules, Map<String, Duration> before) {
        var after = new HashMap<>(before);
        cooldowns.forEach((key, text) -> {
            var rule = rule(rules, key);
            after.remove(rule.key());
            if (!text.equals(DEFAULT)) {
                after.put(rule.key(), Length.parse(text));
            }
        });
        return after;
    }

    /// A bare number of bytes is never meant.
    private static List<BigDecimal> threshold(Rule rule, String text) {
        if (rule.threshold().filter(allowed -> allowed.unit() == Field.Type.SIZE).isPresent()
                && words(text).anyMatch(part -> part.matches("[\\d.]+"))) {
            throw Refusal.usage("A size needs a unit: " + rule.key() + "=10GiB, or several as 10GiB,50GiB.");
        }
        try {
            return rule.parseThreshold(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }

    static Rule rule(List<Rule> rules, String key) {
        return Refusal.typed(() -> Rulebook.named(rules, key));
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(word -> !word.isEmpty());
    }
}
