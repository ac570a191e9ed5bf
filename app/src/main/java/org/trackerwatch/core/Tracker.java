package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One account of the user's on one site.
///
/// @param id         0 until it is stored
/// @param name       the user's own word for it, unique
/// @param definition slug of the site's definition, or of a platform
/// @param url        the address that the user typed; empty means the definition's first link
/// @param username   asked for where pages are addressed by it; kept only while `store-usernames` is on
/// @param interval   what the user wants; the definition's floor may make it longer, never shorter
/// @param maxPerDay  polls a day at most, by the user's own will; the definition's limit may be lower, and holds then
/// @param minRatio   the user's own minimum; goes before the site's
/// @param joined     the user's own date, where the site does not tell it
/// @param mode       whether it is polled
public record Tracker(long id, String name, String definition, Optional<String> url, Optional<String> username,
                      Duration interval, Optional<Integer> maxPerDay, Optional<BigDecimal> minRatio, Optional<LocalDate> joined, Mode mode,
                      Instant added) {

    public enum Mode {
        ACTIVE,
        /// By the user.
        PAUSED,
        /// By a refusal: nothing is asked until the credential is changed.
        STOPPED,
        /// Never polled: its site's staff refuse that, so the user types its figures in.
        MANUAL
    }

    /// One that the user set no limit for.
    public Tracker(long id, String name, String definition, Optional<String> url, Optional<String> username, Duration interval,
                   Optional<BigDecimal> minRatio, Optional<LocalDate> joined, Mode mode, Instant added) {
        this(id, name, definition, url, username, interval, Optional.empty(), minRatio, joined, mode, added);
    }

    public Tracker withUsername(String changed) {
        return new Tracker(id, name, definition, url, Optional.of(changed), interval, maxPerDay, minRatio, joined, mode, added);
    }

    public Tracker withMode(Mode changed) {
        return new Tracker(id, name, definition, url, username, interval, maxPerDay, minRatio, joined, changed, added);
    }
}
