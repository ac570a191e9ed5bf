package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.soak.Ear.Gravity;
import org.trackerwatch.store.Silences;

/// Whoever runs the program: sets targets up, changes his mind, enters new keys, and mends what was refused.
final class Users {

    final List<Ear> ears = new ArrayList<>();

    private final World world;
    private final Random random;
    private final Silences silences = new Silences();
    private final Map<Integer, Instant> keys = new HashMap<>();
    private final Map<Integer, Instant> pausedTrackers = new HashMap<>();
    private final Set<Integer> renewed = new HashSet<>();
    private Instant fewIsBack = Instant.EPOCH;
    private final Set<String> gone = new HashSet<>();
    int acts;

    Users(World world) {
        this.world = world;
        this.random = new Random(world.random.nextLong());
        ear("all", false, Set.of(), Set.of());
        var chat = ear("chat", true, Set.of(), Set.of());
        chat.nightBegins = Optional.of(LocalTime.of(22, 0));
        var keen = ear("keen", false, Set.of(), Set.of());
        keen.drop = Optional.of(new BigDecimal("0.05"));
        keen.limits = Set.of(10 * Account.GIB, 100 * Account.GIB, 1024 * Account.GIB);
        keen.cooldowns.put("hit-and-run", Duration.ofHours(1));
        keen.cooldowns.put("zero-seeding", Duration.ofHours(12));
        var calm = ear("calm", false, Set.of(), Set.of());
        calm.least = Gravity.WARNING;
        calm.nightBegins = Optional.of(LocalTime.of(23, 0));
        calm.reminders = false;
        ear("few", false, Set.of("hit-and-run", "account-warned", "tracker-down", "tracker-up", "login-rejected", "unread-mail"), Set.of(0, 1, 2, 3));
        ears.forEach(this::store);
    }

    private Ear ear(String name, boolean discord, Set<String> rules, Set<Integer> trackers) {
        var ear = new Ear(name, rules, trackers, World.ZONE);
        ears.add(ear);
        return ear;
    }

    private void store(Ear ear) {
        world.target(new Receiver(ear.name, ear.name.equals("chat"), new Random(random.nextLong()), world.time, world::lineIsUp), wishes(ear), target -> target.with(calm(ear)));
    }

    private Wishes wishes(Ear ear) {
        var thresholds = new HashMap<String, List<BigDecimal>>();
        ear.drop.ifPresent(least -> thresholds.put("ratio-drop", List.of(least)));
        if (!ear.limits.isEmpty()) {
            thresholds.put("buffer-milestone", ear.limits.stream().sorted().map(BigDecimal::valueOf).toList());
        }
        return new Wishes(ear.rules, ear.trackers.stream().map(world.trackers::get).collect(Collectors.toSet()), thresholds, ear.cooldowns, ear.name.equals("keen"));
    }

    private static Calm calm(Ear ear) {
        var quiet = ear.nightBegins.map(from -> new QuietHours(from, ear.nightEnds, EnumSet.allOf(DayOfWeek.class), QuietHours.Mode.HOLD));
        var digest = ear.name.equals("chat") ? Optional.of(new DigestTime(Others.MORNING, Optional.empty())) : Optional.<DigestTime>empty();
        return new Calm(Severity.valueOf(ear.least.name()), quiet, !ear.name.equals("keen"), digest, ear.reminders);
    }

    Reference.Wanted wanted() {
        var drops = ears.stream().flatMap(ear -> ear.drop.stream()).collect(Collectors.toCollection(HashSet::new));
        drops.add(Reference.RATIO_DROP);
        var limits = ears.stream().flatMap(ear -> ear.limits.stream()).collect(Collectors.toCollection(HashSet::new));
        limits.add(Reference.MILESTONE);
        return new Reference.Wanted(Optional.empty(), drops, limits, Duration.ofHours(1));
    }

    /// That are not polled, or were not of late.
    Set<Integer> inactive() {
        var all = new HashSet<>(pausedTrackers.keySet());
        all.addAll(keys.keySet());
        return all;
    }

    /// Those that got a new key since this was asked.
    Set<Integer> renewed() {
        var all = Set.copyOf(renewed);
        renewed.clear();
        return all;
    }

