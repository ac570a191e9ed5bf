package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Value;

/// One occurrence that a rule found. Finding it twice is finding it once: the fingerprint is the same.
///
/// @param fingerprint tracker, rule and occurrence; unique in the database
/// @param at          when it happened, which is when the poll that showed it ended
/// @param figures     the account as it was then, for the message
public record Event(String fingerprint, long tracker, String rule, Severity severity, Instant at, Detail detail,
                    AccountStats figures) {

    Event with(Detail other) {
        return new Event(fingerprint, tracker, rule, severity, at, other, figures);
    }

    /// What happened, by shape.
    public sealed interface Detail {

        /// A figure went from one value to another.
        ///
        /// @param before empty where it was unknown and the new value alone says enough: an account that is found warned
        record Changed(Field field, Optional<Value> before, Value after) implements Detail {}

        /// A figure is as it should not be.
        ///
        /// @param limit what it is held against, such as the required ratio
        record Standing(Field field, Value value, Optional<Value> limit, Instant since) implements Detail {}

        /// Polls fail.
        record Failing(PollFailure.Reason reason, String text, Instant since, int polls) implements Detail {}

        /// Polls succeed again after an announced failure.
        ///
        /// @param opening fingerprint of the event that announced it
        record Recovered(String opening, Instant since, Duration lasted) implements Detail {}

        /// It goes down and comes back again and again.
        ///
        /// @param turns how often within the time that counts
        /// @param quiet for how long nothing must happen until it is over
        record Flapping(Instant since, int turns, Duration quiet) implements Detail {}

        /// A day has come.
        ///
        /// @param months of membership: 1, 6, 12, 24 …
        record Due(LocalDate date, int months) implements Detail {}

        /// Figures that seemed impossible were said twice, so they are the site's new truth. Only those figures are in it.
        record Corrected(AccountStats before, AccountStats after) implements Detail {}
    }
}
