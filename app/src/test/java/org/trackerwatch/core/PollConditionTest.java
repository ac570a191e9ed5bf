package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.PollFailure.Blame;
import org.trackerwatch.trackers.PollFailure.Next;
import org.trackerwatch.trackers.PollFailure.Reason;

/// How polls end, and what day it is.
final class PollConditionTest {

    @ParameterizedTest
    @EnumSource
    void every_reason_is_told_sooner_or_later(Reason reason) {
        var life = new Life().reads("ratio", "1").fails(reason);
        boolean atOnce = !life.fired().isEmpty();
        life.fails(reason).fails(reason);
        assertEquals(List.of(reason.next() == Next.STOP ? "login-rejected" : "tracker-down"),
                life.events().stream().map(Event::rule).toList(), "once, and nothing else");
        boolean passesByItself = reason == Reason.RATE_LIMITED || reason.blame() == Blame.DEFINITION;
        assertEquals(!passesByItself, atOnce);
    }

    @Test
    void a_down_tells_why_and_since_when() {
        var life = new Life().reads("ratio", "1").fails(Reason.TIMED_OUT);
        assertEquals(new Detail.Failing(Reason.TIMED_OUT, "It says: timed-out", Life.BIRTH.plusSeconds(3600), 1),
                life.event("tracker-down").detail());
        assertTrue(life.event("tracker-down").figures().values().isEmpty(), "the figures are old");
    }

    @Test
    void a_down_that_changes_its_reason_is_the_same_down() {
        var life = new Life().fails(Reason.TIMED_OUT).fails(Reason.SITE_ERROR).fails(Reason.RATE_LIMITED).fails(Reason.LAYOUT_CHANGED);
        assertEquals(1, life.events().size());
        assertEquals(4, life.state.failing().orElseThrow().polls());
        assertEquals(Reason.LAYOUT_CHANGED, life.state.failing().orElseThrow().reason());
    }

    @Test
    void the_rule_may_wait_for_more_polls() {
        var patient = Rules.of("tracker-down", new PollCondition.Fails(3));
        var life = Life.ofRules(List.of(patient, Life.rule("tracker-up")));
        assertEquals(List.of(), life.fails(Reason.TIMED_OUT).fails(Reason.TIMED_OUT).reads("ratio", "1").events(), "nor is an up told");
        assertEquals(List.of(), life.fails(Reason.TIMED_OUT).fails(Reason.TIMED_OUT).fired());
        assertEquals(List.of("tracker-down"), life.fails(Reason.TIMED_OUT).fired());
    }

    @Test
    void an_up_tells_how_long_it_was_down_and_which_down_it_ends() {
        var life = new Life().reads("ratio", "1").fails(Reason.TIMED_OUT).fails(Reason.SITE_ERROR);
        var down = life.event("tracker-down");
        life.reads("ratio", "1");
        assertEquals(List.of("tracker-up"), life.fired());
        assertEquals(new Detail.Recovered(down.fingerprint(), Life.BIRTH.plusSeconds(3600), Duration.ofHours(2)),
                life.event("tracker-up").detail());
        assertEquals(List.of(), life.reads("ratio", "1").fired());
    }

    @Test
    void figures_are_compared_across_an_outage() {
        var life = new Life().reads("ratio", "2", "hit_and_runs", "0").fails(Reason.UNREACHABLE).fails(Reason.UNREACHABLE)
                .reads("ratio", "1", "hit_and_runs", "1");
        assertEquals(List.of("hit-and-run", "ratio-drop", "tracker-up"), life.fired());
    }

    @Test
    void what_stands_stands_through_an_outage_and_is_not_told_again() {
        var life = new Life().reads("seeding", "0").fails(Reason.TIMED_OUT).reads("seeding", "0");
        assertEquals(List.of("tracker-up"), life.fired());
        assertEquals(Life.BIRTH, life.state.rules().get("zero-seeding").since());
    }

    @Test
    void a_refusal_neither_is_a_down_nor_ends_one() {
        var life = new Life().fails(Reason.TIMED_OUT).fails(Reason.SESSION_EXPIRED);
        assertEquals(List.of("login-rejected"), life.fired());
        assertEquals(List.of("tracker-up"), life.reads("ratio", "1").fired());
    }

    @Test
    void a_new_reason_to_refuse_is_news() {
        var life = new Life().fails(Reason.SESSION_EXPIRED).fails(Reason.SESSION_EXPIRED).fails(Reason.ACCOUNT_BANNED);
        assertEquals(2, life.events().size());
        assertNotEquals(life.events().getFirst().fingerprint(), life.events().getLast().fingerprint());
    }

