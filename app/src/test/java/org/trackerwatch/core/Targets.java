package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.trackers.Secret;

/// Targets as a test wants them.
final class Targets {

    static final Target PLAIN =
            new Target(1, "phone", "discord", new Secret("hidden"), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD);

    static final Target HIDING =
            new Target(2, "club", "discord", new Secret("hidden"), Set.of(), Set.of(), Map.of(), Map.of(), true, Target.Health.GOOD);

    private Targets() {}

    static Target subscribed(String... rules) {
        return new Target(1, "phone", "discord", PLAIN.address(), Set.of(rules), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD);
    }

    static Target scoped(Long... trackers) {
        return new Target(1, "phone", "discord", PLAIN.address(), Set.of(), Set.of(trackers), Map.of(), Map.of(), false, Target.Health.GOOD);
    }

    static Target threshold(String rule, String... limits) {
        var thresholds = Map.of(rule, Arrays.stream(limits).map(BigDecimal::new).toList());
        return new Target(1, "phone", "discord", PLAIN.address(), Set.of(), Set.of(), thresholds, Map.of(), false, Target.Health.GOOD);
    }

    static Target cooldown(String rule, Duration cooldown) {
        return new Target(1, "phone", "discord", PLAIN.address(), Set.of(), Set.of(), Map.of(), Map.of(rule, cooldown), false, Target.Health.GOOD);
    }

    static Target in(Target.Health.State state) {
        return new Target(1, "phone", "discord", PLAIN.address(), Set.of(), Set.of(), Map.of(), Map.of(), false,
                new Target.Health(state, 0, Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty()));
    }
}
