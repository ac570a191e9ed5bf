package org.trackerwatch.demo;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Outcome;

/// What came of it all, as the program's own database has it.
///
/// @param polls    of each tracker, by its name
/// @param events   by the key of their rule
/// @param told     those of them that a delivered message told of
/// @param messages by what became of them
record Summary(Map<String, Polls> polls, Map<String, Long> events, Map<String, Long> told,
               Map<Delivery.State, Long> messages) {

    private static final List<String> CONTRACT = List.of("ratio-drop", "hit-and-run", "tracker-down", "buffer-milestone",
            "account-warned", "ratio-danger", "zero-seeding", "rank-change", "anniversary");

    record Polls(long read, long failed) {}

    static Summary of(App app, Instant from, Instant to) {
        return app.database().read(tx -> of(tx, app, from, to));
    }

    /// Whether every event of the contract was delivered.
    boolean isComplete() {
        return told.keySet().containsAll(CONTRACT);
    }

    void print(Screen screen, World world, Map<Integer, Integer> discord) {
        screen.say("");
        screen.title("  Tracker      polls  failed  requests");
        world.sites().forEach(site -> screen.say(row(site)));
        screen.say("");
        screen.title("  Event             found  delivered");
        var rules = new TreeSet<>(events.keySet());
        rules.addAll(CONTRACT);
        rules.forEach(rule -> screen.say(String.format(Locale.ROOT, "  %-17s %5d  %9d", rule,
                events.getOrDefault(rule, 0L), told.getOrDefault(rule, 0L))));
        screen.say("");
        screen.say("  Messages: " + counted(messages, Summary::word));
        screen.say("  Discord answered: " + counted(discord, Summary::meaning));
        screen.say("");
        screen.title("  " + verdict());
        screen.say("  For accounts of your own: trackerwatch tracker catalog");
    }

    /// In one line, for the screen.
    String atWork() {
        long all = polls.values().stream().mapToLong(each -> each.read + each.failed).sum();
        long failed = polls.values().stream().mapToLong(Polls::failed).sum();
        long waiting = messages.getOrDefault(Delivery.State.WAITING, 0L);
        return all + " polls" + (failed == 0 ? "" : ", " + failed + " failed")
                + (waiting == 0 ? "" : ", " + waiting + (waiting == 1 ? " message" : " messages") + " not delivered yet");
    }

    private String row(SimulatedSite site) {
        var polled = polls.getOrDefault(site.name(), new Polls(0, 0));
        return String.format(Locale.ROOT, "  %-12s %5d  %6d  %8d", site.name(), polled.read + polled.failed, polled.failed,
                site.requests());
    }

    private String verdict() {
        long missing = CONTRACT.stream().filter(rule -> !told.containsKey(rule)).count();
        long others = told.keySet().stream().filter(rule -> !CONTRACT.contains(rule)).count();
        return missing == 0 ? "Each of the nine events that the minute promises was delivered" + (others == 0 ? "." : ", and " + others + " more.")
                : missing + " of the nine events that the minute promises were not delivered.";
    }

    private static Summary of(Transaction tx, App app, Instant from, Instant to) {
        var polls = new TreeMap<String, Polls>();
        app.registry().list(tx).forEach(tracker -> {
            var outcomes = app.history().outcomes(tx, tracker.id(), from, to);
            long read = outcomes.stream().filter(each -> each.outcome() instanceof Outcome.Read).count();
            polls.put(tracker.name(), new Polls(read, outcomes.size() - read));
        });
        var deliveries = app.deliveries().list(tx, Optional.empty(), List.of(Delivery.State.values()), from, to);
        var told = deliveries.stream().filter(delivery -> delivery.state() == Delivery.State.DELIVERED)
                .flatMap(delivery -> delivery.events().stream()).collect(Collectors.toSet());
        var events = app.events().list(tx, Optional.empty(), from, to);
        var delivered = events.stream().filter(event -> told.contains(event.id())).toList();
        return new Summary(polls, byRule(events), byRule(delivered),
                deliveries.stream().collect(Collectors.groupingBy(Delivery::state, TreeMap::new, Collectors.counting())));
    }

    private static Map<String, Long> byRule(List<Events.Stored> events) {
        return events.stream()
                .collect(Collectors.groupingBy(stored -> stored.event().rule(), TreeMap::new, Collectors.counting()));
    }

    /// Called off is a notice that another target can't be reached, when it can be by the time the notice would leave.
    private static String word(Delivery.State state) {
        return state == Delivery.State.CANCELLED ? "called off (no longer true)" : state.name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(int status) {
        return status + switch (status) {
            case 200 -> " (posted)";
            case 429 -> " (wait)";
            case 503 -> " (outage)";
            default -> "";
        };
    }

    private static <K> String counted(Map<K, ? extends Number> counts, Function<K, String> name) {
        return new TreeMap<>(counts).entrySet().stream().map(count -> count.getValue() + " × " + name.apply(count.getKey()))
                .collect(Collectors.joining(", "));
    }
}
