package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Value;

/// "Why was I not told?"
final class ExplanationTest {

    private static Explanation explain(Life before, Rule rule, Outcome outcome) {
        return Explanation.of(before.tracker, before.terms, before.state, outcome, rule, before.now);
    }

    private static String explain(Life before, String rule, Outcome outcome) {
        return explain(before, Life.rule(rule), outcome).sentence();
    }

    @Test
    void a_ratio_that_did_not_fall_far_enough() {
        var explanation = explain(new Life().reads("ratio", "2.00"), Life.rule("ratio-drop"), Life.read("ratio", "1.95"));
        assertFalse(explanation.fires());
        assertEquals("ratio 2 → 1.95 fell by 0.05; the rule waits until it falls by 0.1 or more. So it did not fire.", explanation.sentence());
    }

    @Test
    void more_digits_than_the_message_has() {
        assertEquals("ratio 1.9999999999 → 1.9 fell by 0.0999999999; the rule waits until it falls by 0.1 or more. So it did not fire.",
                explain(new Life().reads("ratio", "1.9999999999"), "ratio-drop", Life.read("ratio", "1.90")));
    }

    @Test
    void digits_that_say_nothing_are_left_out() {
        assertEquals("ratio 4 → 3.95 fell by 0.05; the rule waits until it falls by 0.1 or more. So it did not fire.",
                explain(new Life().reads("ratio", "4.0000000000"), "ratio-drop", Life.read("ratio", "3.9500000000")));
        assertEquals("ratio stayed at 4; the rule waits until it falls by 0.1 or more. So it did not fire.",
                explain(new Life().reads("ratio", "4.0000000000"), "ratio-drop", Life.read("ratio", "4.00")));
    }

    @Test
    void what_nobody_told_is_named_in_words() {
        assertEquals("The figures don't tell whether the account is warned (last known: no), and nothing fires on what is unknown. So it did"
                + " not fire.", explain(new Life().reads("warned", "false"), "account-warned", Life.read("ratio", "1")));
        assertEquals("The poll failed (no answer in time), so it did not tell how many torrents are seeding. So it did not fire.",
                explain(new Life(), "zero-seeding", Life.failed(Reason.TIMED_OUT)));
    }

    @ParameterizedTest
    @EnumSource
    void each_figure_has_words_for_what_was_not_told(Field field) {
        var sentence = explain(new Life().reads("ratio", "1"), Rules.of("any", new FigureCondition.Changes(field)), Life.read()).sentence();
        assertTrue(sentence.matches("The figures don't tell (the|whether|how|when|until) .*"), sentence);
    }

    @Test
    void what_fired() {
        var explanation = explain(new Life().reads("ratio", "2.00"), Life.rule("ratio-drop"), Life.read("ratio", "1.8"));
        assertTrue(explanation.fires());
        assertEquals("ratio 2 → 1.8 fell by 0.2; the rule waits until it falls by 0.1 or more. So it fired.", explanation.sentence());
    }

    @Test
    void what_cannot_be_compared() {
        assertEquals("ratio ∞ → 3 can't be compared: infinite, and no number at all, are not numbers; the rule waits until it falls by"
                + " 0.1 or more. So it did not fire.", explain(new Life().reads("ratio", "infinite"), "ratio-drop", Life.read("ratio", "3")));
        assertEquals("ratio is 3 and was not known before, so there is nothing to compare it with. So it did not fire.",
                explain(new Life(), "ratio-drop", Life.read("ratio", "3")));
        assertEquals("The figures don't tell the ratio (last known: 2), and nothing fires on what is unknown. So it did not fire.",
                explain(new Life().reads("ratio", "2"), "ratio-drop", Life.read("seeding", "3")));
        assertEquals("The poll failed (no answer in time), so it did not tell the ratio. So it did not fire.",
                explain(new Life().reads("ratio", "2"), "ratio-drop", Life.failed(Reason.TIMED_OUT)));
    }

    @Test
    void a_reading_in_doubt_and_its_correction() {
        var life = new Life().reads("uploaded", "5 TiB", "ratio", "2");
        var doubt = explain(life, Life.rule("ratio-drop"), Life.read("uploaded", "0 B", "ratio", "0"));
        assertTrue(doubt.doubtful());
        assertEquals("Some figures can't be right (uploaded 5 TiB → 0 B, ratio 2 → 0), so nothing is concluded from them before the"
                + " next figures. So it did not fire.", doubt.sentence());
        assertEquals("hit-and-runs is 3 and was not known before, so there is nothing to compare it with. So it did not fire.",
                explain(life, "hit-and-run", Life.read("uploaded", "0 B", "hit_and_runs", "3")), "a sound figure beside those");
        life.reads("uploaded", "0 B", "ratio", "0");
        assertEquals("The ratio was corrected here, and is compared from the next figures on. So it did not fire.",
                explain(life, "ratio-drop", Life.read("uploaded", "0 B", "ratio", "0")));
        assertEquals("ratio is 0; the minimum is 0.6, the site's, and the rule waits until it is below. So it fired.",
                explain(life, "ratio-danger", Life.read("uploaded", "0 B", "ratio", "0", "required_ratio", "0.6")));
        assertEquals("The figures before could not be right, and these are like them. So it fired.",
                explain(life, "figures-corrected", Life.read("uploaded", "0 B", "ratio", "0")));
    }

