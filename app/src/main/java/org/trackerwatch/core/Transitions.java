package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target.Health;

/// The state machine of deliveries and of their targets' health, on one page.
public final class Transitions {

    /// After the first failed attempt, the second, and so on: eleven attempts in 68.7 hours.
    static final List<Duration> DELAYS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(6),
            Duration.ofHours(12), Duration.ofHours(24), Duration.ofHours(24));

    static final double JITTER = 0.2;

    /// Gives a message whose answer was lost time to show up before it is sent again.
    public static final Duration BEFORE_A_POSSIBLE_DUPLICATE = Duration.ofSeconds(30);

    /// Whoever tells to wait longer is asked after that all the same: he may have mistaken himself.
    public static final Duration LONGEST_WAIT = Duration.ofHours(24);
    static final Duration LONGEST_MANNERS = Duration.ofSeconds(5);

    /// While throttled again and again: the first wait's least length, doubled each time.
    static final Duration LEAST_THROTTLE = Duration.ofSeconds(1);
    static final Duration LONGEST_LEAST_THROTTLE = Duration.ofMinutes(5);

    /// So many throttles in a row cost nothing; the next ones count as failed attempts.
    public static final int PATIENCE = 50;

    static final int FAILURES_BEFORE_REST = 3;
    static final Duration FIRST_REST = Duration.ofSeconds(60);
    static final Duration LONGEST_REST = Duration.ofMinutes(30);

    /// Between two tries of a refused address that may come back.
    static final Duration BETWEEN_PROBES = Duration.ofHours(24);

    /// While a target is away, the longest time in which nobody looks whether it is back. No service minds a request an hour.
    static final Duration BETWEEN_SCOUTS = Duration.ofHours(1);

    /// A target that was not reached for so long is news to the others.
    static final Duration NEWS = Duration.ofMinutes(30);

    private Transitions() {}

    /// How long a message is worth sending.
    public static Duration lifetime(Severity severity) {
        return switch (severity) {
            case URGENT, WARNING, GOOD -> Duration.ofHours(72);
            case INFO -> Duration.ofHours(24);
        };
    }

    /// @param together how many deliveries shared the request
    /// @param chance   in [0, 1), spreads the waits
    public static Delivery after(Delivery delivery, Result result, int together, Instant now, double chance) {
        return switch (result) {
            case Result.Delivered _ -> settled(delivery, State.DELIVERED);
            case Result.Accepted _ -> settled(delivery, State.ACCEPTED);
            case Result.Throttled throttled ->
                waiting(delivery, now.plus(manners(throttled.told(), chance)), "The provider asked to go slower.");
            case Result.Transient failed -> apart(failed(delivery, failed.reason(), now, chance), together);
            case Result.TurnedAway away -> failed(delivery, away.reason(), now, chance);
            case Result.Uncertain lost -> uncertain(apart(failed(delivery, lost.reason(), now, chance), together), now);
            case Result.Unreadable strange -> delivery.uncertain() ? ended(delivery, State.ACCEPTED, strange.reason())
                    : uncertain(failed(delivery, strange.reason(), now, chance), now);
            case Result.PayloadRefused refused -> simpler(delivery, refused.reason(), together, now);
            case Result.TargetRefused refused -> waiting(delivery, now, refused.reason());
        };
    }

    /// An answer that refuses one message shows that the target is there, as much as one that takes it.
    ///
    /// @param chance as for the message that it was, so that both may be tried again at the same moment
    public static Health after(Health health, Result result, Instant now, double chance) {
        return switch (result) {
            case Result.Delivered _, Result.Accepted _, Result.PayloadRefused _ -> recovered(health);
            case Result.Throttled _ -> health;
            case Result.Transient failed -> failed(health, failed.reason(), now, chance);
            case Result.TurnedAway away -> failed(health, away.reason(), now, chance);
            case Result.Uncertain lost -> failed(health, lost.reason(), now, chance);
            case Result.Unreadable strange -> failed(health, strange.reason(), now, chance);
            case Result.TargetRefused(var reason, var mayReturn) -> refused(health, reason, mayReturn, now);
        };
    }

    /// An answer that refuses one message comes from a target that is there.
    public static boolean wasReached(Result result) {
        return switch (result) {
            case Result.Delivered _, Result.Accepted _, Result.PayloadRefused _ -> true;
            case Result.Throttled _, Result.Transient _, Result.Uncertain _, Result.Unreadable _, Result.TurnedAway _,
                 Result.TargetRefused _ -> false;
        };
    }

    /// Whether anything is sent to it at all, now or after a rest.
    public static boolean isTried(Health health) {
        return switch (health.state()) {
            case ACTIVE -> true;
            case PAUSED -> false;
            case REFUSED -> health.restsUntil().isPresent();
        };
    }

    /// Whether its alerts have not arrived for so long that somebody else should say so.
    public static boolean isCutOff(Health health, Instant now) {
        return switch (health.state()) {
            case ACTIVE -> isRested(health) && health.since().filter(since -> !since.plus(NEWS).isAfter(now)).isPresent();
            case PAUSED -> false;
            case REFUSED -> true;
        };
    }

    /// Whether there is nobody left to tell. Those that the user paused don't count.
    public static boolean areAllCutOff(List<Health> targets, Instant now) {
        var wanted = targets.stream().filter(health -> health.state() != Health.State.PAUSED).toList();
        return !wanted.isEmpty() && wanted.stream().allMatch(health -> isCutOff(health, now));
    }

    /// The end of its rest, if it rests. One that seems longer than a rest can be was begun before the clock was set back.
    public static Optional<Instant> resting(Health health, Instant now) {
        var longest = health.state() == Health.State.REFUSED ? BETWEEN_PROBES : LONGEST_REST;
        return health.restsUntil().filter(now::isBefore).filter(until -> !until.isAfter(now.plus(longest)));
    }

    /// When one message looks whether a target is back that was left alone after several failures, though it is not due yet. A
    /// refused address has times of its own. After the clock was set back that is now.
    ///
    /// @param tried when the last request to it began, whatever came of it
    public static Instant scouting(Instant tried, Instant now) {
        return tried.isAfter(now) ? now : tried.plus(BETWEEN_SCOUTS);
    }

    /// Whether one message an hour looks after it.
    public static boolean isScouted(Health health) {
        return health.state() == Health.State.ACTIVE && isRested(health);
    }

    /// The user wants to know now: the next request is not put off, and finds out whether the target is back.
    public static Health awake(Health health) {
        var until = health.restsUntil().filter(_ -> health.state() == Health.State.REFUSED).map(_ -> Instant.EPOCH);
        return new Health(health.state(), health.failures(), until, health.rest(), health.reason(), health.since());
    }

    /// Past the rest, one request finds out whether the target is back; its failure makes the next rest longer.
    public static boolean probing(Health health) {
        return isRested(health) || health.state() == Health.State.REFUSED;
    }

    /// It failed so often that it is left alone for a while each time.
    public static boolean isRested(Health health) {
        return health.failures() >= FAILURES_BEFORE_REST;
    }

    /// Given up or called off.
    public static Delivery ended(Delivery delivery, State state, String reason) {
        return delivery.moved(state, delivery.notBefore(), delivery.attempts(), delivery.uncertain(), delivery.form(),
                Optional.of(reason));
    }

    /// What cannot be changed is told in a message of its own.
    public static Delivery anew(Delivery edit, Instant now) {
        return edit.posted(now, "The message that it was to change can't be changed.");
    }

    private static Delivery settled(Delivery delivery, State state) {
        return delivery.moved(state, delivery.notBefore(), delivery.attempts(), delivery.uncertain(), delivery.form(),
                Optional.empty());
    }

    private static Delivery waiting(Delivery delivery, Instant notBefore, String reason) {
        return delivery.moved(State.WAITING, notBefore, delivery.attempts(), delivery.uncertain(), delivery.form(),
                Optional.of(reason));
    }

    /// One that was sent before its time, along with a later message of its lane, keeps its schedule: else every new
    /// alert would bring the old one nearer to being given up.
    private static Delivery failed(Delivery delivery, String reason, Instant now, double chance) {
        if (delivery.notBefore().isAfter(now)) {
            return waiting(delivery, delivery.notBefore(), reason);
        }
        int attempts = delivery.attempts() + 1;
        if (attempts > DELAYS.size()) {
            return ended(delivery, State.DEAD, "Given up after " + attempts + " planned attempts. The last one: " + reason);
        }
        var notBefore = now.plus(spread(DELAYS.get(attempts - 1), chance));
        return delivery.moved(State.WAITING, notBefore, attempts, delivery.uncertain(), delivery.form(),
                Optional.of(reason));
    }

    /// What fails together again and again goes by itself: one of them may be what the others fail with.
    private static Delivery apart(Delivery failed, int together) {
        return failed.state() == State.WAITING && together > 1 && failed.attempts() > FAILURES_BEFORE_REST ? alone(failed) : failed;
    }

    /// From now on it goes by itself.
    public static Delivery alone(Delivery waiting) {
        return waiting.form() == Form.SHARED ? waiting.moved(State.WAITING, waiting.notBefore(), waiting.attempts(), waiting.uncertain(),
                Form.ALONE, waiting.reason()) : waiting;
    }

    /// Its target is back: it is tried now, and what the outage cost it is given back. One whose answer was lost still has
    /// the time to show up that it needs.
    ///
    /// @param tried when it was tried last
    public static Delivery hurried(Delivery waiting, Instant tried, Instant now) {
        var shown = tried.plus(BEFORE_A_POSSIBLE_DUPLICATE);
        var next = waiting.uncertain() && shown.isAfter(now) ? shown : now;
        return waiting.notBefore().isAfter(next) ? waiting.moved(State.WAITING, next, Math.min(waiting.attempts(), 1), waiting.uncertain(),
                waiting.form(), waiting.reason()) : waiting;
    }

    /// The message before it, which the target did not take though it takes others, has its own times, and keeps its place.
    public static Delivery behind(Delivery waiting, Delivery first) {
        return waiting(waiting, first.notBefore(), "Delivery " + first.id() + " goes before it, and did not arrive yet.");
    }

    private static Delivery uncertain(Delivery failed, Instant now) {
        if (failed.state() == State.DEAD) {
            return failed;
        }
        var earliest = now.plus(BEFORE_A_POSSIBLE_DUPLICATE);
        var notBefore = failed.notBefore().isBefore(earliest) ? earliest : failed.notBefore();
        return failed.moved(State.WAITING, notBefore, failed.attempts(), true, failed.form(), failed.reason());
    }

    /// What is to be changed may have been deleted by its readers, or is too old; then it is told anew.
    private static Delivery simpler(Delivery delivery, String reason, int together, Instant now) {
        if (delivery.kind() == Delivery.Kind.EDIT) {
            return delivery.posted(now, reason);
        }
        var form = together > 1 ? Form.ALONE : Form.PLAIN;
        return switch (delivery.form()) {
            case SHARED, ALONE -> delivery.moved(State.WAITING, now, delivery.attempts(), delivery.uncertain(), form,
                    Optional.of(reason));
            case PLAIN -> ended(delivery, State.DEAD, "The provider refuses this message even in its plainest form: " + reason);
        };
    }

    /// One that was refused for good is not taken back by a message that was under way meanwhile.
    private static Health recovered(Health health) {
        return isTried(health) ? Health.GOOD
                : new Health(health.state(), 0, Optional.empty(), Duration.ZERO, Optional.empty(), health.since());
    }

    private static Health refused(Health health, String reason, boolean mayReturn, Instant now) {
        var again = Optional.of(now.plus(BETWEEN_PROBES)).filter(_ -> mayReturn);
        return new Health(Health.State.REFUSED, 0, again, again.map(_ -> BETWEEN_PROBES).orElse(Duration.ZERO),
                Optional.of(reason), since(health, now));
    }

    /// What failed is left alone as long as the message that it failed with, whatever else waits for it: else each of them
    /// would bring the next attempt nearer. It rests only when it went on failing.
    private static Health failed(Health health, String reason, Instant now, double chance) {
        if (health.state() == Health.State.REFUSED) {
            return new Health(health.state(), 0, health.restsUntil().map(_ -> now.plus(BETWEEN_PROBES)), health.rest(),
                    health.reason(), health.since());
        }
        int failures = health.failures() + 1;
        var since = since(health, now);
        if (failures < FAILURES_BEFORE_REST) {
            var again = now.plus(spread(DELAYS.get(failures - 1), chance));
            return new Health(health.state(), failures, Optional.of(again), Duration.ZERO, Optional.of(reason), since);
        }
        var rest = health.rest().isZero() ? FIRST_REST : health.rest().multipliedBy(2);
        var capped = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        return new Health(health.state(), failures, Optional.of(now.plus(capped)), capped, Optional.of(reason), since);
    }

    /// One that lies ahead was noted before the clock was set back.
    private static Optional<Instant> since(Health health, Instant now) {
        return health.since().filter(since -> !since.isAfter(now)).or(() -> Optional.of(now));
    }

    /// A provider that says "go on at once" and throttles again is not taken at its word.
    ///
    /// @param inARow how many throttles there were without another answer between, with this one
    public static Result.Throttled patient(Result.Throttled throttled, int inARow) {
        var doubled = LEAST_THROTTLE.multipliedBy(1L << Math.clamp(inARow - 1, 0, 9));
        var least = doubled.compareTo(LONGEST_LEAST_THROTTLE) > 0 ? LONGEST_LEAST_THROTTLE : doubled;
        return throttled.told().compareTo(least) >= 0 ? throttled : new Result.Throttled(least, throttled.scope());
    }

    /// Never below what was told, and a little above, so that not everybody comes back at the same moment.
    public static Duration manners(Duration told, double chance) {
        var wait = told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
        var extra = wait.dividedBy(10);
        var capped = extra.compareTo(LONGEST_MANNERS) > 0 ? LONGEST_MANNERS : extra;
        return wait.plusMillis((long) (capped.toMillis() * chance));
    }

    private static Duration spread(Duration delay, double chance) {
        return Duration.ofMillis((long) (delay.toMillis() * (1 - JITTER + 2 * JITTER * chance)));
    }
}
