package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Departures;
import org.trackerwatch.core.Lanes;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// Who may send what now, and what becomes of it. An attempt is committed before its socket opens; only its own lease
/// may settle it; what is found half done after a crash may have arrived, and is treated so.
public final class Leases {

    /// How long is kept what was never tried, by a target that takes nothing.
    private static final Duration KEPT = Duration.ofDays(7);

    /// More than fit into the time after which a refusal is meant.
    private static final int LOOKED_BACK = 50;

    private final Targets targets;
    private final Notices notices;
    private final Neighbours neighbours;
    private final long salt;
    private final ZoneId zone;
    private final Deliveries deliveries = new Deliveries();
    private final Comebacks comebacks = new Comebacks();
    private final Scouts scouts = new Scouts();
    private final Edits edits = new Edits();
    private final Attempts attempts = new Attempts();
    private final Limits limits = new Limits();
    private final Events events = new Events();
    private final Incidents incidents = new Incidents();

    /// @param zone the user's, by whose clock it is quiet
    public Leases(Targets targets, RandomGenerator random, ZoneId zone) {
        this.targets = targets;
        this.notices = new Notices(targets);
        this.neighbours = new Neighbours(targets);
        this.salt = random.nextLong();
        this.zone = zone;
    }

    /// What a target's queue wants.
    public sealed interface Next {

        /// Nothing waits, or nothing can be done about it.
        record Idle() implements Next {}

        record Later(Instant at) implements Next {}

        /// These may share the next request, in this order.
        record Ready(List<Delivery> deliveries) implements Next {}
    }

    /// Ids of those that were in one request with it when its answer was lost.
    private Set<Long> company(Transaction tx, Delivery uncertain) {
        return attempts.company(tx, uncertain.id());
    }

    /// Those of them that still wait, also what is not due yet: some had failed more often than others. None of one that goes by
    /// itself now, as they failed together again and again.
    public List<Delivery> together(Transaction tx, Delivery uncertain) {
        var company = uncertain.form() == Form.SHARED ? company(tx, uncertain) : Set.of(uncertain.id());
        return deliveries.open(tx, uncertain.target()).stream()
                .filter(delivery -> delivery.state() == State.WAITING && company.contains(delivery.id())).toList();
    }

    /// @param together whether its service takes several messages in one request
    public Next next(Transaction tx, Target target, Pace pace, boolean together, Instant now) {
        var open = deliveries.open(tx, target.id());
        var departures = new Departures(target.calm(), together, deliveries.asked(tx, target.id()), zone, now);
        boolean probing = Transitions.probing(target.health());
        var ready = probing ? Lanes.inTurn(open, departures) : Lanes.next(open, departures);
        var scout = ready.isEmpty() ? scouts.next(tx, target, open, departures) : Optional.<Scouts.Scout>empty();
        var due = ready.isEmpty() ? sooner(Lanes.due(open, departures), scout.map(Scouts.Scout::at)) : Optional.of(now);
        if (!Transitions.isTried(target.health()) || due.isEmpty()) {
            return new Next.Idle();
        }
        var free = later(limits.freeAt(tx, pace, now), Transitions.resting(target.health(), now).orElse(now));
        var leaving = ready.isEmpty() ? scout.flatMap(Scouts.Scout::delivery).stream().toList() : ready;
        if (leaving.isEmpty() || free.isAfter(now)) {
            return new Next.Later(later(due.get(), free));
        }
        return new Next.Ready(probing ? probe(tx, leaving) : leaving);
    }

    /// Whether messages of that gravity are to make no sound there.
    public boolean isSilent(Target target, Severity gravest, Instant now) {
        return target.calm().isSilent(gravest, now, zone);
    }

    /// One message finds out whether the target is back; with those that may have arrived with it, as they are told from
    /// their repetition by their company.
    private List<Delivery> probe(Transaction tx, List<Delivery> ready) {
        var first = ready.getFirst();
        var company = first.uncertain() ? company(tx, first) : Set.of(first.id());
        return ready.stream().filter(delivery -> delivery.id() == first.id() || company.contains(delivery.id())).toList();
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
        for (int nr = 0; nr < chosen.size(); nr++) {
            deliveries.take(tx, chosen.get(nr), attempt, nr, now);
        }
        return Optional.of(attempt);
    }

    /// Writes what the attempt came to, for all that it holds, and what it shows of the target and its limits.
    ///
    /// @param tried the target as it was used
    /// @return the deliveries as they are now; none if the lease was lost meanwhile
    public List<Delivery> settle(Transaction tx, long attempt, Target tried, Pace pace, Result result, Pace.Learned learned,
                                 Attempts.Answer answer) {
        double chance = chance(tried.id(), answer.at());
        attempts.end(tx, attempt, result, answer);
        limits.learn(tx, pace, learned, answer.at());
        limits.refusals(tx, pace, answer.at());
        var counted = counted(tx, pace, result, answer.at(), chance);
        var settled = move(tx, attempt, counted, answer.at(), chance);
        if (!settled.isEmpty()) {
            judge(tx, tried, pace, counted, answer.at(), chance, settled);
        }
        return settled;
    }

    /// Spreads waits. Targets are served beside each other, so that one after the other would draw from one source in another
    /// order each time, and no run could be repeated: by what it is for, each has its own.
    private double chance(long what, Instant now) {
        long mixed = (salt ^ what * 0x9e3779b97f4a7c15L) + now.toEpochMilli();
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
    }

    /// What the answer amounts to, beside those before it.
    private Result counted(Transaction tx, Pace pace, Result result, Instant now, double chance) {
        return result instanceof Result.Throttled throttled ? held(tx, pace, throttled, now, chance)
                : result instanceof Result.TurnedAway away && isMeant(tx, pace, now) ? new Result.TargetRefused(away.reason(), true) : result;
    }

