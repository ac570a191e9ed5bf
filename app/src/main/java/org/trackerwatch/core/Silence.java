package org.trackerwatch.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The user does not want to hear of something for a while. Even what is urgent does not pass.
///
/// @param id      0 until it is stored
/// @param tracker its id; empty for all
/// @param target  its id; empty for all
/// @param rule    its key; empty for all
/// @param reason  the user's own words
public record Silence(long id, Optional<Long> tracker, Optional<Long> target, Optional<String> rule, Instant from, Instant until,
                      Mode mode, Optional<String> reason) {

    private static final int LONGEST_REASON = 500;

    public enum Mode {
        /// What happens is told when it ends.
        HOLD,
        /// What happens is never told.
        DROP
    }

    /// The user's own words as they are kept.
    ///
    /// @throws IllegalArgumentException in words for the user
    public static String reason(String typed) {
        return OwnWords.checked("reason", typed, LONGEST_REASON);
    }

    /// A clock that was set back to before its beginning does not suspend it.
    public boolean lastsAt(Instant now) {
        return now.isBefore(until);
    }

    /// The one that counts where several cover the same: one that drops before one that holds, then the one that lasts
    /// longest.
    public static Optional<Silence> over(List<Silence> all, long target, long tracker, String rule, Instant now) {
        return all.stream().filter(each -> each.lastsAt(now) && each.target.orElse(target) == target
                        && each.tracker.orElse(tracker) == tracker && each.rule.orElse(rule).equals(rule))
                .max(Comparator.comparing(Silence::mode).thenComparing(Silence::until));
    }
}
