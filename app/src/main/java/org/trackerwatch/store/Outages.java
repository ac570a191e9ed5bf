package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.trackerwatch.core.Connection;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Offline;
import org.trackerwatch.core.Recovery;
import org.trackerwatch.core.Routing;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Blame;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Outages of our own: when the connection is lost and found again, and who is told. Each poll is a transaction of its
/// own and looks at what the others left: whichever is the one too many begins the outage.
public final class Outages {

    private final Targets targets;
    private final Rulebook rules;
    private final Situations situations;
    private final Predicate<Target> editable;
    private final Roads roads = new Roads();
    private final Incidents incidents = new Incidents();
    private final Deliveries deliveries = new Deliveries();
    private final Edits edits = new Edits();

    /// @param editable whether a target's messages can be changed later
    Outages(Targets targets, Rulebook rules, Situations situations, Predicate<Target> editable) {
        this.situations = situations;
        this.targets = targets;
        this.rules = rules;
        this.editable = editable;
    }

    /// What a poll, which is stored already, shows of the way that it took.
    ///
    /// @param wasLost the poll before brought nothing back either
    /// @return the road, if that leads somewhere again since this poll
    public Optional<String> polled(Transaction tx, long tracker, Outcome outcome, boolean wasLost, Instant at) {
        return roads.of(tx, tracker).flatMap(road -> {
            if (outcome instanceof Outcome.Failed(var failure) && Incident.isOfNetwork(failure.reason())) {
                lost(tx, road, tracker, at);
                return Optional.empty();
            }
            settle(tx, tracker, road.outage());
            boolean found = road.outage().isPresent() && answered(outcome) && (wasLost || road.control().flatMap(Connection.Control::failed).isPresent());
            return found ? back(tx, road, at) : Optional.empty();
        });
    }

    /// What the neutral address said.
    ///
    /// @param failed why nothing came back; empty if anything did
    /// @return the road, if that leads somewhere again
    public Optional<String> asked(Transaction tx, String name, Optional<PollFailure> failed, Instant at) {
        var before = roads.get(tx, name);
        roads.asked(tx, name, failed.map(PollFailure::reason), at);
        if (failed.isPresent()) {
            roads.get(tx, name).filter(road -> !roads.lost(tx, road.name()).isEmpty()).ifPresent(road -> judge(tx, road, at));
            return Optional.empty();
        }
        return before.filter(road -> road.outage().isPresent() && road.control().flatMap(Connection.Control::failed).isPresent())
                .flatMap(road -> back(tx, road, at));
    }

