package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What a program at three in the morning makes of it.
final class StoryTest {

    private static final Naming NAMING = new Naming("Aquarium HD", List.of("AQ"), List.of("aquarium.example"), Optional.of("Bubbles"));

    private static Story story(Life life, Target target, String rule) {
        var event = life.event(rule);
        return new Wording(life.tracker, NAMING, target, true, ZoneOffset.UTC).message(event, Life.rule(rule), event.at()).told();
    }

    private static Story story(Life life, String rule) {
        return story(life, Targets.PLAIN, rule);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void a_fall_is_told_in_numbers_with_all_their_digits() {
        var data = story(new Life().reads("ratio", "2.4109", "uploaded", "1.5 TiB").reads("ratio", "2.2499", "uploaded", "1.5 TiB"), "ratio-drop").data();
        assertEquals("ratio", data.get("figure"));
        assertEquals(number("2.4109"), data.get("previous_ratio"));
        assertEquals(number("2.2499"), data.get("current_ratio"));
        assertEquals(number("-0.161"), data.get("change"));
        assertEquals(number("0.1"), data.get("threshold"));
        assertEquals(number("1649267441664"), data.get("uploaded"), "bytes");
        assertEquals("alert", data.get("occasion"));
    }

    @Test
    void the_threshold_is_the_target_s_own() {
        var life = new Life().reads("ratio", "2").reads("ratio", "1.5");
        assertEquals(number("0.3"), story(life, Targets.threshold("ratio-drop", "0.3"), "ratio-drop").data().get("threshold"));
    }

    @Test
    void what_is_unknown_is_there_as_null_and_infinite_and_none_are_words() {
        var data = story(new Life().reads("warned", "true", "ratio", "infinite"), "account-warned").data();
        assertTrue(data.containsKey("seeding"));
        assertNull(data.get("seeding"));
        assertNull(data.get("previous_warned"));
        assertEquals(true, data.get("current_warned"));
        assertEquals("infinite", data.get("current_ratio"));
        assertEquals("none", story(new Life().reads("warned", "true", "ratio", "none"), "account-warned").data().get("current_ratio"));
    }

    @Test
    void what_stands_is_told_with_its_limit_and_what_is_missing() {
        var data = story(Life.withMinimum("0.6").reads("ratio", "0.5", "uploaded", "1 TiB", "downloaded", "2 TiB"), "ratio-danger").data();
        assertEquals(number("0.6"), data.get("required_ratio"));
        assertEquals(number("0.5"), data.get("current_ratio"));
        assertEquals(number("219902325556"), data.get("missing_upload"));
        assertEquals("2026-01-15T12:00:00Z", data.get("since"));
    }

    @Test
    void a_failure_is_told_by_its_reason_s_key_and_its_end_by_how_long_it_was() {
        var life = new Life().fails(Reason.TIMED_OUT);
        var down = story(life, "tracker-down").data();
        assertEquals("timed-out", down.get("reason"));
        assertEquals(number("1"), down.get("failed_polls"));
        assertEquals("It says: timed-out", down.get("detail"));
        assertEquals(number("3600"), story(life.reads("ratio", "1"), "tracker-up").data().get("duration_seconds"));
    }

    @Test
    void days_and_corrections_are_told() {
        var due = story(Life.joined("2021-01-15").reads("ratio", "1"), "anniversary").data();
        assertEquals("2026-01-15", due.get("date"));
        assertEquals(number("60"), due.get("months"));
        var life = new Life().reads("uploaded", "5 TiB").reads("uploaded", "1 TiB").reads("uploaded", "1 TiB");
        var corrected = story(life, "figures-corrected").data();
        assertEquals(List.of("uploaded"), corrected.get("figures"));
        assertEquals(number("5497558138880"), corrected.get("previous_uploaded"));
        assertEquals(number("1099511627776"), corrected.get("current_uploaded"));
    }

    @Test
    void it_names_the_tracker_and_its_site() {
        assertEquals(Optional.of(new Story.Subject("Aquarium", "Aquarium HD")), story(new Life().reads("seeding", "0"), "zero-seeding").tracker());
    }

    @Test
    void with_the_name_hidden_it_names_neither_them_nor_the_class_nor_a_site_s_words() {
        var life = new Life().reads("class", "Guppy").reads("class", "Shark").fails(Reason.TIMED_OUT);
        var change = story(life, Targets.HIDING, "rank-change");
        assertEquals(Optional.empty(), change.tracker());
        assertEquals("rank-change", change.type());
        assertTrue(change.data().containsKey("current_class"));
        assertNull(change.data().get("current_class"));
        assertNull(change.data().get("class"));
        assertNull(story(life, Targets.HIDING, "tracker-down").data().get("detail"));
    }

    @Test
    void with_the_name_hidden_a_user_s_own_rule_is_not_named_since_its_name_may_tell() {
        var own = Rules.of("aquarium-bonus", new FigureCondition.Rises(Field.BONUS, BigDecimal.ONE), "more", "more");
        var life = Life.ofRules(List.of(own)).reads("bonus", "1").reads("bonus", "9");
        var event = life.events().getLast();
        assertEquals("custom", new Wording(life.tracker, NAMING, Targets.HIDING, true, ZoneOffset.UTC).message(event, own, life.now).told().type());
        assertEquals("aquarium-bonus", new Wording(life.tracker, NAMING, Targets.PLAIN, true, ZoneOffset.UTC).message(event, own, life.now).told().type());
    }

    @Test
    void the_id_is_the_same_for_every_target_and_at_every_time_and_names_nothing() {
        var life = new Life().reads("seeding", "0");
        var event = life.event("zero-seeding");
        var early = story(life, "zero-seeding");
        var late = new Wording(life.tracker, NAMING, Targets.HIDING, true, ZoneOffset.UTC)
                .message(event, Life.rule("zero-seeding"), event.at().plus(Duration.ofDays(2))).told();
        assertEquals(early.id(), late.id());
        assertTrue(early.id().matches("evt_[0-9a-f]{32}"), early.id());
        assertNotEquals(early.id(), story(new Life().reads("seeding", "1").reads("seeding", "0"), "zero-seeding").id());
    }

    @Test
    void each_reminder_and_each_trial_is_a_telling_of_its_own() {
        var life = new Life().reads("seeding", "0");
        var reminder = Reminder.of(life.tracker, life.terms, Life.rule("zero-seeding"), Targets.PLAIN, life.state, life.now).orElseThrow();
        var told = new Wording(life.tracker, NAMING, Targets.PLAIN, true, ZoneOffset.UTC).message(reminder, Life.rule("zero-seeding"), life.now).told();
        assertEquals("reminder", told.data().get("occasion"));
        var monday = told.retold(Life.BIRTH.plus(Duration.ofDays(1)));
        assertEquals(monday, told.retold(Life.BIRTH.plus(Duration.ofDays(1))));
        assertNotEquals(monday.id(), told.retold(Life.BIRTH.plus(Duration.ofDays(2))).id());
        assertTrue(told.rehearsed("a").trial());
        assertNotEquals(told.rehearsed("a").id(), told.rehearsed("b").id());
        assertFalse(told.trial());
    }

    @Test
    void a_catch_up_says_how_often() {
        var life = new Life().reads("ratio", "2.5").reads("ratio", "2.3").reads("ratio", "2.0");
        var both = CatchUp.of(life.events(), Life.rule("ratio-drop"), Targets.PLAIN, life.state).orElseThrow();
        var data = new Wording(life.tracker, NAMING, Targets.PLAIN, true, ZoneOffset.UTC).message(both, new Verdict.Held(life.now), Life.rule("ratio-drop"), life.now).told().data();
        assertEquals("catch-up", data.get("occasion"));
        assertEquals(2, data.get("times"));
        assertEquals(number("2.5"), data.get("previous_ratio"));
    }

    @Test
    void a_message_for_people_alone_is_a_notice_to_programs() {
        var message = new Message(Severity.INFO, "Hello", "", List.of(), Life.BIRTH, "C0DE", Optional.empty());
        assertEquals("notice", message.told().type());
        assertEquals(message.told().id(), message.noting("delayed").told().id());
        assertEquals(Map.of(), message.told().data());
    }

    @Test
    void figures_that_a_site_does_not_tell_are_all_there() {
        var data = new Facts(new Variables(new Wording(Life.TRACKER, NAMING, Targets.PLAIN, true, ZoneOffset.UTC),
                Privacy.of(new Wording(Life.TRACKER, NAMING, Targets.PLAIN, true, ZoneOffset.UTC), true, AccountStats.NOTHING),
                Life.rule("tracker-up").when(), AccountStats.NOTHING, Life.BIRTH))
                .of(new Event.Detail.Recovered("x", Life.BIRTH, Duration.ofHours(1)));
        assertEquals(List.of("current_ratio", "required_ratio", "uploaded", "downloaded", "buffer", "seeding", "leeching", "bonus",
                "class", "hit_and_runs", "warned", "since", "duration_seconds", "opened_by"), List.copyOf(data.keySet()));
    }
}
