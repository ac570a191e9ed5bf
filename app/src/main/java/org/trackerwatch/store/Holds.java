package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Connection;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Routing;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;

/// Keeps back that a site can't be reached, as long as that may not be the site's fault. What is kept is a verdict like
/// any other: a restart forgets nothing of it, and `event explain` tells it.
final class Holds {

    private final Registry registry;
    private final Events events;
    private final History history;
    private final Rulebook rules;
    private final Roads roads = new Roads();

    Holds(Registry registry, Events events, History history, Rulebook rules) {
        this.rules = rules;
        this.registry = registry;
        this.events = events;
        this.history = history;
    }

    /// The event was kept back from the target.
    ///
    /// @param tell whether it is worth telling now; else it has ended by itself
    record Ripe(Events.Stored event, long target, boolean tell) {}

    /// What becomes of an event that would otherwise be told.
    ///
    /// @param wanted told, or held by a cooldown
    Verdict of(Transaction tx, Event event, Rule rule, Target target, Verdict wanted, Instant now) {
        boolean single = rule.when() instanceof PollCondition.Fails || rule.when() instanceof PollCondition.Recovers;
        if (event.detail() instanceof Detail.Flapping turns && isOurs(tx, event.tracker(), turns.since()) && !(wanted instanceof Verdict.NotSubscribed)) {
            return new Verdict.Flapping();
        }
        return switch (wanted) {
            case Verdict.Sent _, Verdict.Held _ when single && flaps(tx, event.tracker(), target) -> new Verdict.Flapping();
            case Verdict.Sent _ -> doubted(tx, event, now);
            case Verdict.Waiting _, Verdict.Dropped _, Verdict.NotSubscribed _, Verdict.OutOfScope _, Verdict.BelowSeverity _,
                 Verdict.BelowThreshold _, Verdict.Paused _, Verdict.Doubted _, Verdict.Offline _, Verdict.Flapping _,
                 Verdict.NeverAnnounced _ -> wanted;
        };
    }

    /// It was our connection that came and went.
    private static boolean isOurs(Transaction tx, long tracker, Instant since) {
        return tx.first("SELECT 1 FROM incident WHERE tracker = ? AND within IS NOT NULL AND coalesce(ended_at, since) >= ?",
                row -> row.getInt(1), tracker, since).isPresent();
    }

    /// And the target hears of that; one that does not is told of each time.
    private boolean flaps(Transaction tx, long tracker, Target target) {
        return !isKept(tx, new Events.Lane(target.id(), tracker, PollCondition.Flaps.RULE)) && history.state(tx, tracker).rules().containsKey(PollCondition.Flaps.RULE)
                && rules.find(PollCondition.Flaps.RULE).filter(rule -> Routing.unwanted(tracker, rule, target).isEmpty()).isPresent();
    }

    private Verdict doubted(Transaction tx, Event event, Instant now) {
        if (event.detail() instanceof Detail.Failing row && Incident.isOfNetwork(row.reason())) {
            return roads.of(tx, event.tracker()).<Verdict>map(road -> road.outage().isPresent() ? new Verdict.Offline()
                    : new Verdict.Doubted(now.plus(Connection.WINDOW))).orElseGet(Verdict.Sent::new);
        }
        return new Verdict.Sent();
    }

    /// Whether nothing is to be said now of what stands of this rule: it is kept back, or nobody can know.
    boolean silences(Transaction tx, Rule rule, Target target, long tracker) {
        var lane = new Events.Lane(target.id(), tracker, rule.key());
        return rule.when() instanceof PollCondition.Flaps && isKept(tx, lane)
                || rule.when() instanceof PollCondition.Fails && (isKept(tx, lane) || flaps(tx, tracker, target)
                || roads.of(tx, lane.tracker()).flatMap(Roads.Road::outage).isPresent());
    }

    /// What is to be kept no longer. Little is kept, among all verdicts of years; asked without the index this would fail.
    ///
    /// @param last no further poll will tell more: a command that is about to end
    List<Ripe> ripe(Transaction tx, boolean last, Instant now) {
        record Kept(long event, long target, String kind, Optional<Instant> until) {}
        var kept = tx.query("""
                SELECT * FROM verdict INDEXED BY verdict_kept WHERE kind IN ('doubted', 'offline', 'flapping') AND released_at IS NULL
                ORDER BY event, target""", row -> new Kept(row.getLong("event"), row.getLong("target"), row.getString("kind"), Columns.maybeAt(row, "until")));
        return kept.stream().flatMap(each -> events.get(tx, each.event).stream()
                .filter(stored -> each.kind.equals("flapping") ? !history.state(tx, stored.event().tracker()).rules().containsKey(PollCondition.Flaps.RULE)
                        : each.until.map(until -> isSettled(tx, stored.event(), until, last, now)).orElseGet(() -> isKnownAgain(tx, stored.event())))
                .map(stored -> new Ripe(stored, each.target, stands(tx, stored.event())))).toList();
    }

    /// Its window is over, and the neutral address was asked after it or is not.
    private boolean isSettled(Transaction tx, Event event, Instant until, boolean last, Instant now) {
        if (last || !stands(tx, event)) {
            return true;
        }
        boolean early = now.isBefore(until) && !until.isAfter(now.plus(Connection.WINDOW));
        var asked = roads.of(tx, event.tracker()).flatMap(Roads.Road::control).map(Connection.Control::asked);
        return !early && (Setting.CONTROL_CHECK.in(tx).isEmpty() || asked.filter(at -> !at.isBefore(event.at())).isPresent()
                || !now.isBefore(event.at().plus(Connection.LONGEST_DOUBT)));
    }

    /// The connection is back, and the site has been asked since.
    private boolean isKnownAgain(Transaction tx, Event event) {
        var road = roads.of(tx, event.tracker());
        var polled = tx.first("SELECT polled_at FROM schedule WHERE tracker = ?", row -> Columns.maybeAt(row, "polled_at"), event.tracker())
                .flatMap(at -> at);
        return !stands(tx, event) || road.isEmpty() || road.get().outage().isEmpty()
                && polled.filter(at -> road.get().back().filter(at::isBefore).isEmpty()).isPresent();
    }

    /// It has not ended by itself: the failure lasts, or the end was the last one.
    private boolean stands(Transaction tx, Event event) {
        if (event.detail() instanceof Detail.Recovered) {
            return history.state(tx, event.tracker()).failing().isEmpty() && tx.first("SELECT 1 FROM event WHERE tracker = ? AND rule = ? AND at > ?",
                    row -> row.getInt(1), event.tracker(), event.rule(), event.at()).isEmpty();
        }
        boolean polled = registry.get(tx, event.tracker()).filter(tracker -> tracker.mode() == Tracker.Mode.ACTIVE).isPresent();
        return polled && Optional.ofNullable(history.state(tx, event.tracker()).rules().get(event.rule()))
                .filter(standing -> standing.fingerprint().equals(event.fingerprint())).isPresent();
    }

    private static boolean isKept(Transaction tx, Events.Lane lane) {
        return tx.first("""
                SELECT 1 FROM verdict INDEXED BY verdict_kept JOIN event e ON e.id = event WHERE kind IN ('doubted', 'offline', 'flapping') AND released_at IS NULL
                AND +target = ? AND e.tracker = ? AND e.rule = ?""",
                row -> row.getInt(1), lane.target(), lane.tracker(), lane.rule()).isPresent();
    }
}
