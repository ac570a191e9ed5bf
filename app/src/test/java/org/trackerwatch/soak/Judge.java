package org.trackerwatch.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.soak.Reference.Found;
import org.trackerwatch.store.Events;

/// Holds what the program found and told against what it should have.
final class Judge {

    private static final int MOST = 200;
    /// Longer than any cooldown, and any silence after it.
    private static final Duration TOLD_BY = Duration.ofDays(30);

    private final World world;
    private final Map<Integer, Reference> references = new HashMap<>();
    private final List<Ear> ears;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<Long, Integer> trackers = new HashMap<>();
    private final Map<Long, Ear> targets = new HashMap<>();
    private final Map<Long, Event> known = new LinkedHashMap<>();
    private final Arrivals arrivals;
    private final Outages outages;
    private final Others others;
    private long lastDelivery;
    long events;
    long deliveries;

    Judge(World world, List<Ear> ears) {
        this.world = world;
        this.ears = ears;
        world.trackers.forEach((number, id) -> trackers.put(id, number));
        ears.forEach(ear -> targets.put(world.targets.get(ear.name), ear));
        world.sites.forEach(site -> references.put(site.number, new Reference(World.ZONE, World.typedJoined(site))));
        arrivals = new Arrivals(world, this::differs);
        outages = new Outages(world, ears, references, this::differs);
        others = new Others(world, ears.get(1), this::differs);
        for (var ear : ears) {
            for (var site : world.sites) {
                for (var rule : Ear.Rule.values()) {
                    lanes.put(key(ear, site.number, rule.key), new Lane(ear, site.number, rule, references.get(site.number), this::differs));
                }
            }
        }
    }

    List<String> differences() {
        return differences;
    }

    /// In words.
    String sums() {
        return "messages received " + arrivals.arrived + ", of them again and with the same mark " + arrivals.repeated;
    }

    private void differs(String what) {
        if (differences.size() < MOST) {
            differences.add(world.time.now() + " " + what);
        }
    }

    private static String key(Ear ear, int tracker, String rule) {
        return ear.name + " " + tracker + " " + rule;
    }

    void keyChanged(int tracker) {
        references.get(tracker).keyChanged();
    }

    /// After each round.
    ///
    /// @param from when it began
    void look(Instant from, List<Truth> truths, Reference.Wanted wanted, Set<Integer> inactive) {
        var now = world.time.now();
        others.polled(truths);
        var found = new LinkedHashMap<Truth, List<Found>>();
        truths.forEach(truth -> found.put(truth, references.get(truth.tracker()).poll(truth, wantedOf(truth.tracker(), wanted))));
        compare(found, from, now);
        found.forEach((truth, all) -> all.forEach(each -> route(truth, each, now)));
        for (var ear : ears) {
            boolean troubled = receiver(ear).lastTrouble().plus(Duration.ofHours(36)).isAfter(now);
            for (var site : world.sites) {
                boolean active = !inactive.contains(site.number);
                for (var rule : Ear.Rule.values()) {
                    lanes.get(key(ear, site.number, rule.key)).goesOn(now, troubled, active);
                }
            }
        }
        tellings(now);
        lanes.values().forEach(lane -> lane.settle(now));
        outages.goesOn(now);
        others.goesOn(now);
        arrivals.goesOn(now);
    }

    private Receiver receiver(Ear ear) {
        return world.receivers.stream().filter(each -> each.name.equals(ear.name)).findFirst().orElseThrow();
    }

    private Reference.Wanted wantedOf(int tracker, Reference.Wanted wanted) {
        return new Reference.Wanted(World.minimum(world.sites.get(tracker)), wanted.drops(), wanted.limits(), wanted.interval());
    }

    /// One by one: none missing, none wrong. A round that took longer than its step ends where the next begins, and what
    /// happened at that moment is both's.
    private void compare(Map<Truth, List<Found>> found, Instant from, Instant now) {
        var expected = new TreeSet<String>();
        found.forEach((truth, all) -> all.forEach(each -> expected.add("T" + (100 + truth.tracker()) + " " + each.rule() + " " + each.at())));
        var stored = world.app.database().read(tx -> world.app.events().list(tx, Optional.empty(), from, now.plusMillis(1)))
                .stream().filter(each -> !known.containsKey(each.id())).toList();
        stored.forEach(each -> known.put(each.id(), each.event()));
        known.values().removeIf(event -> event.at().plus(TOLD_BY).isBefore(now));
        var actual = stored.stream().map(Events.Stored::event)
                .map(each -> "T" + (100 + trackers.get(each.tracker())) + " " + each.rule() + " " + each.at()).collect(Collectors.toCollection(TreeSet::new));
        events += actual.size();
        expected.stream().filter(each -> !actual.contains(each)).forEach(each -> differs("event missing: " + each + truth(found, each)));
        actual.stream().filter(each -> !expected.contains(each)).forEach(each -> differs("event wrong: " + each + truth(found, each)));
    }

    private static String truth(Map<Truth, List<Found>> found, String event) {
        return found.keySet().stream().filter(truth -> event.startsWith("T" + (100 + truth.tracker()) + " ")).map(truth -> " by " + truth).findFirst().orElse("");
    }

    private void route(Truth truth, Found found, Instant now) {
        for (var ear : ears) {
            Optional.ofNullable(lanes.get(key(ear, truth.tracker(), found.rule()))).ifPresentOrElse(lane -> lane.happened(found, now),
                    () -> outages.happened(ear, truth.tracker(), found));
        }
    }

    private void tellings(Instant now) {
        var fresh = world.app.database().read(tx -> world.app.deliveries().list(tx, Optional.empty(), List.of(), now.minus(Duration.ofMinutes(30)), now.plusMillis(1)))
                .stream().filter(delivery -> delivery.id() > lastDelivery).toList();
        for (var delivery : fresh) {
            lastDelivery = delivery.id();
            deliveries++;
            others.sent(delivery);
            arrivals.sent(delivery, targets.get(delivery.target()).name, delivery.tracker() == 0 ? "" : "T" + (100 + trackers.get(delivery.tracker())));
            var told = delivery.events().stream().map(known::get).filter(event -> event != null).toList();
            if (delivery.kind() == Delivery.Kind.EDIT && delivery.tracker() != 0) {
                outages.edited(targets.get(delivery.target()), trackers.get(delivery.tracker()));
            } else if (!told.isEmpty()) {
                told(delivery, told);
            }
        }
    }

    private void told(Delivery delivery, List<Event> told) {
        var ear = targets.get(delivery.target());
        int tracker = trackers.get(delivery.tracker());
        var when = told.stream().map(Event::at).collect(Collectors.toCollection(HashSet::new));
        Optional.ofNullable(lanes.get(key(ear, tracker, told.getFirst().rule()))).ifPresentOrElse(
                lane -> lane.told(delivery.created(), when, delivery.kind() == Delivery.Kind.REMINDER),
                () -> outages.told(ear, tracker, delivery, told));
    }
}