    private boolean isMeant(Transaction tx, Pace pace, Instant now) {
        var row = attempts.turnedAway(tx, pace, LOOKED_BACK);
        return row.size() >= Result.TurnedAway.TIMES && !row.getLast().isAfter(now.minus(Result.TurnedAway.FOR));
    }

    /// Everything of that scope waits as it was told to, and longer the more often that was of no use.
    ///
    /// @return what the throttle counts as
    private Result held(Transaction tx, Pace pace, Result.Throttled throttled, Instant now, double chance) {
        int inARow = attempts.throttledInARow(tx, pace, Transitions.PATIENCE + 1);
        var patient = Transitions.patient(throttled, inARow);
        limits.hold(tx, pace, patient.scope(), now.plus(Transitions.manners(patient.told(), chance)), now);
        return inARow <= Transitions.PATIENCE ? patient : new Result.Transient(
                "The provider has asked to go slower more than " + Transitions.PATIENCE + " times in a row.");
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
            return move(tx, attempt, lost, now, chance(attempt, now)).size();
        }).sum();
    }

    /// Gives up what waits past its time.
    ///
    /// @return what was given up
    public List<Delivery> expire(Transaction tx, Instant now) {
        deliveries.followClock(tx, now);
        limits.followClock(tx, now);
        var dead = deliveries.expired(tx, now, now.minus(KEPT)).stream().filter(delivery -> !hasTime(tx, delivery, now))
                .map(delivery -> Transitions.ended(delivery, State.DEAD,
                        "Not delivered in time. " + delivery.reason().orElse("It was never tried."))).toList();
        dead.forEach(delivery -> deliveries.write(tx, delivery, Optional.empty(), now));
        mourn(tx, dead, now);
        return dead;
    }

    /// Its hours are those in which it may leave: in quiet ones it waits for the clock, and not for its target.
    private boolean hasTime(Transaction tx, Delivery delivery, Instant now) {
        var kept = targets.get(tx, delivery.target())
                .map(target -> target.calm().heldWithin(delivery.severity(), delivery.created(), now, zone)).orElse(Duration.ZERO);
        var until = delivery.created().plus(Transitions.lifetime(delivery.severity())).plus(kept);
        if (until.isAfter(now)) {
            deliveries.keep(tx, delivery.id(), until);
        }
        return until.isAfter(now);
    }

    /// What was given up has told nobody: it holds back no later alert.
    private void mourn(Transaction tx, List<Delivery> moved, Instant now) {
        var lost = moved.stream().filter(delivery -> delivery.state() == State.DEAD && !delivery.events().isEmpty()).toList();
        for (var delivery : lost) {
            delivery.events().stream().flatMap(id -> events.get(tx, id).stream())
                    .map(told -> new Events.Lane(delivery.target(), delivery.tracker(), told.event().rule())).distinct()
                    .forEach(lane -> events.untold(tx, lane, delivery.created(), now));
        }
    }

    private List<Delivery> move(Transaction tx, long attempt, Result result, Instant now, double chance) {
        var taken = deliveries.taken(tx, attempt);
        var messageId = result instanceof Result.Delivered delivered ? delivered.messageId() : Optional.<String>empty();
        var all = taken.stream().map(delivery -> {
            var moved = onlyOnce(tx, delivery, Transitions.after(delivery, result, taken.size(), now, chance));
            deliveries.write(tx, moved, messageId, now);
            if (moved.hasArrived()) {
                incidents.announced(tx, moved.id(), now);
            }
            return moved;
        }).toList();
        mourn(tx, all, now);
        return all;
    }

    /// What could not be changed is told anew, unless another message does so already.
    private Delivery onlyOnce(Transaction tx, Delivery before, Delivery after) {
        boolean anew = before.kind() == Delivery.Kind.EDIT && after.kind() != Delivery.Kind.EDIT;
        return anew && edits.isToldBeside(tx, before)
                ? Transitions.ended(before, State.CANCELLED, "Another message tells of it. " + after.reason().orElse("")) : after;
    }

    private void judge(Transaction tx, Target tried, Pace pace, Result result, Instant now, double chance, List<Delivery> settled) {
        var before = targets.get(tx, tried.id()).map(Target::health).orElse(tried.health());
        var after = Transitions.after(before, result, now, chance);
        boolean atFault = after.failures() > 0 && before.failures() == 0 && settled.stream().allMatch(failed -> comebacks.isTheTrouble(tx, failed));
        boolean kept = !after.equals(before) && !atFault && targets.health(tx, tried, after);
        if (Transitions.wasReached(result)) {
            notices.back(tx, tried, now);
            reached(tx, tried, pace, before, kept, now);
        } else if (kept && after.state() == Target.Health.State.REFUSED) {
            notices.cutOff(tx, targets.get(tx, tried.id()).orElseThrow(), now);
        } else if (after.failures() > 0 && before.failures() == 0) {
            settled.stream().filter(failed -> failed.state() == State.WAITING).forEach(failed -> comebacks.stayBehind(tx, failed, now));
        }
    }

    private void reached(Transaction tx, Target tried, Pace pace, Target.Health before, boolean isNews, Instant now) {
        if (isNews || comebacks.isAnybodyWaiting(tx, tried.id(), now)) {
            comebacks.hurry(tx, tried.id(), now);
        }
        if (isNews && Transitions.isRested(before)) {
            neighbours.wake(tx, tried, pace, now);
        }
    }

    private static Optional<Instant> sooner(Optional<Instant> own, Optional<Instant> scout) {
        return scout.filter(at -> own.filter(at::isBefore).isPresent()).or(() -> own);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
