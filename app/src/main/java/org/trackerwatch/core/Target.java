package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.trackers.Secret;

/// Where alerts go.
///
/// @param id        0 until it is stored
/// @param kind      the provider's key: `discord`
/// @param address   the webhook's URL or its like
/// @param rules     the subscribed events; empty means every rule that is on by default
/// @param trackers  ids of the trackers it is told about; empty means all
/// @param thresholds by rule; in the unit of the rule's field (bytes for sizes), several where the rule allows it
/// @param cooldowns by rule, where they differ from the rule's own
/// @param hideName  the tracker is called "A tracker", and nothing else gives it away
public record Target(long id, String name, String kind, Secret address, Set<String> rules, Set<Long> trackers,
                     Map<String, List<BigDecimal>> thresholds, Map<String, Duration> cooldowns, boolean hideName,
                     Health health) {

    public Target {
        rules = Set.copyOf(rules);
        trackers = Set.copyOf(trackers);
        thresholds = Map.copyOf(thresholds);
        cooldowns = Map.copyOf(cooldowns);
    }

    /// Whether it can be reached.
    ///
    /// @param failures   in a row; three make it rest
    /// @param restsUntil delivery pauses till then and goes on by itself
    /// @param rest       how long the present rest is; the next is twice as long, up to 30 min
    /// @param reason     for people, when refused or resting: what the provider said, without secrets
    public record Health(State state, int failures, Optional<Instant> restsUntil, Duration rest, Optional<String> reason) {

        public static final Health GOOD = new Health(State.ACTIVE, 0, Optional.empty(), Duration.ZERO, Optional.empty());

        public enum State {
            ACTIVE,
            /// By the user: events meanwhile are not sent, later neither.
            PAUSED,
            /// The provider refused the address for good: the queue is kept, nothing is sent until the user mends it.
            REFUSED
        }
    }
}
