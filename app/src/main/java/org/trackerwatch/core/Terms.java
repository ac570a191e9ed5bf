package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;

/// What rules need to know beside the tracker's own figures.
///
/// @param definitionMinRatio the minimum ratio by the definition's rule, where nobody knows better
/// @param zone               the user's: in it days begin and end
/// @param offline            trackerwatch itself is known to be; only in examples of rules, since no single poll can tell
public record Terms(Optional<BigDecimal> definitionMinRatio, ZoneId zone, boolean offline) {

    public Terms(Optional<BigDecimal> definitionMinRatio, ZoneId zone) {
        this(definitionMinRatio, zone, false);
    }
}