    @Test
    void whose_minimum_it_is() {
        assertEquals("ratio is 0.7; the minimum is 0.6, your own, and the rule waits until it is below. So it did not fire.",
                explain(Life.withMinimum("0.6"), "ratio-danger", Life.read("ratio", "0.7", "required_ratio", "0.8")));
        assertEquals("ratio is 0.7; the minimum is 0.8, the site's, and the rule waits until it is below. So it fired.",
                explain(new Life(), "ratio-danger", Life.read("ratio", "0.7", "required_ratio", "0.8")));
        assertEquals("ratio is 0.7; the minimum is 0.8, its definition's, and the rule waits until it is below. So it fired.",
                explain(new Life().withDefinitionMinimum("0.8"), "ratio-danger", Life.read("ratio", "0.7")));
        assertEquals("ratio is 0.7, and there is no minimum: nobody names one, or it is 0. So it did not fire.",
                explain(new Life(), "ratio-danger", Life.read("ratio", "0.7")));
    }

    @Test
    void what_stands_already() {
        var life = new Life().reads("seeding", "0");
        assertEquals("seeding is 0; the rule waits for 0. It had fired when this began, 12:00 UTC; while it lasts it is repeated when a"
                + " target's cooldown ends.", explain(life, "zero-seeding", Life.read("seeding", "0")));
        assertEquals("seeding is 3; the rule waits for 0. So it did not fire.", explain(life, "zero-seeding", Life.read("seeding", "3")));
    }

    @Test
    void polls() {
        var life = new Life().reads("ratio", "1");
        assertEquals("One poll has failed (no answer in time); for this reason the rule waits for 1. So it fired.",
                explain(life, "tracker-down", Life.failed(Reason.TIMED_OUT)));
        assertEquals("One poll has failed (the site says that it was asked too often); for this reason the rule waits for 3. So it did not fire.",
                explain(life, "tracker-down", Life.failed(Reason.RATE_LIMITED)));
        assertEquals("The site refused: the session has expired. That is another event, login-rejected. So it did not fire.",
                explain(life, "tracker-down", Life.failed(Reason.SESSION_EXPIRED)));
        assertEquals("The site refused: the session has expired. So it fired.", explain(life, "login-rejected", Life.failed(Reason.SESSION_EXPIRED)));
        assertEquals("Nothing failed, and tracker-down had not fired before. So it did not fire.", explain(life, "tracker-up", Life.read("ratio", "1")));
        assertEquals("Nothing failed, and tracker-down had fired before. So it fired.",
                explain(life.fails(Reason.TIMED_OUT), "tracker-up", Life.read("ratio", "1")));
    }

    @Test
    void a_figure_that_did_not_move_and_one_that_moved_too_little_to_be_sure() {
        assertEquals("hit-and-runs stayed at 0; the rule waits until it rises. So it did not fire.",
                explain(new Life().reads("hit_and_runs", "0"), "hit-and-run", Life.read("hit_and_runs", "0")));
        assertEquals("buffer 1023 GiB → 1.00 TiB is less than the site's rounded figures can show for certain; the rule waits until it passes"
                + " 10.00 GiB. So it did not fire.", explain(new Life().reads("buffer", "1023 GiB"), "buffer-milestone", Life.read("buffer", "1.00 TiB")));
    }

    private static final Rule BONUS = Rules.of("bonus-milestone",
            new FigureCondition.Crosses(Field.BONUS, List.of(new BigDecimal("50000"), new BigDecimal("100000"))));

    @Test
    void the_sentence_names_the_rule_s_own_limits_and_a_target_its_own() {
        var target = Targets.threshold("bonus-milestone", "20000");
        var rule = BONUS.withThresholdsOf(List.of(target));
        var life = Life.ofRules(List.of(rule)).reads("bonus", "23210");
        assertEquals("bonus 23,210 → 63,210 rose by 40,000; the rule waits until it passes 50,000 or 100,000. So it fired.",
                explain(life, rule, Life.read("bonus", "63210")).sentence());
        life.reads("bonus", "63210");
        assertEquals("waits for 20,000, which was passed before", Shortfall.of(life.event("bonus-milestone"), BONUS, target));
        assertEquals("waits for 20,000, which was passed before and 200,000, which was not reached",
                Shortfall.of(life.event("bonus-milestone"), BONUS, Targets.threshold("bonus-milestone", "20000", "200000")));
        assertEquals("had another threshold then, which this did not reach",
                Shortfall.of(life.event("bonus-milestone"), BONUS, Targets.threshold("bonus-milestone", "60000")));
    }

