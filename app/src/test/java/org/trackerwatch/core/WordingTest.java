package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What a person reads at three in the morning.
final class WordingTest {

    private static final Naming NAMING = new Naming("Aquarium HD", List.of("AQ"), List.of("aquarium.example"), Optional.of("Bubbles"));

    private record Case(String rule, Life life, String title, String text) {

        @Override
        public String toString() {
            return title;
        }
    }

    private static Wording wording(Life life, ZoneId zone) {
        return new Wording(life.tracker, NAMING, Targets.PLAIN, true, zone);
    }

    private static Message message(Life life, String rule, Duration later) {
        return wording(life, ZoneOffset.UTC).message(life.event(rule), Life.rule(rule), life.event(rule).at().plus(later));
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("ratio-drop", new Life().reads("ratio", "2.00").reads("ratio", "1.80"), "Aquarium: ratio fell 2.00 → 1.80",
                        "It fell by 0.2. If you did not download anything, look at the site."),
                new Case("ratio-drop", new Life().reads("ratio", "2.4109").reads("ratio", "2.2499"), "Aquarium: ratio fell 2.41 → 2.24",
                        "It fell by 0.17. If you did not download anything, look at the site."),
                new Case("ratio-drop", new Life().reads("ratio", "1.0519").reads("ratio", "0.91239"), "Aquarium: ratio fell 1.05 → 0.912",
                        "It fell by 0.138. If you did not download anything, look at the site."),
                new Case("hit-and-run", new Life().reads("hit_and_runs", "1").reads("hit_and_runs", "3"), "Aquarium: hit-and-runs 1 → 3",
                        "2 more than before. Find the torrent on the site and seed it again; too many cost the account."),
                new Case("tracker-down", new Life().fails(Reason.TIMED_OUT), "Aquarium is down: no answer in time",
                        "It says: timed-out. It is asked again by itself."),
                new Case("tracker-down", new Life().fails(Reason.MOVED).fails(Reason.MOVED).fails(Reason.MOVED),
                        "Aquarium can't be read: the site has moved to another address",
                        "It says: moved. See on the site whether that is right, then set the tracker's address."),
                new Case("tracker-up", new Life().fails(Reason.TIMED_OUT).reads("ratio", "1"), "Aquarium is back after 1 h",
                        "It can be read again. Polls had failed since 12:00 UTC."),
                new Case("buffer-milestone", new Life().reads("buffer", "9.20 GiB").reads("buffer", "12.20 GiB"),
                        "Aquarium: buffer passed 10.00 GiB", "It went from 9.20 GiB to 12.20 GiB."),
                new Case("account-warned", new Life().reads("warned", "true"), "Aquarium: the account is warned",
                        "The site has put a warning on the account. Log in and read why, before more follows from it."),
                new Case("ratio-danger", Life.withMinimum("0.6").reads("ratio", "0.5", "uploaded", "1 TiB", "downloaded", "2 TiB"),
                        "Aquarium: ratio 0.500 is below the required 0.600",
                        "Seed, and download nothing that costs ratio. Uploading 204.80 GiB brings it back."),
                new Case("ratio-danger", Life.withMinimum("0.6").reads("ratio", "0.5"), "Aquarium: ratio 0.500 is below the required 0.600",
                        "Seed, and download nothing that costs ratio."),
                new Case("zero-seeding", new Life().reads("seeding", "0"), "Aquarium: nothing is seeding",
                        "The site sees no torrent seeded by this account. Look whether the torrent client runs, and whether its port is open."),
                new Case("rank-change", new Life().reads("class", "Elite").reads("class", "Leech"), "Aquarium: class Elite → Leech",
                        "The site has put the account into another class."),
                new Case("anniversary", Life.joined("2021-01-15").reads("ratio", "1"), "Aquarium: 5 years of membership",
                        "The account became 5 years old on 15 Jan 2026."),
                new Case("anniversary", Life.joined("2025-12-15").reads("ratio", "1"), "Aquarium: 1 month of membership",
                        "The account became 1 month old on 15 Jan 2026."),
                new Case("login-rejected", new Life().fails(Reason.SESSION_EXPIRED), "Aquarium: login rejected, the session has expired",
                        "It says: session-expired. Nothing more is asked of the site until you act. Log in with a browser, copy its"
                                + " cookie and enter it on the tracker's page (Edit), or with: trackerwatch tracker edit Aquarium --ask-secret"),
                new Case("figures-corrected", new Life().reads("uploaded", "5 TiB").reads("uploaded", "1 TiB").reads("uploaded", "1 TiB"),
                        "Aquarium: the site corrected its figures", "From now on these count: uploaded 5 TiB → 1 TiB. If staff did not tell you why, ask."));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_event_says_what_where_and_what_to_do(Case each) {
        var message = message(each.life, each.rule, Duration.ofSeconds(3));
        assertEquals(each.title, message.title());
        assertEquals(each.text, message.text());
        assertEquals(Life.rule(each.rule).severity(), message.severity());
        assertEquals(each.life.event(each.rule).at(), message.occurred());
        assertEquals(Optional.empty(), message.note());
    }

