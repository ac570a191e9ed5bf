package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Figures against figures: what is an event, and what only looks like one.
final class EvaluatorTest {

    static Stream<Integer> tenths() {
        return IntStream.rangeClosed(1, 99).boxed();
    }

    /// With binary fractions 53 of these 99 do not.
    @ParameterizedTest
    @MethodSource("tenths")
    void a_fall_by_a_tenth_is_a_fall_by_a_tenth(int tenth) {
        var before = BigDecimal.valueOf(tenth, 1).toPlainString();
        var after = BigDecimal.valueOf(tenth - 1, 1).toPlainString();
        assertEquals(List.of("ratio-drop"), new Life().reads("ratio", before).reads("ratio", after).fired());
    }

    @ParameterizedTest
    @MethodSource("tenths")
    void so_is_one_that_is_computed_from_bytes(int tenth) {
        long downloaded = 3_000_000_007L;
        var life = new Life();
        for (int now = tenth; now >= tenth - 1; now--) {
            var ratio = Ratio.of(ByteSize.exact(downloaded / 10 * now + downloaded % 10 * now / 10), ByteSize.exact(downloaded));
            life.polls(new Outcome.Read(AccountStats.of(java.util.Map.of(Field.RATIO, rounded(ratio)))));
        }
        assertTrue(life.fired("ratio-drop"));
    }

    private static Value rounded(Ratio ratio) {
        return ratio instanceof Ratio.Finite(var value)
                ? new Ratio.Finite(value.setScale(3, java.math.RoundingMode.HALF_UP)) : ratio;
    }

    @ParameterizedTest
    @CsvSource({
        "2.00, 1.90, true", "2.00, 1.9000000001, false", "2.00, 1.91, false", "1.8999999999, 2, false", "0.1, 0, true",
        "infinite, 3, false", "3, infinite, false", "infinite, none, false", "none, 0.1, false", "3, none, false",
        "100000, 99999.9, true"})
    void ratios(String before, String after, boolean fires) {
        assertEquals(fires, new Life().reads("ratio", before).reads("ratio", after).fired("ratio-drop"));
    }

    @Test
    void a_drop_tells_from_what_to_what() {
        var life = new Life().reads("ratio", "2.00", "seeding", "4").reads("ratio", "1.80");
        var event = life.event("ratio-drop");
        assertEquals(new Detail.Changed(Field.RATIO, Optional.of(Ratio.finite("2.00")), Ratio.finite("1.80")), event.detail());
        assertEquals(Severity.WARNING, event.severity());
        assertEquals(Life.BIRTH.plus(Duration.ofHours(1)), event.at());
        assertEquals(Life.stats("ratio", "1.80", "seeding", "4"), event.figures(), "with what is known of the rest");
    }

    @Test
    void nothing_fires_on_a_first_reading_but_what_stands() {
        var life = Life.withMinimum("0.6").reads("ratio", "0.3", "warned", "true", "seeding", "0", "hit_and_runs", "3",
                "buffer", "50 GiB", "class", "User", "uploaded", "3 GiB", "downloaded", "10 GiB");
        assertEquals(List.of("account-warned", "ratio-danger", "zero-seeding"), life.fired());
    }