    @Test
    void what_only_a_target_s_own_threshold_finds() {
        var rule = BONUS.withThresholds(List.of(new BigDecimal("20000")));
        assertEquals("bonus 100 → 23,210 rose by 23,110; the rule waits until it passes 50,000 or 100,000. A target's own threshold was"
                + " reached. So it fired.", explain(new Life().reads("bonus", "100"), rule, Life.read("bonus", "23210")).sentence());
    }

    @Test
    void a_fall_that_is_too_small_for_a_target() {
        var life = new Life().reads("ratio", "2.00").reads("ratio", "1.80");
        assertEquals("waits for a fall by 0.5 or more",
                Shortfall.of(life.event("ratio-drop"), Life.rule("ratio-drop"), Targets.threshold("ratio-drop", "0.5")));
        assertEquals("waits for 3 failed polls in a row", Shortfall.of(life.fails(Reason.TIMED_OUT).event("tracker-down"),
                Life.rule("tracker-down"), Targets.threshold("tracker-down", "3")));
    }

    @Test
    void a_milestone_that_was_passed_before() {
        var life = new Life().reads("buffer", "9.98 GiB").reads("buffer", "10.00 GiB").reads("buffer", "9.99 GiB");
        assertEquals("buffer 9.99 GiB → 10.00 GiB rose by 10.23 MiB; the rule waits until it passes 10.00 GiB; it had been passed before, and the"
                + " figure was not clearly below it since. So it did not fire.", explain(life, "buffer-milestone", Life.read("buffer", "10.00 GiB")));
    }

    @Test
    void days() {
        assertEquals("Nobody knows when membership began: neither you nor the site told it. So it did not fire.",
                explain(new Life(), "anniversary", Life.read("ratio", "1")));
        assertTrue(explain(Life.joined("2020-06-01"), "anniversary", Life.read("ratio", "1")).startsWith("Membership began on 1 Jun 2020;"));
        assertEquals("Membership became 12 months old on 15 Jan 2026. So it fired.", explain(Life.joined("2025-01-15"), "anniversary", Life.read("ratio", "1")));
    }

    static Stream<Condition> every_kind() {
        return Stream.of(new FigureCondition.Falls(Field.RATIO, BigDecimal.ONE), new FigureCondition.Rises(Field.RATIO, BigDecimal.ZERO),
                new FigureCondition.Rises(Field.RATIO, BigDecimal.ONE), new FigureCondition.Crosses(Field.RATIO, List.of(BigDecimal.ONE, BigDecimal.TWO)),
                new FigureCondition.Changes(Field.RATIO), new FigureCondition.Becomes(Field.WARNED, false), new FigureCondition.Is(Field.CLASS, new Value.Text("X")),
                new FigureCondition.AtLeast(Field.RATIO, BigDecimal.ONE), new FigureCondition.AtMost(Field.RATIO, BigDecimal.ONE),
                new FigureCondition.Below(Field.RATIO, FigureCondition.Below.Limit.REQUIRED), new PollCondition.Fails(2), new PollCondition.Refused(),
                new PollCondition.Recovers("tracker-down"), new PollCondition.Anniversary(), new PollCondition.Corrected(), new PollCondition.IsOffline(),
                new PollCondition.Flaps(4, java.time.Duration.ofHours(1)));
    }

    /// Whatever was known and whatever the poll brought, there is a sentence, and it says what the evaluator did.
    @ParameterizedTest
    @MethodSource("every_kind")
    void every_condition_explains_itself(Condition when) {
        var rule = Rules.of("any", when);
        var outcomes = List.of(Life.read(), Life.read("ratio", "0.5", "warned", "false", "class", "X"), Life.read("ratio", "2", "warned", "true"),
                Life.read("ratio", "infinite", "uploaded", "0 B"), Life.read("ratio", "-1", "joined", "2020-01-15"),
                Life.failed(Reason.TIMED_OUT), Life.failed(Reason.RATE_LIMITED), Life.failed(Reason.ACCOUNT_BANNED));
        for (var first : outcomes) {
            for (var second : outcomes) {
                var life = Life.ofRules(List.of(rule, Life.rule("tracker-down"))).reads("uploaded", "5 TiB").polls(first);
                var explanation = explain(life, rule, second);
                life.polls(second);
                assertEquals(life.fired("any"), explanation.fires());
                assertEquals(explanation.fires(), explanation.sentence().endsWith("So it fired."));
                assertTrue(explanation.sentence().matches("[^{}\\[\\]]{20,}\\."), explanation.sentence());
            }
        }
    }
}
