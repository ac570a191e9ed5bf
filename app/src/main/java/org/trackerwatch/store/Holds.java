package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Connection;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.PollCondition;
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
    private final Roads roads = new Roads();

    Holds(Registry registry, Events events, History history) {
        this.registry = registry;
        this.events = events;
        this.history = history;
    }

    /// The event was kept back from the target.
    ///
    /// @param tell whether it is worth telling now; else it has ended by itself
    record Ripe(Events.Stored event, long target, boolean tell) {}

    /// What becomes of an event that would otherwise be told.
    Verdict of(Transaction tx, Event event, Instant now) {
        if (event.detail() instanceof Detail.Failing row && Incident.isOfNetwork(row.reason())) {
            return roads.of(tx, event.tracker()).<Verdict>map(road -> road.outage().isPresent() ? new Verdict.Offline()
                    : new Verdict.Doubted(now.plus(Connection.WINDOW))).orElseGet(Verdict.Sent::new);
        }
        return new Verdict.Sent();
    }

    /// Whether nothing is to be said now of what stands of this rule: it is kept back, or nobody can know.
    boolean silences(Transaction tx, Rule rule, Events.Lane lane) {
        return rule.when() instanceof PollCondition.Fails && (isKept(tx, lane)
                || roads.of(tx, lane.tracker()).flatMap(Roads.Road::outage).isPresent());
    }

    /// What is to be kept no longer.
    ///
    /// @param last no further poll will tell more: a command that is about to end
    List<Ripe> ripe(Transaction tx, boolean last, Instant now) {
        record Kept(long event, long target, String kind, Optional<Instant> until) {}
        var kept = tx.query("SELECT * FROM verdict WHERE kind IN ('doubted', 'offline') AND released_at IS NULL ORDER BY event, target",
                row -> new Kept(row.getLong("event"), row.getLong("target"), row.getString("kind"), Columns.maybeAt(row, "until")));
        return kept.stream().flatMap(each -> events.get(tx, each.event).stream()
                .filter(stored -> each.until.map(until -> isSettled(tx, stored.event(), until, last, now))
                        .orElseGet(() -> isKnownAgain(tx, stored.event())))
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

    private boolean stands(Transaction tx, Event event) {
        boolean polled = registry.get(tx, event.tracker()).filter(tracker -> tracker.mode() == Tracker.Mode.ACTIVE).isPresent();
        return polled && Optional.ofNullable(history.state(tx, event.tracker()).rules().get(event.rule()))
                .filter(standing -> standing.fingerprint().equals(event.fingerprint())).isPresent();
    }

    private static boolean isKept(Transaction tx, Events.Lane lane) {
        return tx.first("""
                SELECT 1 FROM verdict JOIN event e ON e.id = event WHERE kind IN ('doubted', 'offline', 'flapping') AND released_at IS NULL
                AND target = ? AND e.tracker = ? AND e.rule = ?""",
                row -> row.getInt(1), lane.target(), lane.tracker(), lane.rule()).isPresent();
    }
}
