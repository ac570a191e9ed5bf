package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// A site's rules for accounts, as far as they can be watched. Not the rules for single torrents.
///
/// @param minRatio    the ratio to keep, where it is one for all
/// @param ratio       where the minimum comes from
/// @param minSeedTime how long each torrent must be seeded
/// @param source      where on the site this is written
/// @param checked     when somebody last compared it with the site
public record Rules(Optional<BigDecimal> minRatio, RatioRule ratio, Optional<Duration> minSeedTime,
                    Optional<HitAndRun> hitAndRun, Optional<RatioWatch> ratioWatch, Optional<Inactivity> inactivity,
                    Optional<String> source, Optional<LocalDate> checked) {

    public enum RatioRule {
        /// `minRatio`, the same for everybody; none if it is absent.
        MINIMUM,
        /// The site says it with the figures, for each account.
        REQUIRED_RATIO,
        RATIOLESS
    }

    /// @param seedTime how long to seed
    /// @param ratio    the ratio of the torrent that also frees
    /// @param within   the time in which that must be reached
    /// @param grace    how long a torrent may be stopped before it counts
    /// @param limit    how many are forgiven
    public record HitAndRun(Optional<Duration> seedTime, Optional<BigDecimal> ratio, Optional<Duration> within,
                            Optional<Duration> grace, Optional<Integer> limit) {}

    /// @param grace       how long an account may stay below before its downloads end
    /// @param exemptBelow accounts that downloaded less are not watched
    public record RatioWatch(Optional<Duration> grace, Optional<ByteSize> exemptBelow) {}

    public enum Counts {
        /// Only a visit with a browser keeps the account; polling does not.
        BROWSER,
        ANY
    }

    public record Inactivity(Optional<Duration> after, Counts counts) {}
}
