package org.trackerwatch.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rules that a test makes up.
final class Rules {

    private Rules() {}

    static Rule of(String key, Condition when) {
        return of(key, when, "{tracker}: " + key, "");
    }

    static Rule of(String key, Condition when, String title, String text) {
        return new Rule(key, key, "", Severity.INFO, when, when, Duration.ofHours(6), Optional.empty(),
                new Rule.Phrases(new Template(title), new Template(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                true, false, List.of());
    }
}
