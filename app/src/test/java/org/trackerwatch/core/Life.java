package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Value;

/// An account's life in a test: polls an hour apart, and what the rules make of them.
final class Life {

    static final List<Rule> RULES = Rulebook.bundled().rules();

    static final Instant BIRTH = Instant.parse("2026-01-15T12:00:00Z");

    static final Tracker TRACKER = tracker(Optional.empty(), Optional.empty());

    private final List<Event> all = new ArrayList<>();

    Tracker tracker = TRACKER;
    Terms terms = new Terms(Optional.empty(), ZoneOffset.UTC);
    List<Rule> rules = RULES;
    Instant now = BIRTH;
    TrackerState state = TrackerState.NEW;
    Evaluation last = new Evaluation(state, List.of(), false);

    static Tracker tracker(Optional<String> minRatio, Optional<String> joined) {
        return new Tracker(7, "Aquarium", "aquarium", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                minRatio.map(BigDecimal::new), joined.map(LocalDate::parse), Tracker.Mode.ACTIVE, BIRTH);
    }

    static Rule rule(String key) {
        return RULES.stream().filter(rule -> rule.key().equals(key)).findFirst().orElseThrow();
    }

    /// Field names and values by turns: `"ratio", "2.00", "seeding", "3"`.
    static AccountStats stats(String... pairs) {
        var values = new EnumMap<Field, Value>(Field.class);
        for (int i = 0; i < pairs.length; i += 2) {
            var field = Field.of(pairs[i]).orElseThrow();
            values.put(field, ValueText.read(field.type(), pairs[i + 1]).orElseThrow());
        }
        return AccountStats.of(values);
    }

    static Outcome read(String... pairs) {
        return new Outcome.Read(stats(pairs));
    }

    static Outcome failed(Reason reason) {
        return new Outcome.Failed(new PollFailure(reason, "It says: " + reason.key()));
    }

    static Life ofRules(List<Rule> rules) {
        var life = new Life();
        life.rules = rules;
        return life;
    }

    static Life with(Optional<String> minRatio, Optional<String> joined) {
        var life = new Life();
        life.tracker = tracker(minRatio, joined);
        return life;
    }

    static Life withMinimum(String minRatio) {
        return with(Optional.of(minRatio), Optional.empty());
    }

    static Life joined(String day) {
        return with(Optional.empty(), Optional.of(day));
    }

    Life in(ZoneId zone) {
        terms = new Terms(terms.definitionMinRatio(), zone);
        return this;
    }

    Life withDefinitionMinimum(String minRatio) {
        terms = new Terms(Optional.of(new BigDecimal(minRatio)), terms.zone());
        return this;
    }

    Life at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    Life reads(String... pairs) {
        return polls(read(pairs));
    }

    Life fails(Reason reason) {
        return polls(failed(reason));
    }

    Life polls(Outcome outcome) {
        last = Evaluator.evaluate(tracker, terms, state, outcome, rules, now);
        state = last.state();
        all.addAll(last.events());
        now = now.plus(Duration.ofHours(1));
        return this;
    }

    /// By the last poll.
    List<String> fired() {
        return last.events().stream().map(Event::rule).toList();
    }

    boolean fired(String rule) {
        return fired().contains(rule);
    }

    List<Event> events() {
        return List.copyOf(all);
    }

    Event event(String rule) {
        return all.reversed().stream().filter(event -> event.rule().equals(rule)).findFirst().orElseThrow();
    }
}
