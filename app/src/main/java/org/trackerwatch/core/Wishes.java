package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a target wants to hear of.
///
/// @param rules      the subscribed events; empty means every rule that is on by default
/// @param trackers   ids of the trackers it is told about; empty means all
/// @param thresholds by rule; in the unit of the rule's field (bytes for sizes), several where the rule allows it
/// @param cooldowns  by rule, where they differ from the rule's own
/// @param hideName   the tracker is called "A tracker", and nothing else gives it away
public record Wishes(Set<String> rules, Set<Long> trackers, Map<String, List<BigDecimal>> thresholds,
                     Map<String, Duration> cooldowns, boolean hideName) {

    /// Everything that is on by default, of every tracker, by name.
    public static final Wishes ALL = new Wishes(Set.of(), Set.of(), Map.of(), Map.of(), false);

    public Wishes {
        rules = Set.copyOf(rules);
        trackers = Set.copyOf(trackers);
        thresholds = Map.copyOf(thresholds);
        cooldowns = Map.copyOf(cooldowns);
    }
}