    @Test
    void the_known_figures_stand_below_it_as_the_site_prints_them() {
        var life = new Life().reads("uploaded", "1.50 TiB", "downloaded", "0.70 TiB", "ratio", "2.14", "buffer", "-9.2 GiB", "seeding", "1025",
                "bonus", "1234567.891", "class", "Elite", "hit_and_runs", "0", "warned", "true", "required_ratio", "0.6", "username", "marvin");
        assertEquals(List.of("Uploaded 1.50 TiB", "Downloaded 0.70 TiB", "Ratio 2.14", "Buffer -9.2 GiB", "Seeding 1,025",
                "Bonus 1,234,567.89 Bubbles", "Class Elite", "Hit-and-runs 0"),
                message(life, "account-warned", Duration.ZERO).figures().stream().map(figure -> figure.name() + " " + figure.value()).toList());
        assertEquals(List.of("Seeding 0"), message(new Life().reads("seeding", "0"), "zero-seeding", Duration.ZERO)
                .figures().stream().map(figure -> figure.name() + " " + figure.value()).toList());
    }

    @Test
    void the_required_ratio_stands_there_where_the_ratio_is_in_question() {
        var danger = new Life().reads("ratio", "0.5", "required_ratio", "0.6");
        assertTrue(message(danger, "ratio-danger", Duration.ZERO).figures().contains(new Message.Figure("Required ratio", "0.600")));
        var drop = new Life().reads("ratio", "1.5", "required_ratio", "0").reads("ratio", "1");
        assertFalse(message(drop, "ratio-drop", Duration.ZERO).figures().stream().anyMatch(figure -> figure.name().startsWith("Required")));
    }

    @Test
    void a_late_message_says_when_it_happened() {
        var life = new Life().at("2026-01-15T02:10:00Z").reads("seeding", "0");
        assertEquals(Optional.empty(), message(life, "zero-seeding", Duration.ofMinutes(5)).note());
        assertEquals(Optional.of("happened 02:10 UTC, delayed"), message(life, "zero-seeding", Duration.ofMinutes(6)).note());
        assertEquals(Optional.of("happened 15 Jan 02:10 UTC, delayed"), message(life, "zero-seeding", Duration.ofDays(3)).note());
        var berlin = wording(life, ZoneId.of("Europe/Berlin"));
        assertEquals(Optional.of("happened 03:10 CET, delayed"), berlin.message(life.event("zero-seeding"), Life.rule("zero-seeding"),
                life.event("zero-seeding").at().plus(Duration.ofHours(1))).note());
    }

    @Test
    void the_code_is_the_same_on_each_resend_and_another_for_each_telling() {
        var life = Life.withMinimum("0.6").reads("ratio", "0.5", "seeding", "0");
        var code = message(life, "zero-seeding", Duration.ZERO).code();
        assertEquals(code, message(life, "zero-seeding", Duration.ofDays(1)).code());
        assertNotEquals(code, message(life, "ratio-danger", Duration.ZERO).code());
        assertTrue(code.matches("[0-9A-Z]{6}"), code);
        var reminder = Reminder.of(life.tracker, life.terms, Life.rule("zero-seeding"), Targets.PLAIN, life.state, life.now).orElseThrow();
        assertNotEquals(code, wording(life, ZoneOffset.UTC).message(reminder, Life.rule("zero-seeding"), life.now).code());
    }