    /// Now and then.
    void act() {
        var now = world.time.now();
        newKeys(now);
        unpause(now);
        for (var ear : ears) {
            ear.hushes.removeIf(hush -> hush.until().plus(Duration.ofHours(1)).isBefore(now));
        }
        world.receivers.stream().filter(Receiver::isGone).forEach(receiver -> gone.add(receiver.name));
        mend();
        if (random.nextInt(90) == 0) {
            acts++;
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> hush(now);
                case 3 -> endHush(now);
                case 4 -> threshold();
                case 5 -> night();
                default -> pause(now);
            }
        }
    }

    private void newKeys(Instant now) {
        world.sites.stream().filter(site -> site.refuses).forEach(site -> keys.putIfAbsent(site.number, now.plus(Duration.ofMinutes(30 + random.nextInt(6000)))));
        for (var due : Map.copyOf(keys).entrySet()) {
            if (due.getValue().isBefore(now)) {
                keys.remove(due.getKey());
                renewed.add(due.getKey());
                var site = world.sites.get(due.getKey());
                site.refuses = random.nextInt(5) == 0;
                long id = world.trackers.get(site.number);
                world.app.database().write(tx -> world.app.registry().credential(tx, id, World.credential(site.engine, random.nextInt(1_000_000)), now));
            }
        }
    }

    private void unpause(Instant now) {
        for (var due : Map.copyOf(pausedTrackers).entrySet()) {
            if (due.getValue().isBefore(now)) {
                pausedTrackers.remove(due.getKey());
                world.app.database().write(tx -> world.app.registry().resume(tx, world.trackers.get(due.getKey()), now));
            }
        }
        var few = ears.getLast();
        if (few.paused && fewIsBack.isBefore(now)) {
            few.paused = false;
            world.app.database().write(tx -> world.app.targets().resume(tx, world.targets.get(few.name)));
        }
    }

    /// The receiver's address is there again, and its user says so.
    private void mend() {
        for (var name : Set.copyOf(gone)) {
            var receiver = world.receivers.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
            if (!receiver.isGone()) {
                gone.remove(name);
                long id = world.targets.get(name);
                world.app.database().write(tx -> world.app.targets().get(tx, id)
                        .filter(target -> target.health().state() == Target.Health.State.REFUSED).ifPresent(_ -> world.app.targets().resume(tx, id)));
            }
        }
    }

    private void hush(Instant now) {
        var ear = ears.get(random.nextInt(ears.size()));
        var tracker = random.nextBoolean() ? Optional.of(random.nextInt(world.sites.size())) : Optional.<Integer>empty();
        var rule = random.nextInt(3) == 0 ? Optional.of(Ear.Rule.values()[random.nextInt(Ear.Rule.values().length)].key) : Optional.<String>empty();
        boolean drops = random.nextInt(4) == 0;
        var until = now.plus(Duration.ofMinutes(10 + random.nextInt(1200)));
        long id = world.app.database().writeAndGet(tx -> silences.add(tx, new Silence(0, tracker.map(world.trackers::get),
                Optional.of(world.targets.get(ear.name)), rule, now, until, drops ? Silence.Mode.DROP : Silence.Mode.HOLD, Optional.empty()))).id();
        ear.hushes.add(new Ear.Hush(tracker, rule, until, drops, id));
    }

    private void endHush(Instant now) {
        for (var ear : ears) {
            if (!ear.hushes.isEmpty() && ear.hushes.getLast().until().isAfter(now)) {
                var last = ear.hushes.removeLast();
                world.app.database().write(tx -> silences.end(tx, last.id(), now));
                ear.hushes.add(new Ear.Hush(last.tracker(), last.rule(), now, last.drops(), last.id()));
            }
        }
    }

    private void threshold() {
        var keen = ears.get(2);
        keen.drop = Optional.of(new BigDecimal(List.of("0.05", "0.1", "0.2", "0.01").get(random.nextInt(4))));
        edit(keen);
    }

    private void night() {
        var calm = ears.get(3);
        calm.nightBegins = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(LocalTime.of(21 + random.nextInt(3), 30));
        edit(calm);
    }

    private void edit(Ear ear) {
        long id = world.targets.get(ear.name);
        world.app.database().write(tx -> {
            var target = world.app.targets().get(tx, id).orElseThrow();
            world.app.targets().edit(tx, target.with(wishes(ear)).with(calm(ear)));
        });
    }

    private void pause(Instant now) {
        if (random.nextBoolean()) {
            int number = random.nextInt(world.sites.size());
            if (!world.sites.get(number).refuses && pausedTrackers.putIfAbsent(number, now.plus(Duration.ofMinutes(20 + random.nextInt(1000)))) == null) {
                world.app.database().write(tx -> world.app.registry().pause(tx, world.trackers.get(number)));
            }
        } else {
            var few = ears.getLast();
            few.paused = true;
            fewIsBack = now.plus(Duration.ofMinutes(20 + random.nextInt(600)));
            world.app.database().write(tx -> world.app.targets().pause(tx, world.targets.get(few.name)));
        }
    }
}
