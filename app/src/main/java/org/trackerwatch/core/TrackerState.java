package org.trackerwatch.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Next;

/// What the evaluator remembers of a tracker between polls. Stored as one document beside the tracker.
///
/// @param known    the last known value of each field, which the next reading is compared with
/// @param knownAt  when something was last read that can be believed; empty before the first
/// @param doubt    the figures of a reading that can't be right, waiting for the next one
/// @param failing  the present row of failed polls
/// @param rules    the conditions that stand now, by the key of their rule
/// @param marks    what must not be told again: a limit that was reached, an anniversary that was told
public record TrackerState(AccountStats known, Optional<Instant> knownAt, Optional<AccountStats> doubt,
                           Optional<Failing> failing, Map<String, RuleState> rules, Set<String> marks) {

    public static final TrackerState NEW = new TrackerState(
            AccountStats.NOTHING, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Set.of());

    public TrackerState {
        rules = Map.copyOf(rules);
        marks = Set.copyOf(marks);
    }

    /// @param polls  how many failed in a row
    /// @param reason of the last one
    /// @param text   what the last one said, for people
    public record Failing(Instant since, int polls, PollFailure.Reason reason, String text) {

        /// The row after one more failure. Being refused is another matter than not being answered, and being banned
        /// another than a key that expired: then a new row begins.
        static Failing after(Optional<Failing> before, PollFailure failure, Instant at) {
            return before.filter(row -> row.reason() == failure.reason()
                            || row.reason().next() != Next.STOP && failure.reason().next() != Next.STOP)
                    .map(row -> new Failing(row.since, row.polls + 1, failure.reason(), failure.detail()))
                    .orElseGet(() -> new Failing(at, 1, failure.reason(), failure.detail()));
        }
    }

    /// After the user gave another credential, or says that a refusal is over: whether the site refuses is open again.
    public TrackerState withNewCredential() {
        return new TrackerState(known, knownAt, doubt, failing.filter(row -> row.reason().next() != Next.STOP), rules, marks);
    }

    /// As if no poll had failed, and nothing had been told of it.
    ///
    /// @param rules those that speak of polls
    public TrackerState withoutFailures(Set<String> rules) {
        var others = new HashMap<>(this.rules);
        others.keySet().removeAll(rules);
        var kept = marks.stream().filter(mark -> !mark.startsWith(Turns.DOWN)).collect(Collectors.toSet());
        return new TrackerState(known, knownAt, doubt, Optional.empty(), others, kept);
    }

    /// A condition that stands: found before, and not yet over.
    ///
    /// @param fingerprint of the event that opened it
    public record RuleState(String fingerprint, Instant since) {}
}
