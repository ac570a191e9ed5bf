package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// What must hold of any history, over random ones. A failure names its seed.
final class HistoriesTest {

    private static final int POLLS = 300;

    private static final Tracker TRACKER = Life.tracker(Optional.of("0.6"), Optional.of("2025-01-20"));

    private static final Terms TERMS = new Life().terms;

    private record Poll(Outcome outcome, Instant at) {}

    static Stream<Long> seeds() {
        return IntStream.range(0, 60).mapToObj(Long::valueOf);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_same_poll_is_judged_the_same_twice(long seed) {
        var state = TrackerState.NEW;
        for (var poll : history(seed)) {
            var once = evaluate(state, poll);
            assertEquals(once, evaluate(state, poll));
            state = once.state();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_good_poll_that_is_evaluated_again_upon_itself_adds_nothing(long seed) {
        var state = TrackerState.NEW;
        for (var poll : history(seed)) {
            var once = evaluate(state, poll);
            if (poll.outcome instanceof Outcome.Read && !once.doubtful() && state.doubt().isEmpty()) {
                var again = evaluate(once.state(), poll);
                assertEquals(List.of(), again.events());
                assertEquals(once.state(), again.state());
            }
            state = once.state();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_replayed_history_gives_what_happened_live(long seed) {
        assertEquals(evaluateAll(history(seed)), evaluateAll(history(seed)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_two_events_have_the_same_fingerprint(long seed) {
        var fingerprints = evaluateAll(history(seed)).stream().map(Event::fingerprint).toList();
        assertEquals(fingerprints.size(), new HashSet<>(fingerprints).size());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_fires_on_what_a_poll_did_not_tell(long seed) {
        var state = TrackerState.NEW;
        for (var poll : history(seed)) {
            var evaluation = evaluate(state, poll);
            for (var event : evaluation.events()) {
                var told = poll.outcome instanceof Outcome.Read(var stats) ? stats : AccountStats.NOTHING;
                switch (event.detail()) {
                    case Detail.Changed(var field, _, var after) -> assertEquals(Optional.of(after), told.get(field));
                    case Detail.Standing(var field, var value, _, _) -> assertEquals(Optional.of(value), told.get(field));
                    case Detail.Corrected(_, var after) -> after.values().forEach((field, value) ->
                            assertEquals(Optional.of(value), told.get(field)));
                    case Detail.Failing _ -> assertTrue(poll.outcome instanceof Outcome.Failed);
                    case Detail.Flapping flapping -> assertTrue(flapping.turns() > 0);
                    case Detail.Recovered _, Detail.Due _ -> assertTrue(poll.outcome instanceof Outcome.Read);
                }
            }
            state = evaluation.state();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_figure_in_doubt_is_told_and_every_other_is_known(long seed) {
        var state = TrackerState.NEW;
        for (var poll : history(seed)) {
            var evaluation = evaluate(state, poll);
            var after = evaluation.state();
            if (poll.outcome instanceof Outcome.Read(var told)) {
                var doubted = after.doubt().map(AccountStats::values).orElse(Map.of());
                assertEquals(evaluation.doubtful(), told.values().keySet().stream().anyMatch(doubted::containsKey));
                for (var field : told.values().keySet()) {
                    var expected = doubted.containsKey(field) ? state.known().get(field) : told.get(field);
                    assertTrue(expected.isEmpty() ? after.known().get(field).isEmpty()
                            : Quantity.same(expected.get(), after.known().get(field).orElseThrow()), () -> field + " at " + poll.at);
                }
                evaluation.events().forEach(event -> assertTrue(fields(event.detail()).stream().noneMatch(doubted::containsKey), event::toString));
            }
            state = after;
        }
    }

    private static Set<Field> fields(Detail detail) {
        return switch (detail) {
            case Detail.Changed(var field, _, _) -> Set.of(field);
            case Detail.Standing(var field, _, _, _) -> Set.of(field);
            case Detail.Corrected(_, var after) -> after.values().keySet();
            case Detail.Failing _, Detail.Flapping _, Detail.Recovered _, Detail.Due _ -> Set.of();
        };
    }

    /// With another account beside it, whose total grows: all that does not derive from the total is told alike.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_total_that_falls_at_each_poll_hides_no_other_event(long seed) {
        var random = new Random(seed);
        var falling = new Life();
        var growing = new Life();
        boolean doubted = false;
        long total = 1L << 50;
        for (int i = 0; i < POLLS; i++) {
            total -= 1 + random.nextLong(1L << 41);
            var rest = ((Outcome.Read) reading(random, i)).stats().without(Field.RATIO).without(Field.BUFFER)
                    .with(Field.DOWNLOADED, ByteSize.exact(i + 1L));
            falling.polls(new Outcome.Read(rest.with(Field.UPLOADED, ByteSize.exact(total))));
            growing.polls(new Outcome.Read(rest.with(Field.UPLOADED, ByteSize.exact((i + 1L) << 20))));
            assertEquals(told(growing), told(falling));
            boolean odd = falling.state.doubt().filter(some -> some.get(Field.UPLOADED).isPresent()).isPresent();
            assertEquals(i > 0 && !doubted, odd, "every second poll is accepted, and none before; poll " + i);
            doubted = odd;
        }
    }

    private static List<Event> told(Life life) {
        return life.last.events().stream().filter(event -> !event.rule().equals("figures-corrected")).map(event ->
                new Event(event.fingerprint(), event.tracker(), event.rule(), event.severity(), event.at(), event.detail(), AccountStats.NOTHING)).toList();
    }

    /// Another arithmetic than the evaluator's, over ratios that no doubt falls on: thousandths as whole numbers.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ratio_drops_are_those_that_whole_numbers_find(long seed) {
        var random = new Random(seed);
        var life = Life.ofRules(List.of(Life.rule("ratio-drop")));
        Optional<Long> known = Optional.empty();
        for (int i = 0; i < POLLS; i++) {
            if (random.nextInt(4) == 0) {
                life.reads("seeding", "1");
                assertEquals(List.of(), life.fired());
                continue;
            }
            long thousandths = 900 + random.nextInt(400);
            life.polls(new Outcome.Read(AccountStats.of(java.util.Map.of(Field.RATIO, new Ratio.Finite(BigDecimal.valueOf(thousandths, 3))))));
            assertEquals(known.filter(old -> old - thousandths >= 100).isPresent(), life.fired("ratio-drop"),
                    known + " to " + thousandths);
            known = Optional.of(thousandths);
        }
    }

    private static Evaluation evaluate(TrackerState state, Poll poll) {
        return Evaluator.evaluate(TRACKER, TERMS, state, poll.outcome, Life.RULES, poll.at);
    }

    private static List<Event> evaluateAll(List<Poll> history) {
        var state = TrackerState.NEW;
        var events = new ArrayList<Event>();
        for (var poll : history) {
            var evaluation = evaluate(state, poll);
            state = evaluation.state();
            events.addAll(evaluation.events());
        }
        return events;
    }

    private static List<Poll> history(long seed) {
        var random = new Random(seed);
        var polls = new ArrayList<Poll>();
        var at = Life.BIRTH;
        for (int i = 0; i < POLLS; i++) {
            at = at.plus(Duration.ofMinutes(15 + random.nextInt(300)));
            polls.add(new Poll(random.nextInt(5) == 0 ? failure(random) : reading(random, i), at));
        }
        return polls;
    }

    private static Outcome failure(Random random) {
        var reasons = PollFailure.Reason.values();
        return new Outcome.Failed(new PollFailure(reasons[random.nextInt(reasons.length)], "something"));
    }

    /// Totals that grow, with a false one here and there; each field missing now and then.
    private static Outcome reading(Random random, int poll) {
        var values = new EnumMap<Field, Value>(Field.class);
        long uploaded = random.nextInt(20) == 0 ? random.nextLong(1L << 45) : (poll + 100L) << 33;
        values.put(Field.UPLOADED, ByteSize.exact(uploaded));
        values.put(Field.DOWNLOADED, ByteSize.exact((poll + 1L) << 33));
        values.put(Field.RATIO, random.nextInt(10) == 0 ? new Ratio.Infinite() : new Ratio.Finite(BigDecimal.valueOf(random.nextInt(3000), 3)));
        values.put(Field.BUFFER, ByteSize.parse(random.nextInt(2000) / 100.0 + " GiB").orElseThrow());
        values.put(Field.SEEDING, new Value.Count(random.nextInt(6) - (random.nextInt(30) == 0 ? 5 : 0)));
        values.put(Field.HIT_AND_RUNS, new Value.Count(random.nextInt(3)));
        values.put(Field.WARNED, new Value.Flag(random.nextInt(5) == 0));
        values.put(Field.CLASS, new Value.Text(random.nextBoolean() ? "User" : "Power User"));
        values.keySet().removeIf(_ -> random.nextInt(5) == 0);
        return new Outcome.Read(AccountStats.of(values));
    }
}
