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
/// @param id     0 until it is stored
/// @param link   how it is reached
/// @param wishes what it wants to hear of
/// @param calm   how it is spared
/// @param health whether it can be reached now
public record Target(long id, String name, Link link, Wishes wishes, Calm calm, Health health) {

    /// One that is spared as usual.
    public Target(long id, String name, Link link, Wishes wishes, Health health) {
        this(id, name, link, wishes, Calm.USUAL, health);
    }

    /// One of a kind that needs nothing but its address.
    public Target(long id, String name, String kind, Secret address, Set<String> rules, Set<Long> trackers,
                  Map<String, List<BigDecimal>> thresholds, Map<String, Duration> cooldowns, boolean hideName, Health health) {
        this(id, name, new Link(kind, address), new Wishes(rules, trackers, thresholds, cooldowns, hideName), health);
    }

    public Target named(String other) {
        return new Target(id, other, link, wishes, calm, health);
    }

    public Target with(Link other) {
        return new Target(id, name, other, wishes, calm, health);
    }

    public Target with(Wishes other) {
        return new Target(id, name, link, other, calm, health);
    }

    public Target with(Calm other) {
        return new Target(id, name, link, wishes, other, health);
    }

    public String kind() {
        return link.kind();
    }

    public Secret address() {
        return link.address();
    }

    public Set<String> rules() {
        return wishes.rules();
    }

    public Set<Long> trackers() {
        return wishes.trackers();
    }

    public Map<String, List<BigDecimal>> thresholds() {
        return wishes.thresholds();
    }

    public Map<String, Duration> cooldowns() {
        return wishes.cooldowns();
    }

    public boolean hideName() {
        return wishes.hideName();
    }

    /// Whether it can be reached.
    ///
    /// @param failures   in a row; three make it rest
    /// @param restsUntil delivery pauses till then and goes on by itself; of a refused one, when it is tried once more
    /// @param rest       how long the present rest is; the next is twice as long, up to 30 min
    /// @param reason     for people, when refused or resting: what the provider said, without secrets
    /// @param since      its first failure in a row, or the refusal; empty while it is well
    public record Health(State state, int failures, Optional<Instant> restsUntil, Duration rest, Optional<String> reason,
                         Optional<Instant> since) {

        public static final Health GOOD = new Health(State.ACTIVE, 0, Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty());

        public enum State {
            ACTIVE,
            /// By the user: events meanwhile are not sent, later neither.
            PAUSED,
            /// The provider refused the address: the queue is kept for a while, and nothing is sent until the user mends
            /// it, or, where it may come back by itself, but one message a day.
            REFUSED
        }
    }
}
