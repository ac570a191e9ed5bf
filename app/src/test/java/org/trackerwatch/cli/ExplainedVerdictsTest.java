package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// `event explain` says of each verdict what it means, in a sentence, and in JSON by one word.
final class ExplainedVerdictsTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private Stocked stock;
    private Program program;
    private Tracker otters;
    private Target phone;
    private long event;

    @BeforeEach
    void open() {
        stock = new Stocked(directory);
        program = new Program(directory).at(time);
        otters = stock.tracker("Otters");
        phone = stock.target("phone");
        stock.snapshot(otters, time.now(), reading("4.0000000000", 2));
        time.pass(Duration.ofHours(2));
        stock.snapshot(otters, time.now(), reading("3.9500000000", 3));
        event = stock.with((app, tx) -> app.events().add(tx, new Event("test", otters.id(), "hit-and-run", Severity.WARNING, time.now(),
                new Event.Detail.Changed(Field.HIT_AND_RUNS, Optional.of(new Value.Count(2)), new Value.Count(3)), reading("3.95", 3)))).orElseThrow();
    }

    private static AccountStats reading(String ratio, int hitAndRuns) {
        return AccountStats.of(Map.of(Field.RATIO, Ratio.finite(ratio), Field.HIT_AND_RUNS, new Value.Count(hitAndRuns)));
    }

    private static final Instant UNTIL = Instant.parse("2030-01-02T07:00:00Z");

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(new Verdict.Sent(), "told", "told"),
                Arguments.of(new Verdict.Held(UNTIL), "held", "held back by the cooldown until 2030-01-02 07:00"),
                Arguments.of(new Verdict.Quiet(UNTIL), "quiet", "quiet hours until 2030-01-02 07:00"),
                Arguments.of(new Verdict.Silenced(UNTIL), "silenced", "silenced until 2030-01-02 07:00"),
                Arguments.of(new Verdict.Dropped(UNTIL), "dropped", "silenced until 2030-01-02 07:00, and dropped: it is not told later"),
                Arguments.of(new Verdict.NotSubscribed(), "not-subscribed", "does not want to hear of this event"),
                Arguments.of(new Verdict.OutOfScope(), "out-of-scope", "is not told about this tracker"),
                Arguments.of(new Verdict.BelowSeverity(), "below-severity", "wants to hear of graver events only"),
                Arguments.of(new Verdict.BelowThreshold(), "below-threshold", "had another threshold then, which this did not reach"),
                Arguments.of(new Verdict.Paused(), "paused", "was paused"),
                Arguments.of(new Verdict.Doubted(UNTIL), "doubted", "kept until 2030-01-02 07:00 to see whether other sites fail, too"),
                Arguments.of(new Verdict.Offline(), "offline", "kept because trackerwatch itself seemed to be offline"),
                Arguments.of(new Verdict.Flapping(), "flapping", "kept because it went up and down (tracker-flapping)"),
                Arguments.of(new Verdict.NeverAnnounced(), "never-announced", "had not been told that it began, so neither that it ended"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void each_verdict_is_a_sentence_and_a_word(Verdict verdict, String word, String sentence) {
        judged(verdict);
        var text = explain("hit-and-run").out();
        assertTrue(text.lines().anyMatch(line -> line.startsWith("phone") && line.endsWith(sentence)), text);
        assertEquals(word, program.run("event", "explain", "Otters", "--rule", "hit-and-run", "--json").json().at("/targets/0/verdict").asString());
    }

    @Test
    void where_there_is_no_target_it_says_that_nobody_was_told() {
        assertEquals(0, program.run("target", "remove", "phone", "--yes").status());
        var text = explain("hit-and-run").out();
        assertTrue(text.contains("Nobody was told: there was no target"), text);
    }

    @Test
    void the_end_of_an_outage_says_why_it_waits_for_the_morning() {
        event = stock.with((app, tx) -> app.events().add(tx, new Event("up", otters.id(), "tracker-up", Severity.GOOD, time.now(),
                new Event.Detail.Recovered("down", time.now().minusSeconds(600), Duration.ofMinutes(10)), reading("3.95", 3)))).orElseThrow();
        judged(new Verdict.Quiet(UNTIL));
        var text = explain("tracker-up").out();
        assertTrue(text.contains("quiet hours until 2030-01-02 07:00, which only what is urgent passes"), text);
    }

    @Test
    void no_verdict_is_without_its_sentence() {
        var shown = verdicts().map(row -> row.get()[0].getClass()).collect(Collectors.toSet());
        assertEquals(List.of(), kinds(Verdict.class).filter(kind -> !shown.contains(kind)).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()).flatMap(ExplainedVerdictsTest::kinds) : Stream.of(kind);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_was_kept_and_ended_says_so(Verdict verdict, String sentence) {
        judged(verdict);
        stock.with((app, tx) -> tx.update("UPDATE verdict SET released_at = ?", time.now()));
        var text = explain("hit-and-run").out();
        assertTrue(text.contains(sentence), text);
    }

    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of(new Verdict.Held(UNTIL), "until 2030-01-02 07:00; it had ended by then, so nothing was said"),
                Arguments.of(new Verdict.Doubted(UNTIL), "whether other sites fail, too; it could be read again, so nothing was said"),
                Arguments.of(new Verdict.Offline(), "seemed to be offline; it could be read again, so nothing was said"),
                Arguments.of(new Verdict.Flapping(), "went up and down (tracker-flapping); it could be read again, so nothing was said"));
    }

    @Test
    void numbers_stand_there_plainly_and_what_nobody_told_in_words() {
        var drop = explain("ratio-drop").out();
        assertTrue(drop.contains("ratio 4 → 3.95 fell by 0.05"), drop);
        var warned = explain("account-warned").out();
        assertTrue(warned.contains("The figures don't tell whether the account is warned, and nothing fires on what is unknown."), warned);
    }

    private void judged(Verdict verdict) {
        stock.with((app, tx) -> {
            app.events().judge(tx, event, phone.id(), verdict, Optional.empty());
            return verdict;
        });
    }

    private Program.Answer explain(String rule) {
        var answer = program.run("event", "explain", "Otters", "--rule", rule);
        assertEquals(0, answer.status(), answer::both);
        return answer;
    }
}
