package org.trackerwatch.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// So much simulated time of the whole program, in steps of five minutes.
final class Year implements AutoCloseable {

    static final Duration STEP = Duration.ofMinutes(5);

    private static final Duration SWEEP = Duration.ofHours(6);

    final World world;
    final Users users;
    final Judge judge;
    long polls;
    int restarts;

    private final List<String> spoiled = new ArrayList<>();
    private final Instant end;
    private Instant swept;
    private Instant asked;

    /// @param start no two of them have the same calendar before them
    Year(long seed, int trackers, Instant start, Duration length, Path base, Net net) {
        world = new World(seed, base, net, start);
        for (int nr = 0; nr < trackers; nr++) {
            world.site(Engine.values()[List.of(0, 0, 1, 2, 3).get(nr % 5)]);
        }
        users = new Users(world);
        judge = new Judge(world, users.ears);
        end = start.plus(length);
        swept = start;
        asked = start;
    }

    boolean isOver() {
        return !world.time.now().isBefore(end);
    }

    /// One round of the program, then what people and fate do about it.
    void step() {
        var start = world.time.now();
        world.round();
        var truths = world.truths();
        polls += truths.size();
        judge.look(start, truths, users.wanted(), users.inactive());
        users.act();
        users.renewed().forEach(judge::keyChanged);
        fate(start);
        world.time.reach(start.plus(STEP));
    }

    private void fate(Instant now) {
        var random = world.random;
        if (random.nextInt(2500) == 0) {
            world.lineEnds = now.plus(Duration.ofMinutes(10 + random.nextInt(random.nextInt(5) == 0 ? 1000 : 200)));
        }
        if (random.nextInt(700) == 0) {
            restarts++;
            world.restart();
        }
        if (random.nextInt(600) == 0) {
            var hosts = Stream.concat(world.sites.stream().map(Site::host), world.receivers.stream().map(Receiver::host)).toList();
            world.doom(hosts.get(random.nextBoolean() ? random.nextInt(hosts.size()) : hosts.size() - 1 - random.nextInt(world.receivers.size())));
        }
        if (Duration.between(asked, now).compareTo(Duration.ofHours(1)) >= 0) {
            asked = now;
            world.receivers.forEach(Receiver::live);
        }
        if (Duration.between(swept, now).compareTo(SWEEP) >= 0) {
            swept = now;
            world.sweep();
            spoiled.addAll(world.backup());
        }
    }

    /// What is wrong, in words.
    List<String> differences() {
        return Stream.of(judge.differences().stream(), world.sites.stream().flatMap(site -> site.violations.stream()), spoiled.stream())
                .flatMap(all -> all).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
