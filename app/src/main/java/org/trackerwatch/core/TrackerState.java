package org.trackerwatch.core;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.PollFailure;

/// What the evaluator remembers of a tracker between polls. Stored as one document beside the tracker.
///
/// @param known    the last known value of each field, which the next reading is compared with
/// @param knownAt  when the last good reading was; empty before the first
/// @param doubt    a reading that can't be right, waiting for a second one to agree
/// @param failing  the present row of failed polls
/// @param rules    what each rule remembers, by its key; absent means nothing
public record TrackerState(AccountStats known, Optional<Instant> knownAt, Optional<AccountStats> doubt,
                           Optional<Failing> failing, Map<String, RuleState> rules) {

    public static final TrackerState NEW =
            new TrackerState(AccountStats.NOTHING, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public TrackerState {
        rules = Map.copyOf(rules);
    }

    /// @param polls how many failed in a row
    public record Failing(Instant since, int polls, PollFailure.Reason reason) {}

    /// A condition that stands: found before, and not yet over.
    ///
    /// @param fingerprint of the event that opened it
    public record RuleState(String fingerprint, Instant since) {}
}
