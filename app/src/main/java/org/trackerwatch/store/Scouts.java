package org.trackerwatch.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Departures;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// While a target is away, what waits there has its own times, up to a day apart, so that patience lasts for days. That the
/// target is back would be found out as late. So one message goes before its time where an hour has passed since the last
/// request: that costs it no attempt, and what it finds is everybody's ([Comebacks]).
final class Scouts {

    /// @param delivery empty before that time, and if none of them may go
    record Scout(Instant at, Optional<Delivery> delivery) {}

    /// @param open none of which is due
    Optional<Scout> next(Transaction tx, Target target, List<Delivery> open, Departures departures) {
        var first = firstOfEachLane(open);
        return lastTry(tx, target).map(tried -> Transitions.scouting(tried, departures.now()))
                .flatMap(hour -> first.stream().map(delivery -> departures.early(delivery, hour)).min(Comparator.naturalOrder()))
                .flatMap(at -> at.isAfter(departures.now()) ? Optional.of(new Scout(at, Optional.empty()))
                        : chosen(tx, target, first, departures).map(delivery -> new Scout(at, Optional.of(delivery))));
    }

    /// Each has its turn: one of them may be what the target can't digest. One whose last answer was lost may have arrived
    /// just then, and at its own time it arrives a second time at worst, not each hour.
    private static Optional<Delivery> chosen(Transaction tx, Target target, List<Delivery> first, Departures departures) {
        var lastly = answeredLastly(tx, target);
        return first.stream().filter(delivery -> lastly.containsKey(delivery.id()))
                .filter(delivery -> !departures.early(delivery, departures.now()).isAfter(departures.now()))
                .min(Comparator.comparing(delivery -> lastly.get(delivery.id())));
    }

    /// One that is under way, or was throttled, has had its hour as well.
    private static Optional<Instant> lastTry(Transaction tx, Target target) {
        return Transitions.isScouted(target.health()) ? tx.first("""
                SELECT started_at FROM attempt WHERE target = ? AND coalesce(class, '') <> 'check' ORDER BY id DESC LIMIT 1""",
                row -> Columns.at(row, "started_at"), target.id()) : Optional.empty();
    }

    private static List<Delivery> firstOfEachLane(List<Delivery> open) {
        var lanes = new HashSet<Long>();
        return open.stream().filter(delivery -> lanes.add(delivery.tracker()))
                .filter(delivery -> delivery.state() == State.WAITING && delivery.attempts() > 0).toList();
    }

    /// The last request for each that waits there, but of those whose answer to it was lost.
    private static Map<Long, Long> answeredLastly(Transaction tx, Target target) {
        return tx.query("""
                SELECT d.delivery, max(a.id) AS last, a.class FROM delivery JOIN attempt_delivery d ON d.delivery = delivery.id
                JOIN attempt a ON a.id = d.attempt WHERE delivery.target = ? AND settled_at IS NULL
                GROUP BY d.delivery HAVING a.class <> 'uncertain'""",
                row -> Map.entry(row.getLong("delivery"), row.getLong("last")), target.id()).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
