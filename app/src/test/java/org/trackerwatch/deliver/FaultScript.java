package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What happens to a household in a simulated day: alerts, and everything that services, the network, the clock and the
/// machine do to them. It follows from its seed alone, so that different ways to deliver meet the same.
record FaultScript(long seed, Duration length, List<Happening> happenings) {

    static final int TRACKERS = 40;
    static final int TARGETS = 6;

    private static final Duration VISITS = Duration.ofMinutes(40);

    private static final Trouble[] TROUBLES = Trouble.values();

    sealed interface Happening {

        /// After the beginning.
        Duration at();

        record Alert(Duration at, int tracker) implements Happening {}

        record Outage(Duration at, int target, boolean begins) implements Happening {}

        /// Happens to the next request.
        record Hit(Duration at, int target, Trouble trouble) implements Happening {}

        /// The user looks whether a target was refused, and switches it on again.
        record Mended(Duration at, int target) implements Happening {}

        /// The machine's clock is off by so much from now on.
        record Clock(Duration at, Duration off) implements Happening {}

        record Kill(Duration at, int target, Moment moment) implements Happening {}
    }

    enum Trouble {
        FLOAT_429, INTEGER_429, DATE_429, BARE_429, BAD_GATEWAY, UNAVAILABLE, HTML, REDIRECT, RESET, CUT_ANSWER, HANG
    }

    /// Where the program is when it is killed.
    enum Moment { BETWEEN_REQUESTS, BEFORE_THE_SOCKET, BEFORE_THE_NOTE }

    /// @param alerts per tracker and hour
    static FaultScript of(long seed, Duration length, double alerts, int troubles, int kills) {
        var random = new Random(seed);
        var all = new ArrayList<Happening>();
        for (int tracker = 0; tracker < TRACKERS; tracker++) {
            var at = wait(random, alerts);
            for (; at.compareTo(length) < 0; at = at.plus(wait(random, alerts))) {
                all.add(new Happening.Alert(at, tracker));
            }
        }
        for (int i = 0; i < troubles; i++) {
            all.add(new Happening.Hit(any(random, length), random.nextInt(TARGETS), TROUBLES[i % TROUBLES.length]));
        }
        for (int target = 0; target < TARGETS; target++) {
            outages(random, length, target, all);
            visits(length, target, all);
        }
        for (int i = 0; i < kills; i++) {
            all.add(new Happening.Kill(any(random, length), random.nextInt(TARGETS), Moment.values()[i % Moment.values().length]));
        }
        clocks(random, length, all);
        all.sort(Comparator.comparing(Happening::at));
        return new FaultScript(seed, length, List.copyOf(all));
    }

    long alerts() {
        return happenings.stream().filter(Happening.Alert.class::isInstance).count();
    }

    private static void visits(Duration length, int target, List<Happening> all) {
        for (var at = VISITS; at.compareTo(length.plus(VISITS.multipliedBy(4))) < 0; at = at.plus(VISITS)) {
            all.add(new Happening.Mended(at, target));
        }
    }

    /// A short one and a long one for each, at times of its own.
    private static void outages(Random random, Duration length, int target, List<Happening> all) {
        for (int most : new int[] {10, 150}) {
            var begins = any(random, length.multipliedBy(3).dividedBy(4));
            all.add(new Happening.Outage(begins, target, true));
            all.add(new Happening.Outage(begins.plusMinutes(2 + random.nextInt(most)), target, false));
        }
    }

    /// Off by up to four minutes either way, and right again a while later.
    private static void clocks(Random random, Duration length, List<Happening> all) {
        for (int i = 0; i < 6; i++) {
            var at = any(random, length);
            all.add(new Happening.Clock(at, Duration.ofSeconds(random.nextInt(481) - 240)));
            all.add(new Happening.Clock(at.plusMinutes(15), Duration.ZERO));
        }
    }

    private static Duration wait(Random random, double perHour) {
        return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) / perHour * 3_600_000));
    }

    private static Duration any(Random random, Duration length) {
        return Duration.ofMillis((long) (random.nextDouble() * length.toMillis()));
    }
}
