package org.trackerwatch.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// The ratio that an account must keep, and who says so.
///
/// @param ratio above 0
public record Minimum(BigDecimal ratio, Source source) {

    public enum Source {
        USER,
        /// With the figures, for this account and today.
        SITE,
        /// By the site's rules for everybody.
        DEFINITION
    }

    /// The user's word, else the site's of today, else the definition's. Who says 0 says that there is none, and nobody
    /// further is asked.
    ///
    /// @param site what it demanded last, if it ever did
    public static Optional<Minimum> of(Tracker tracker, Optional<Value> site, Optional<BigDecimal> definition) {
        return tracker.minRatio().map(ratio -> new Minimum(ratio, Source.USER))
                .or(() -> site.flatMap(Quantity::of).map(told -> new Minimum(told.amount(), Source.SITE)))
                .or(() -> definition.map(ratio -> new Minimum(ratio, Source.DEFINITION)))
                .filter(minimum -> minimum.ratio.signum() > 0);
    }

    /// How many bytes may be downloaded until the ratio is there; below 0 where it is past that already.
    public Optional<Long> downloadable(AccountStats figures) {
        return figures.size(Field.UPLOADED).map(ByteSize::bytes).flatMap(up -> figures.size(Field.DOWNLOADED).map(ByteSize::bytes)
                .map(down -> BigDecimal.valueOf(up).divide(ratio, 0, RoundingMode.DOWN).subtract(BigDecimal.valueOf(down))))
                .filter(bytes -> bytes.toBigInteger().bitLength() <= Progress.LONGEST).map(BigDecimal::longValueExact);
    }
}
