package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Lanes;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// Who may send what now, and what becomes of it. An attempt is committed before its socket opens; only its own lease
/// may settle it; what is found half done after a crash may have arrived, and is treated so.
public final class Leases {

    /// How long the queue of a refused target is kept, and what was never tried.
    private static final Duration KEPT = Duration.ofDays(7);

    /// How long a mended target has for its old queue, at least.
    private static final Duration MENDED = Duration.ofHours(12);

    private final Targets targets;
    private final Notices notices;
    private final RandomGenerator random;
    private final Deliveries deliveries = new Deliveries();
    private final Attempts attempts = new Attempts();
    private final Limits limits = new Limits();

    public Leases(Targets targets, RandomGenerator random) {
        this.targets = targets;
        this.notices = new Notices(targets);
        this.random = random;
    }

    /// What a target's queue wants.
    public sealed interface Next {

        /// Nothing waits, or nothing can be done about it.
        record Idle() implements Next {}

        record Later(Instant at) implements Next {}

        /// These may share the next request, in this order.
        record Ready(List<Delivery> deliveries) implements Next {}
    }

    public Next next(Transaction tx, Target target, Pace pace, Instant now) {
        var open = deliveries.open(tx, target.id());
        var ready = Lanes.next(open, now);
        var due = ready.isEmpty() ? Lanes.due(open) : Optional.of(now);
        if (target.health().state() != Target.Health.State.ACTIVE || due.isEmpty()) {
            return new Next.Idle();
        }
        var free = later(limits.freeAt(tx, pace, now), Transitions.resting(target.health(), now).orElse(now));
        if (ready.isEmpty() || free.isAfter(now)) {
            return new Next.Later(later(due.get(), free));
        }
        return new Next.Ready(Transitions.probing(target.health()) ? ready.subList(0, 1) : ready);
    }

    /// Takes these for one request, which may begin when this is committed.
    ///
    /// @return the attempt; empty if anything changed since [#next] or the limits allow it no more: ask again
    public Optional<Long> begin(Transaction tx, Target target, List<Delivery> chosen, Pace pace, Instant now) {
        boolean unchanged = targets.get(tx, target.id()).filter(target::equals).isPresent()
                && chosen.stream().allMatch(delivery -> deliveries.get(tx, delivery.id()).filter(delivery::equals).isPresent());
        if (!unchanged || limits.freeAt(tx, pace, now).isAfter(now)) {
            return Optional.empty();
        }
        long attempt = attempts.begin(tx, Optional.of(target.id()), pace, now);
        chosen.forEach(delivery -> deliveries.take(tx, delivery, attempt));
        return Optional.of(attempt);
    }

    /// Writes what the attempt came to, for all that it holds, and what it shows of the target and its limits.
    ///
    /// @param tried the target as it was used
    /// @return the deliveries as they are now; none if the lease was lost meanwhile
    public List<Delivery> settle(Transaction tx, long attempt, Target tried, Pace pace, Result result, Pace.Learned learned,
                                 Attempts.Answer answer) {
        double chance = random.nextDouble();
        attempts.end(tx, attempt, result, answer);
        limits.learn(tx, pace, learned);
        limits.refusals(tx, pace, answer.at());
        if (result instanceof Result.Throttled throttled) {
            limits.hold(tx, pace, throttled.scope(), answer.at().plus(Transitions.manners(throttled.told(), chance)));
        }
        var settled = move(tx, attempt, result, answer.at(), chance);
        if (!settled.isEmpty()) {
            judge(tx, tried, result, answer.at());
        }
        return settled;
    }

    /// Gives back what others took and did not settle: their lease is over, or they are known to be gone. They may have
    /// sent it.
    ///
    /// @param alone no other process can be sending now
    /// @return how many deliveries were found
    public int recover(Transaction tx, Instant now, boolean alone) {
        var found = tx.query("SELECT id FROM attempt WHERE ended_at IS NULL AND (leased_until <= ? OR ?)",
                row -> row.getLong(1), now, alone);
        var lost = new Result.Uncertain("trackerwatch ended before the answer came.");
        return found.stream().mapToInt(attempt -> {
            attempts.end(tx, attempt, lost, new Attempts.Answer(now, Optional.empty(), "", ""));
            return move(tx, attempt, lost, now, random.nextDouble()).size();
        }).sum();
    }

    /// Gives up what waits past its time.
    ///
    /// @return what was given up
    public List<Delivery> expire(Transaction tx, Instant now) {
        deliveries.followClock(tx, now);
        deliveries.keepForRefused(tx, now.minus(KEPT), now.plus(MENDED), now.plus(MENDED.multipliedBy(2)));
        var dead = deliveries.expired(tx, now, now.minus(KEPT)).stream().map(delivery -> Transitions.ended(delivery, State.DEAD,
                "Not delivered in time. " + delivery.reason().orElse("It was never tried."))).toList();
        dead.forEach(delivery -> deliveries.write(tx, delivery, Optional.empty(), now));
        return dead;
    }

    private List<Delivery> move(Transaction tx, long attempt, Result result, Instant now, double chance) {
        var taken = deliveries.taken(tx, attempt);
        var messageId = result instanceof Result.Delivered delivered ? delivered.messageId() : Optional.<String>empty();
        return taken.stream().map(delivery -> {
            var moved = Transitions.after(delivery, result, taken.size(), now, chance);
            deliveries.write(tx, moved, messageId, now);
            return moved;
        }).toList();
    }

    private void judge(Transaction tx, Target tried, Result result, Instant now) {
        var before = targets.get(tx, tried.id()).map(Target::health).orElse(tried.health());
        var after = Transitions.after(before, result, now);
        if (after.equals(before) || !targets.health(tx, tried, after)) {
            return;
        }
        if (after.state() == Target.Health.State.REFUSED) {
            notices.refused(tx, tried, after.reason().orElse(""), now);
        } else if (after.failures() == 0) {
            deliveries.hurry(tx, tried.id(), now);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
