package org.trackerwatch.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.core.TrackerState.RuleState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Outcome;

/// Decides what a poll's outcome means. The same arguments give the same answer, so a stored history can be replayed.
public final class Evaluator {

    /// A poll beside what was known, and what will be known after it.
    ///
    /// @param doubtful it said figures that can't be right; an older doubt may go on without it
    record Taken(Comparison poll, AccountStats known, Optional<Instant> knownAt, Optional<AccountStats> doubt, boolean doubtful) {}

    private Evaluator() {}

    /// @param at when the poll ended; what is finer than a millisecond is cut, since the database would not keep it and
    ///           a replay would give the events other fingerprints
    public static Evaluation evaluate(Tracker tracker, Terms terms, TrackerState previous, Outcome outcome,
                                      List<Rule> rules, Instant at) {
        var taken = take(tracker, terms, previous, outcome, at);
        var events = new ArrayList<Event>();
        var standing = new HashMap<String, RuleState>();
        var marks = new HashSet<String>();
        for (var rule : rules) {
            conclude(taken, rule, events, standing);
            marks.addAll(rule.found().marks(taken.poll));
        }
        return new Evaluation(state(taken, standing, marks), events, taken.doubtful);
    }

    static Taken take(Tracker tracker, Terms terms, TrackerState previous, Outcome outcome, Instant at) {
        var moment = Instant.ofEpochMilli(at.toEpochMilli());
        return switch (outcome) {
            case Outcome.Read(var reading) -> {
                var doubt = Doubt.of(previous, reading);
                var believed = doubt.believed(reading);
                var poll = new Comparison(tracker, terms, previous, believed, Optional.empty(),
                        doubt.correction(previous.known(), reading), moment);
                var knownAt = believed.values().isEmpty() ? previous.knownAt() : Optional.of(moment);
                yield new Taken(poll, known(believed, previous.known()), knownAt, doubt.remembered(), doubt.isStanding());
            }
            case Outcome.Failed(var failure) -> new Taken(new Comparison(tracker, terms, previous, AccountStats.NOTHING,
                    Optional.of(Failing.after(previous.failing(), failure, moment)), Optional.empty(), moment),
                    previous.known(), previous.knownAt(), previous.doubt(), false);
        };
    }

    /// The new values over the old. A coarser printing of the same size replaces no finer one: from 1016.00 GiB by way of
    /// 1.00 TiB, which may be as little, to 1.01 TiB, the step past 1 TiB would otherwise be lost in between.
    private static AccountStats known(AccountStats reading, AccountStats before) {
        var known = reading.over(before);
        for (var entry : reading.values().entrySet()) {
            var old = before.get(entry.getKey());
            if (old.filter(finer -> Quantity.isFiner(finer, entry.getValue())).isPresent()) {
                known = known.with(entry.getKey(), old.get());
            }
        }
        return known;
    }

    /// What stood and still stands, or is not told of by this poll, stays. What stands anew, or happened, is an event.
    private static void conclude(Taken taken, Rule rule, List<Event> events, Map<String, RuleState> standing) {
        var stood = Optional.ofNullable(taken.poll.before().rules().get(rule.key()));
        switch (rule.found().on(taken.poll)) {
            case Finding.Met(var detail) -> {
                var state = stood.filter(old -> isSame(old, detail)).orElseGet(() -> {
                    var event = event(taken, rule, detail);
                    events.add(event);
                    return new RuleState(event.fingerprint(), since(detail, taken.poll.at()));
                });
                if (rule.found() instanceof Condition.Standing) {
                    standing.put(rule.key(), state);
                }
            }
            case Finding.Unknown _ -> stood.ifPresent(old -> standing.put(rule.key(), old));
            case Finding.NotMet _ -> { }
        }
    }

    /// A new row of failures is a new occurrence, even if nothing good came between: first the site was away, then it
    /// refused the key, and with the new key it is away again.
    private static boolean isSame(RuleState stood, Detail detail) {
        return !(detail instanceof Detail.Failing row) || row.since().equals(stood.since());
    }

    private static Event event(Taken taken, Rule rule, Detail detail) {
        var poll = taken.poll;
        var occurrence = detail instanceof Detail.Due due ? due.date().toString() : since(detail, poll.at()).toString();
        var figures = poll.failing().isPresent() ? AccountStats.NOTHING : taken.known;
        return new Event(poll.tracker().id() + "/" + rule.key() + "/" + occurrence, poll.tracker().id(), rule.key(),
                rule.severity(), poll.at(), detail, figures);
    }

    private static Instant since(Detail detail, Instant at) {
        return switch (detail) {
            case Detail.Failing row -> row.since();
            case Detail.Standing level -> level.since();
            case Detail.Flapping turns -> turns.since();
            case Detail.Changed _, Detail.Recovered _, Detail.Due _, Detail.Corrected _ -> at;
        };
    }

    private static TrackerState state(Taken taken, Map<String, RuleState> standing, Set<String> marks) {
        return new TrackerState(taken.known, taken.knownAt, taken.doubt, taken.poll.failing(), standing, marks);
    }
}
