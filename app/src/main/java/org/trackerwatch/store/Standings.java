package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trackerwatch.core.Digest;
import org.trackerwatch.core.Digest.State;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Progress;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wording;
import org.trackerwatch.trackers.AccountStats;

/// What a digest tells of, as the database knows it.
final class Standings {

    /// Some figures stand on a page that is read once a day.
    private static final Duration A_WHILE = Duration.ofDays(3);

    /// Where the readings of that time are gone, their days may be left.
    private static final int DAYS = 60;

    private final Registry registry;
    private final History history;
    private final Rulebook rules;
    private final Function<Tracker, Terms> terms;
    private final Function<Tracker, Naming> naming;
    private final Silences silences = new Silences();

    Standings(Registry registry, History history, Rulebook rules, Function<Tracker, Terms> terms, Function<Tracker, Naming> naming) {
        this.registry = registry;
        this.history = history;
        this.rules = rules;
        this.terms = terms;
        this.naming = naming;
    }

    /// The user's.
    ZoneId zone(Transaction tx) {
        return registry.list(tx).stream().findFirst().map(tracker -> terms.apply(tracker).zone()).orElse(ZoneOffset.UTC);
    }

    /// Those that the target is told about.
    List<Tracker> of(Transaction tx, Target target) {
        return registry.list(tx).stream().filter(tracker -> target.trackers().isEmpty() || target.trackers().contains(tracker.id())).toList();
    }

    /// Those of them that there still are.
    List<Tracker> of(Transaction tx, Set<Long> ids) {
        return registry.list(tx).stream().filter(tracker -> ids.contains(tracker.id())).toList();
    }

    Digest digest(Transaction tx, Target target, List<Tracker> trackers, Instant from, Instant to) {
        var lasting = silences.lasting(tx, to);
        var usernames = Setting.STORE_USERNAMES.in(tx);
        var zone = zone(tx);
        return new Digest(from, to, trackers.stream().map(tracker -> Digest.Entry.of(
                new Wording(tracker, naming.apply(tracker), target, usernames, zone), progress(tx, tracker.id(), from, to),
                state(tx, target, tracker, lasting, to), events(tx, target, tracker.id(), from, to))).toList(), target.hideName(), zone);
    }

    private State state(Transaction tx, Target target, Tracker tracker, List<Silence> lasting, Instant at) {
        if (lasting.stream().anyMatch(silence -> silence.rule().isEmpty() && silence.tracker().orElse(tracker.id()) == tracker.id()
                && silence.target().orElse(target.id()) == target.id())) {
            return new State.Silenced();
        }
        var failing = history.state(tx, tracker.id()).failing().filter(row -> !row.since().isAfter(at));
        return switch (tracker.mode()) {
            case PAUSED -> new State.Paused();
            case STOPPED -> new State.NotRead(failing.map(row -> row.since()));
            case ACTIVE, MANUAL -> failing.<State>map(row -> new State.NotRead(Optional.of(row.since())))
                    .orElseGet(() -> history.at(tx, tracker.id(), at).isPresent() ? new State.Read() : new State.NotRead(Optional.empty()));
        };
    }

    private Progress progress(Transaction tx, long tracker, Instant from, Instant to) {
        return known(tx, tracker, to).map(now -> new Progress(known(tx, tracker, from).or(() -> lastDay(tx, tracker, from)), now))
                .orElse(Progress.NONE);
    }

    /// What was known at that moment. Of doubtful figures nothing is.
    private Optional<AccountStats> known(Transaction tx, long tracker, Instant at) {
        var last = history.at(tx, tracker, at);
        if (last.isEmpty() || last.filter(Standings::isComplete).isPresent()) {
            return last.map(Snapshot::stats);
        }
        return history.snapshots(tx, tracker, last.get().at().minus(A_WHILE), last.get().at().plusMillis(1)).stream()
                .filter(snapshot -> !snapshot.doubtful()).map(Snapshot::stats).reduce((earlier, later) -> later.over(earlier));
    }

    private static boolean isComplete(Snapshot snapshot) {
        return !snapshot.doubtful() && snapshot.stats().values().keySet().containsAll(Progress.FIGURES);
    }

    private Optional<AccountStats> lastDay(Transaction tx, long tracker, Instant before) {
        var today = LocalDate.ofInstant(before, ZoneOffset.UTC);
        return history.days(tx, tracker, today.minusDays(DAYS), today.minusDays(1)).stream().reduce((_, later) -> later).map(Day::last);
    }

    /// Those that the target wants to hear of, whether it was told of them or spared.
    private Map<String, Integer> events(Transaction tx, Target target, long tracker, Instant from, Instant to) {
        return tx.query("""
                SELECT rule, count(*) AS n FROM event e JOIN verdict v ON v.event = e.id AND v.target = ?
                WHERE e.tracker = ? AND e.at > ? AND e.at <= ?
                AND v.kind NOT IN ('not-subscribed', 'out-of-scope', 'below-threshold', 'dropped', 'silenced', 'never-announced')
                GROUP BY rule""", row -> Map.entry(row.getString("rule"), row.getInt("n")), target.id(), tracker, from, to).stream()
                .collect(Collectors.toMap(kind -> kind(kind.getKey(), target), Map.Entry::getValue, Integer::sum));
    }

    /// The name of a user's own rule could tell the tracker's.
    private String kind(String rule, Target target) {
        return !target.hideName() || rules.find(rule).filter(Rule::bundled).isPresent() ? rule : Story.CUSTOM;
    }
}