    /// A page that stands in for the site may come from the hotel's network, too; what only the site itself says does not.
    private static boolean answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read _ -> true;
            case Outcome.Failed(var failure) -> failure.reason().blame() == Blame.SITE || failure.reason().blame() == Blame.USER;
        };
    }

    private void lost(Transaction tx, Roads.Road road, long tracker, Instant at) {
        if (road.outage().isPresent()) {
            tx.update("UPDATE incident SET polls = polls + 1 WHERE id = ?", road.outage());
            blame(tx, road.name(), road.outage().get());
        } else {
            settle(tx, tracker, Optional.empty());
            judge(tx, road, at);
        }
    }

    /// What still fails with a connection has nothing to do with the outage that it began in.
    private static void settle(Transaction tx, long tracker, Optional<Long> outage) {
        if (outage.isEmpty()) {
            tx.update("UPDATE incident SET within = NULL WHERE tracker = ? AND ended_at IS NULL AND within IS NOT NULL", tracker);
        }
    }

    private void judge(Transaction tx, Roads.Road road, Instant at) {
        if (road.outage().isEmpty()) {
            Connection.lost(road.name(), roads.contacts(tx, at.minus(Connection.CYCLE)), road.control(), at)
                    .ifPresent(reason -> begin(tx, road, reason, at));
        }
    }

    /// It began with the first of the trackers that were lost by this road lately.
    private void begin(Transaction tx, Roads.Road road, Reason reason, Instant at) {
        var present = tx.first("SELECT id FROM incident WHERE tracker IS NULL AND ended_at IS NULL", row -> row.getLong(1));
        long outage = present.orElseGet(() -> incidents.write(tx, new Incident(0, Optional.empty(), since(tx, road.name(), at), Optional.empty(),
                reason, reason, "Neither trackers nor anything else: " + Offline.reason(reason) + ".", roads.lost(tx, road.name()).size(), Optional.empty(), Optional.empty())));
        roads.enter(tx, road.name(), outage);
        blame(tx, road.name(), outage);
        tx.update("""
                UPDATE verdict SET kind = 'offline', until = NULL WHERE kind = 'doubted' AND released_at IS NULL AND event IN (
                    SELECT id FROM event e JOIN tracker_road r ON r.tracker = e.tracker WHERE r.road = ?)""", road.name());
        if (present.isEmpty()) {
            announce(tx, outage, at);
        }
    }

    private static Instant since(Transaction tx, String road, Instant at) {
        return tx.first("""
                SELECT min(since) AS since FROM incident i JOIN tracker_road r ON r.tracker = i.tracker
                WHERE r.road = ? AND ended_at IS NULL AND since > ? AND last_reason IN\s""" + Roads.LOST,
                row -> Columns.maybeAt(row, "since"), road, at.minus(Connection.CYCLE)).flatMap(first -> first).orElse(at);
    }

    /// Those that were lost since the connection was are not to be blamed.
    private static void blame(Transaction tx, String road, long outage) {
        tx.update("""
                UPDATE incident SET within = ? WHERE ended_at IS NULL AND within IS NULL
                AND tracker IN (SELECT tracker FROM tracker_road WHERE road = ?)
                AND since >= (SELECT since FROM incident WHERE id = ?) AND last_reason IN\s""" + Roads.LOST, outage, road, outage);
    }

    private Optional<String> back(Transaction tx, Roads.Road road, Instant at) {
        roads.leave(tx, road.name(), at);
        long outage = road.outage().orElseThrow();
        if (!roads.isAnyIn(tx, outage)) {
            incidents.get(tx, outage).ifPresent(incident -> {
                incidents.write(tx, incident.over(at));
                recover(tx, incident.over(at), at);
            });
        }
        return Optional.of(road.name());
    }

    private void announce(Transaction tx, long id, Instant now) {
        var outage = incidents.get(tx, id).orElseThrow();
        rules.find(Offline.RULE).ifPresent(rule -> targets.list(tx).forEach(target -> judge(tx, outage, rule, target, now)));
    }

    private void judge(Transaction tx, Incident outage, Rule rule, Target target, Instant now) {
        var last = tx.first("SELECT max(created_at) AS at FROM delivery WHERE target = ? AND kind = 'outage' AND state NOT IN ('dead', 'cancelled')",
                row -> Columns.maybeAt(row, "at"), target.id()).flatMap(at -> at);
        var verdict = Routing.verdict(Offline.event(outage, rule, now), rule, target, situations.ofOurOwn(tx, rule, target, last, now));
        var until = verdict instanceof Verdict.Waiting waiting ? Optional.of(waiting.until()) : Optional.<Instant>empty();
        var delivery = verdict instanceof Verdict.Sent
                ? Optional.of(edits.outage(tx, target.id(), outage.id(), Optional.empty(), rule.severity(), now)) : Optional.<Long>empty();
        tx.update("INSERT INTO incident_verdict (incident, target, kind, until, delivery) VALUES (?, ?, ?, ?, ?)", outage.id(), target.id(),
                Events.kind(verdict), until, delivery);
    }

    /// What a cooldown held back of an outage is told when that ends, as it is then: it lasts, or it is over.
    int followUps(Transaction tx, Instant now) {
        record Held(long incident, long target) {}
        var due = tx.query("SELECT incident, target FROM incident_verdict WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL AND until <= ?",
                row -> new Held(row.getLong(1), row.getLong(2)), now);
        due.forEach(held -> rules.find(Offline.RULE).ifPresent(rule -> {
            long delivery = edits.outage(tx, held.target, held.incident, Optional.empty(), rule.severity(), now);
            tx.update("UPDATE incident_verdict SET released_at = ?, delivery = ? WHERE incident = ? AND target = ?", now, delivery,
                    held.incident, held.target);
        }));
        return due.size();
    }

    private void recover(Transaction tx, Incident outage, Instant now) {
        var told = tx.query("SELECT delivery FROM incident_verdict WHERE incident = ? AND delivery IS NOT NULL", row -> row.getLong(1), outage.id());
        told.stream().flatMap(id -> deliveries.get(tx, id).stream()).forEach(message -> targets.get(tx, message.target()).ifPresent(target -> {
            boolean named = deliveries.messageId(tx, message).isPresent();
            var way = Recovery.of(Optional.of(message), named, editable.test(target), target, outage.lasted(now));
            if (way.edits()) {
                edits.outage(tx, target.id(), outage.id(), Optional.of(message), message.severity(), now);
            }
            if (way == Recovery.POST || way == Recovery.BOTH) {
                edits.outage(tx, target.id(), outage.id(), Optional.empty(), message.severity(), now);
            }
        }));
    }

    /// What each target was told of an outage of our own.
    public List<Told> told(Transaction tx, long incident) {
        return tx.query("SELECT target, kind, delivery FROM incident_verdict WHERE incident = ? ORDER BY target", row -> new Told(
                row.getLong("target"), row.getString("kind"), Columns.number(row, "delivery")), incident);
    }

    /// @param verdict one word
    public record Told(long target, String verdict, Optional<Long> delivery) {}
}