    @Test
    void a_catch_up_says_from_what_to_what_and_how_often() {
        var life = new Life().reads("ratio", "2.5").reads("ratio", "2.3").reads("ratio", "2.0").reads("ratio", "2.05");
        var wording = wording(life, ZoneOffset.UTC);
        var both = CatchUp.of(life.events(), Life.rule("ratio-drop"), Targets.PLAIN, life.state).orElseThrow();
        var message = wording.message(both, new Verdict.Held(life.now), Life.rule("ratio-drop"), life.now);
        assertEquals("Aquarium: ratio fell 2.50 → 2.05", message.title());
        assertEquals(Optional.of("happened 2 times since 13:00 UTC, held back by the cooldown"), message.note());
        assertEquals(List.of(new Message.Figure("Ratio", "2.05")), message.figures());
        var one = CatchUp.of(life.events().subList(1, 2), Life.rule("ratio-drop"), Targets.PLAIN, life.state).orElseThrow();
        assertEquals(Optional.of("happened 14:00 UTC, held back by the cooldown"), wording.message(one, new Verdict.Held(life.now), Life.rule("ratio-drop"), life.now).note());
    }

    @Test
    void a_reminder_says_that_it_goes_on() {
        var life = Life.withMinimum("0.6").reads("ratio", "0.5").reads("ratio", "0.45").fails(Reason.TIMED_OUT).reads("ratio", "0.45");
        var reminder = Reminder.of(life.tracker, life.terms, Life.rule("ratio-danger"), Targets.PLAIN, life.state, life.now).orElseThrow();
        var message = wording(life, ZoneOffset.UTC).message(reminder, Life.rule("ratio-danger"), Life.BIRTH.plus(Duration.ofHours(26)));
        assertEquals("Aquarium: ratio 0.450 is still below the required 0.600, for 1 d 2 h", message.title());
        assertEquals(Optional.of("since 15 Jan 12:00 UTC"), message.note());
    }

    @Test
    void a_user_s_standing_rule_without_words_for_it_is_still_there() {
        var rule = Rules.of("few", new FigureCondition.AtMost(Field.SEEDING, BigDecimal.TWO), "{tracker}: {value} seeding", "");
        var life = Life.ofRules(List.of(rule)).reads("seeding", "1");
        var reminder = Reminder.of(life.tracker, life.terms, rule, Targets.PLAIN, life.state, life.now).orElseThrow();
        assertEquals("Still: Aquarium: 1 seeding", wording(life, ZoneOffset.UTC).message(reminder, rule, life.now).title());
    }

    @Test
    void of_several_milestones_the_highest_of_the_target_s_is_named() {
        var target = Targets.threshold("buffer-milestone", "10737418240", "53687091200", "107374182400");
        var rule = Life.rule("buffer-milestone").withThresholdsOf(List.of(target));
        var life = Life.ofRules(List.of(rule)).reads("buffer", "5 GiB").reads("buffer", "60 GiB");
        assertEquals("Aquarium: buffer passed 50.00 GiB", new Wording(life.tracker, NAMING, target, true, ZoneOffset.UTC)
                .message(life.event("buffer-milestone"), rule, life.now).title());
    }

    @Test
    void what_a_tracker_says_is_never_read_as_a_template() {
        var life = new Life().reads("class", "{tracker} [x]").reads("class", "$1 \\ {before}{{after}}");
        assertEquals("Aquarium: class {tracker} [x] → $1 \\ {before}{{after}}", message(life, "rank-change", Duration.ZERO).title());
    }

    @Test
    void what_a_tracker_says_stays_on_its_line_and_in_its_direction() {
        var life = new Life().reads("class", "A\r\nB\u0000\u202eC\u2028D").reads("class", "x".repeat(5000));
        var title = message(life, "rank-change", Duration.ZERO).title();
        assertTrue(title.startsWith("Aquarium: class A B C D → xxx"), title);
        assertTrue(title.length() < 400);
    }

    @Test
    void a_long_text_is_never_cut_within_a_character() {
        var life = new Life().reads("class", "A").reads("class", "\ud83d\udc20".repeat(1000));
        var title = message(life, "rank-change", Duration.ZERO).title();
        assertTrue(title.endsWith("\udc20…"), title);
    }

    @Test
    void a_failure_without_words_has_no_empty_sentence() {
        var life = new Life().polls(new Outcome.Failed(new PollFailure(Reason.TIMED_OUT, "")));
        assertEquals("It is asked again by itself.", message(life, "tracker-down", Duration.ZERO).text());
    }

    @Test
    void a_command_takes_the_name_as_a_shell_wants_it() {
        var life = new Life();
        life.tracker = new Tracker(7, "Joe's Aquarium", "aquarium", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Life.BIRTH);
        var text = message(life.fails(Reason.SESSION_EXPIRED), "login-rejected", Duration.ZERO).text();
        assertTrue(text.endsWith("trackerwatch tracker edit 'Joe'\\''s Aquarium' --ask-secret"), text);
    }
}
