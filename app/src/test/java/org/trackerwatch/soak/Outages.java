package org.trackerwatch.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.soak.Ear.Gravity;
import org.trackerwatch.soak.Reference.Found;

/// That a tracker is down, and back. Whether it is the tracker or our own line is found out within minutes, so a message is
/// due a little later; while it flaps, or nobody may be told, none is.
final class Outages {

    private static final Duration DOUBT = Duration.ofMinutes(16);
    private static final Duration COOLDOWN = Duration.ofHours(6);

    private static final class Outage {
        Instant since = Instant.EPOCH;
        boolean excused;
        boolean told;
        long delivery;
        boolean over;
        Instant ended = Instant.EPOCH;
        boolean endTold;
        boolean endExcused;
    }

    private final World world;
    private final List<Ear> ears;
    private final Map<Integer, Reference> references;
    private final Consumer<String> differs;
    private final Map<String, Outage> open = new HashMap<>();
    private final Map<String, Instant> lastTold = new HashMap<>();
    private final List<String> checks = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    Outages(World world, List<Ear> ears, Map<Integer, Reference> references, Consumer<String> differs) {
        this.world = world;
        this.ears = ears;
        this.references = references;
        this.differs = differs;
    }

    void happened(Ear ear, int tracker, Found found) {
        var key = ear.name + " T" + (100 + tracker);
        switch (found.rule()) {
            case "tracker-down" -> {
                var outage = new Outage();
                outage.since = found.at();
                outage.excused = isExcused(ear, tracker, "tracker-down", found.at())
                        || lastTold.getOrDefault(key, Instant.EPOCH).plus(COOLDOWN).isAfter(found.at());
                open.put(key, outage);
            }
            case "tracker-up" -> {
                var outage = open.get(key);
                if (outage != null) {
                    outage.over = true;
                    outage.ended = found.at();
                    outage.endExcused = isExcused(ear, tracker, "tracker-up", found.at());
                }
            }
            default -> { }
        }
    }

    private boolean isExcused(Ear ear, int tracker, String rule, Instant at) {
        return !ear.wants(tracker, rule, rule.equals("tracker-up") ? Gravity.INFO : Gravity.URGENT) || ear.hushed(tracker, rule, at).isPresent()
                || ear.isNight(at, rule.equals("tracker-up") ? Gravity.INFO : Gravity.URGENT)
                || references.get(tracker).standing.containsKey("tracker-flapping") || world.lastLineTrouble().plus(DOUBT).isAfter(at);
    }

    void told(Ear ear, int tracker, Delivery delivery, List<Event> told) {
        var key = ear.name + " T" + (100 + tracker);
        var outage = open.get(key);
        for (var event : told) {
            if (event.rule().equals("tracker-down")) {
                lastTold.put(key, delivery.created());
                if (outage != null && event.at().equals(outage.since)) {
                    outage.told = true;
                    outage.delivery = delivery.id();
                }
            } else if (event.rule().equals("tracker-up") && outage != null) {
                outage.endTold |= event.at().equals(outage.ended);
            }
        }
    }

    void edited(Ear ear, int tracker) {
        var outage = open.get(ear.name + " T" + (100 + tracker));
        if (outage != null) {
            outage.endTold = true;
        }
    }

    void goesOn(Instant now) {
        for (var ear : ears) {
            for (var site : world.sites) {
                var key = ear.name + " T" + site.name().substring(1);
                var outage = open.get(key);
                if (outage != null) {
                    outage.excused |= isExcused(ear, site.number, "tracker-down", now);
                    outage.endExcused |= outage.over && isExcused(ear, site.number, "tracker-up", now);
                    judge(key, outage, now);
                }
            }
        }
        checks.clear();
    }

    /// The alert had not left yet when the outage was over, and so tells of both.
    private boolean isInOne(Outage outage) {
        return world.app.database().read(tx -> world.app.deliveries().get(tx, outage.delivery).stream()
                .flatMap(delivery -> delivery.events().stream()).flatMap(id -> world.app.events().get(tx, id).stream())
                .anyMatch(stored -> stored.event().rule().equals("tracker-up")));
    }

    private void judge(String key, Outage outage, Instant now) {
        if (!outage.over && !outage.told && !outage.excused && outage.since.plus(DOUBT).isBefore(now)) {
            outage.excused = true;
            differs.accept(key + " was not told that it is down since " + outage.since);
        }
        if (outage.over && outage.ended.plus(DOUBT).isBefore(now)) {
            if (outage.told && !outage.endTold && !outage.endExcused && !isInOne(outage)) {
                differs.accept(key + " was not told that it is back since " + outage.ended);
            }
            open.remove(key);
        }
    }
}