    @Test
    void a_field_that_a_poll_did_not_tell_is_compared_with_the_last_known_value() {
        var life = new Life().reads("ratio", "2.00", "class", "Elite", "hit_and_runs", "0", "buffer", "9 GiB");
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(), life.reads("seeding", "3").fired());
        }
        life.reads("ratio", "1.50", "class", "User", "hit_and_runs", "1", "buffer", "11 GiB");
        assertEquals(List.of("hit-and-run", "ratio-drop", "buffer-milestone", "rank-change"), life.fired());
    }

    @Test
    void a_value_of_zero_is_known_and_unknown_is_not_zero() {
        assertTrue(new Life().reads("hit_and_runs", "0").reads("hit_and_runs", "1").fired("hit-and-run"));
        assertFalse(new Life().reads("ratio", "1").reads("hit_and_runs", "1").fired("hit-and-run"));
        assertFalse(new Life().reads("seeding", "4").reads("ratio", "1").fired("zero-seeding"));
    }

    @ParameterizedTest
    @CsvSource({
        "9 GiB, 11 GiB, true", "9.99 GiB, 10.00 GiB, true", "9.99 GiB, 10 GiB, false", "10 GiB, 11 GiB, false", "11 GiB, 9 GiB, false",
        "10737418239, 10737418240, true", "9.996 GiB, 10.00 GiB, false", "9 GiB, 0.01 TiB, false", "9 GiB, 0.02 TiB, true"})
    void a_milestone_of_10_gib(String before, String after, boolean fires) {
        assertEquals(fires, new Life().reads("buffer", before).reads("buffer", after).fired("buffer-milestone"));
    }

    @Test
    void a_rounded_buffer_that_wobbles_around_the_milestone_passes_it_once() {
        var life = new Life().reads("buffer", "9.98 GiB");
        for (int i = 0; i < 10; i++) {
            life.reads("buffer", "10.00 GiB").reads("buffer", "9.99 GiB");
        }
        assertEquals(1, life.events().size());
        assertTrue(life.reads("buffer", "9.00 GiB").reads("buffer", "10.00 GiB").fired("buffer-milestone"), "it was spent meanwhile");
    }

    @Test
    void a_milestone_is_not_lost_where_the_printing_becomes_coarser() {
        var rule = Rules.of("tib", new FigureCondition.Crosses(Field.BUFFER, List.of(BigDecimal.valueOf(1L << 40))));
        var life = Life.ofRules(List.of(rule)).reads("buffer", "1016.00 GiB").reads("buffer", "1.00 TiB");
        assertFalse(life.fired("tib"), "1.00 TiB may be 1018.88 GiB");
        assertTrue(life.reads("buffer", "1.01 TiB").fired("tib"));
    }

    @Test
    void an_account_that_starts_above_the_milestone_does_not_wobble_past_it() {
        assertEquals(List.of(), new Life().reads("buffer", "10.00 GiB").reads("buffer", "9.99 GiB").reads("buffer", "10.00 GiB").events());
    }

    @Test
    void a_mark_outlasts_polls_that_say_nothing() {
        var life = new Life().reads("buffer", "9.98 GiB").reads("buffer", "10.00 GiB").reads("ratio", "1")
                .fails(org.trackerwatch.trackers.PollFailure.Reason.TIMED_OUT).reads("buffer", "9.99 GiB").reads("buffer", "10.00 GiB");
        assertFalse(life.fired("buffer-milestone"));
    }

    @Test
    void each_of_several_milestones_is_passed_by_itself_and_together_they_are_one_event() {
        var gib = BigDecimal.valueOf(1L << 30);
        var rule = Life.rule("buffer-milestone").withThresholds(List.of(gib.multiply(BigDecimal.valueOf(50)), gib.multiply(BigDecimal.valueOf(100))));
        var life = Life.ofRules(List.of(rule)).reads("buffer", "5 GiB").reads("buffer", "60 GiB").reads("buffer", "99 GiB").reads("buffer", "120 GiB");
        assertEquals(2, life.events().size());
    }

    @Test
    void a_warning_is_told_when_it_comes_and_when_it_is_found() {
        assertEquals(Optional.of(new Value.Flag(false)), ((Detail.Changed) new Life().reads("warned", "false").reads("warned", "true")
                .event("account-warned").detail()).before());
        assertEquals(Optional.empty(), ((Detail.Changed) new Life().reads("warned", "true").event("account-warned").detail()).before());
        assertEquals(2, new Life().reads("warned", "true").reads("warned", "false").reads("warned", "true").events().size());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, -, 0.1, false", "-, -, 0.6, 0.5, true", "-, 0.4, 0.6, 0.5, false", "-, 0.6, 0.4, 0.5, true",
        "0.4, 0.6, 0.6, 0.5, false", "0.6, 0.4, 0.4, 0.5, true", "0, 0.6, 0.6, 0.5, false", "-, 0, 0.6, 0.5, false",
        "0.6, -, -, 0.6, false", "0.6, -, -, 0.5999999999, true", "0.6, -, -, infinite, false", "0.6, -, -, none, false",
        "0.6, -, -, 0, true"})
    void the_minimum_is_the_user_s_else_the_site_s_else_the_definition_s(String users, String sites, String definitions, String ratio, boolean fires) {
        var life = Life.with(Optional.ofNullable(users), Optional.empty());
        Optional.ofNullable(definitions).ifPresent(life::withDefinitionMinimum);
        if (sites == null) {
            life.reads("ratio", ratio);
        } else {
            life.reads("ratio", ratio, "required_ratio", sites);
        }
        assertEquals(fires, life.fired("ratio-danger"));
    }

    @Test
    void the_site_s_minimum_of_an_earlier_poll_holds_until_it_says_another() {
        var life = new Life().reads("ratio", "0.7", "required_ratio", "0.6").reads("ratio", "0.5");
        assertTrue(life.fired("ratio-danger"));
        assertEquals(Optional.of(Ratio.finite("0.6")), ((Detail.Standing) life.event("ratio-danger").detail()).limit());
    }

    @Test
    void a_standing_condition_is_one_event_until_it_ends() {
        var life = new Life().reads("seeding", "0").reads("seeding", "0").reads("ratio", "1").reads("seeding", "0");
        assertEquals(1, life.events().size());
        var state = life.state.rules().get("zero-seeding");
        assertEquals(life.event("zero-seeding").fingerprint(), state.fingerprint());
        assertEquals(Life.BIRTH, state.since());
        assertFalse(life.reads("seeding", "2").state.rules().containsKey("zero-seeding"));
        assertTrue(life.reads("seeding", "0").fired("zero-seeding"));
        assertNotEquals(state.fingerprint(), life.event("zero-seeding").fingerprint());
    }

    @Test
    void a_lower_ratio_of_a_danger_that_stands_is_no_second_danger() {
        assertEquals(List.of("ratio-drop"), Life.withMinimum("0.6").reads("ratio", "0.5").reads("ratio", "0.3").fired());
    }

    @ParameterizedTest
    @CsvSource({"Power User, Power User, false", "Power User, PowerUser, false", "POWER USER, power user, false", "User, Power User, true"})
    void classes(String before, String after, boolean fires) {
        assertEquals(fires, new Life().reads("class", before).reads("class", after).fired("rank-change"));
    }

    @Test
    void a_figure_that_becomes_coarser_has_not_changed() {
        var changes = Rules.of("size", new FigureCondition.Changes(Field.SEED_SIZE));
        assertEquals(List.of(), Life.ofRules(List.of(changes)).reads("seed_size", "1.50 TiB").reads("seed_size", "1.5 TiB")
                .reads("seed_size", "1532.99 GiB").events());
        var rises = Rules.of("upload", new FigureCondition.Rises(Field.UPLOADED, BigDecimal.ZERO));
        assertEquals(List.of(), Life.ofRules(List.of(rises)).reads("uploaded", "999.99 GiB").reads("uploaded", "0.98 TiB").events());
    }

    @Test
    void a_user_s_rule_tells_when_the_bonus_passes_50000() {
        var rule = Rules.of("bonus", new FigureCondition.Crosses(Field.BONUS, List.of(new BigDecimal("50000"))));
        assertTrue(Life.ofRules(List.of(rule)).reads("bonus", "49999.9").reads("bonus", "50000").fired("bonus"));
    }

    @Test
    void levels_begin_and_end() {
        var most = Rules.of("few", new FigureCondition.AtMost(Field.SEEDING, BigDecimal.TWO));
        var least = Rules.of("many", new FigureCondition.AtLeast(Field.SEEDING, BigDecimal.TEN));
        var life = Life.ofRules(List.of(most, least)).reads("seeding", "2");
        assertEquals(List.of("few"), life.fired());
        assertEquals(List.of(), life.reads("seeding", "1").fired());
        assertEquals(List.of("many"), life.reads("seeding", "10").fired());
        assertEquals(1, life.state.rules().size());
    }

    @Test
    void events_are_found_as_loosely_as_any_target_wants_them() {
        var rule = Life.rule("ratio-drop").withThresholds(List.of(new BigDecimal("0.5"), new BigDecimal("0.05")));
        assertTrue(Life.ofRules(List.of(rule)).reads("ratio", "2.00").reads("ratio", "1.95").fired("ratio-drop"));
        assertFalse(Life.ofRules(List.of(rule)).reads("ratio", "2.00").reads("ratio", "1.96").fired("ratio-drop"));
    }

    @Test
    void a_rule_that_is_taken_away_leaves_nothing_behind() {
        var life = new Life().reads("seeding", "0", "buffer", "50 GiB");
        life.rules = List.of(Life.rule("ratio-drop"));
        assertEquals(TrackerState.NEW.rules(), life.reads("ratio", "1").state.rules());
        assertEquals(TrackerState.NEW.marks(), life.state.marks());
    }

    @Test
    void what_is_finer_than_a_millisecond_does_not_count() {
        var fine = Evaluator.evaluate(Life.TRACKER, new Life().terms, TrackerState.NEW, Life.read("seeding", "0"), Life.RULES,
                Instant.parse("2026-01-15T12:00:00.123456789Z"));
        var coarse = Evaluator.evaluate(Life.TRACKER, new Life().terms, TrackerState.NEW, Life.read("seeding", "0"), Life.RULES,
                Instant.parse("2026-01-15T12:00:00.123Z"));
        assertEquals(coarse, fine);
    }

    @Test
    void two_trackers_have_two_fingerprints() {
        var other = new Life();
        other.tracker = new Tracker(8, "Other", "aquarium", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Life.BIRTH);
        assertNotEquals(new Life().reads("seeding", "0").event("zero-seeding").fingerprint(),
                other.reads("seeding", "0").event("zero-seeding").fingerprint());
        assertInstanceOf(Detail.Standing.class, other.event("zero-seeding").detail());
    }
}