    @Test
    void a_new_credential_that_is_refused_is_news_too() {
        var life = new Life().fails(Reason.CREDENTIAL_REFUSED);
        life.state = life.state.withNewCredential();
        assertEquals(List.of("login-rejected"), life.fails(Reason.CREDENTIAL_REFUSED).fired());
        life.state = life.state.withNewCredential();
        assertTrue(life.reads("ratio", "1").state.rules().isEmpty());
    }

    @Test
    void a_new_credential_does_not_make_a_site_that_is_down_go_down_again() {
        var life = new Life().fails(Reason.TIMED_OUT);
        life.state = life.state.withNewCredential();
        assertEquals(List.of(), life.fails(Reason.TIMED_OUT).fired());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-15, 1", "2025-07-15, 6", "2025-01-15, 12", "2016-01-15, 120", "1996-01-15, 360", "2025-01-12, 12"})
    void memberships_that_are_told(String joined, int months) {
        var life = Life.joined(joined).reads("ratio", "1");
        assertEquals(months, ((Detail.Due) life.event("anniversary").detail()).months());
    }

    @ParameterizedTest
    @CsvSource({"2025-01-16", "2025-01-11", "2025-11-15", "2025-08-15", "2026-01-15", "2026-02-01", "2024-07-15"})
    void memberships_that_are_not(String joined) {
        assertFalse(Life.joined(joined).reads("ratio", "1").fired("anniversary"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-02-28", "2028-01-31, 2028-02-29", "2026-03-31, 2026-04-30", "2025-08-31, 2026-02-28",
        "2024-02-29, 2025-02-28", "2024-02-29, 2026-02-28", "2024-02-29, 2028-02-29", "2023-08-31, 2024-02-29"})
    void a_day_that_the_month_does_not_have_is_its_last(String joined, String due) {
        var life = Life.joined(joined).at(due + "T12:00:00Z").reads("ratio", "1");
        assertEquals(LocalDate.parse(due), ((Detail.Due) life.event("anniversary").detail()).date());
        assertFalse(Life.joined(joined).at(due + "T12:00:00Z").at(LocalDate.parse(due).minusDays(1) + "T12:00:00Z")
                .reads("ratio", "1").fired("anniversary"));
    }

    @Test
    void an_anniversary_is_told_once_however_often_and_late_the_polls_are() {
        var life = Life.joined("2025-01-15");
        for (int hour = 0; hour < 24 * 5; hour++) {
            life.reads("ratio", "1").fails(Reason.TIMED_OUT);
        }
        assertEquals(1, life.events().stream().filter(event -> event.rule().equals("anniversary")).count());
    }

    @Test
    void it_waits_up_to_three_days_for_a_good_poll() {
        var life = Life.joined("2025-01-15").fails(Reason.TIMED_OUT);
        assertFalse(life.fired("anniversary"));
        assertTrue(life.at("2026-01-18T23:59:59Z").reads("ratio", "1").fired("anniversary"));
        assertFalse(Life.joined("2025-01-15").at("2026-01-19T00:00:00Z").reads("ratio", "1").fired("anniversary"));
    }

    @Test
    void days_are_those_of_the_user_s_zone() {
        var auckland = ZoneId.of("Pacific/Auckland");
        assertTrue(Life.joined("2025-01-16").in(auckland).at("2026-01-15T11:00:00Z").reads("ratio", "1").fired("anniversary"));
        assertFalse(Life.joined("2025-01-16").at("2026-01-15T11:00:00Z").reads("ratio", "1").fired("anniversary"));
        assertTrue(new Life().in(auckland).at("2026-01-15T11:00:00Z").reads("joined", "2025-01-15T12:00:00Z").fired("anniversary"),
                "a moment that the site tells is a day in the user's zone");
    }

    @Test
    void the_user_s_own_date_goes_before_the_site_s() {
        assertFalse(Life.joined("2020-06-01").reads("joined", "2025-01-15").fired("anniversary"));
        assertTrue(Life.joined("2025-01-15").reads("joined", "2020-06-01").fired("anniversary"));
    }

    @Test
    void a_date_that_was_told_once_is_remembered() {
        assertTrue(new Life().at("2026-01-01T00:00:00Z").reads("joined", "2025-01-15").at("2026-01-15T00:00:00Z")
                .reads("ratio", "1").fired("anniversary"));
    }

    @Test
    void two_anniversaries_have_two_fingerprints() {
        var month = Life.joined("2025-12-15").reads("ratio", "1").event("anniversary");
        var year = Life.joined("2025-01-15").reads("ratio", "1").event("anniversary");
        assertEquals("7/anniversary/2026-01-15", month.fingerprint());
        assertEquals(Optional.of(12), Optional.of(((Detail.Due) year.detail()).months()));
    }
}
