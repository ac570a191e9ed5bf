package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.trackers.Outcome;

/// What a rule's file promises: after these polls, one more poll makes the rule fire, or does not.
///
/// @param before   earlier polls, an hour apart, the first one first; none means that the account is new
/// @param at       when the last poll ended
/// @param minRatio the user's own, if the example sets one
/// @param joined   the user's own, if the example sets one
/// @param offline  trackerwatch itself is offline at the last poll
public record Example(String name, List<Outcome> before, Outcome after, Instant at, Optional<BigDecimal> minRatio,
                      Optional<LocalDate> joined, boolean offline, boolean fires) {

    public Example {
        before = List.copyOf(before);
    }

    /// What the last poll makes happen.
    ///
    /// @param rules the rule, and those that it builds on: a recovery needs the failure's
    public Optional<Event> event(Rule rule, List<Rule> rules) {
        return Evaluator.evaluate(tracker(), terms(), state(rules), after, rules, at).events().stream()
                .filter(event -> event.rule().equals(rule.key())).findFirst();
    }

    /// Why the last poll makes it happen, or does not.
    ///
    /// @param rules the rule, and those that it builds on
    public Explanation explain(Rule rule, List<Rule> rules) {
        return Explanation.of(tracker(), terms(), state(rules), after, rule, at);
    }

    private Terms terms() {
        return new Terms(Optional.empty(), ZoneOffset.UTC, offline);
    }

    private TrackerState state(List<Rule> rules) {
        var state = TrackerState.NEW;
        var online = new Terms(Optional.empty(), ZoneOffset.UTC);
        for (int i = 0; i < before.size(); i++) {
            var moment = at.minus(Duration.ofHours(before.size() - i));
            state = Evaluator.evaluate(tracker(), online, state, before.get(i), rules, moment).state();
        }
        return state;
    }

    private Tracker tracker() {
        return new Tracker(1, "example", "example", Optional.empty(), Optional.empty(), Duration.ofHours(1), minRatio, joined,
                Tracker.Mode.ACTIVE, Instant.EPOCH);
    }
}
