package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

final class DispatcherTest {

    private static final Instant START = SettableTime.START;

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;
    private Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), PostOffice::everyEvent);
        alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
    }

    @AfterEach
    void everyAttemptWasOneRequestAndNoRuleWasBroken() {
        assertEquals(office.discord.requests().size(), office.attempts().size());
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    @Test
    void an_alert_arrives_once_and_its_log_tells_how() {
        office.hitAndRuns(alpha, 2);
        var pass = office.runDue();
        assertEquals(new Dispatcher.Pass(1, Optional.empty()), pass);
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(State.DELIVERED, only().state());
        var attempt = office.attempts().getFirst();
        assertEquals("delivered", attempt.outcome());
        assertEquals(Optional.of(200), attempt.status());
        assertEquals(Optional.of(Duration.ZERO), attempt.latency());
        assertTrue(attempt.answer().contains("\"channel_id\""), attempt.answer());
        assertTrue(attempt.headers().contains("x-ratelimit-remaining: 4"), attempt.headers());
        office.run(Duration.ofHours(80));
        assertEquals(1, office.discord.requests().size());
    }

    @Test
    void what_several_trackers_tell_at_once_goes_into_one_request() {
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 5);
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 6);
        assertEquals(1, office.runDue().requests());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Beta: hit-and-runs 5 → 6"), office.titles("1"));
    }

    @Test
    void a_limit_that_discord_names_is_kept_to_the_millisecond_and_costs_no_attempt() {
        office.discord.script(Fault.bucket429(2.376));
        office.hitAndRuns(alpha, 2);
        var next = office.runDue().next().orElseThrow();
        assertFalse(next.isBefore(START.plusMillis(2376)), next::toString);
        assertFalse(next.isAfter(START.plusSeconds(4)), next::toString);
        assertEquals(0, only().attempts());
        assertEquals(0, office.target(home.id()).health().failures());
        office.time.reach(next);
        office.runDue();
        assertEquals(State.DELIVERED, only().state());
    }

    @Test
    void fifty_throttled_requests_in_a_row_count_nothing_and_come_ever_slower() {
        throttleAtOnce(50);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofSeconds(130));
        assertTrue(office.discord.requests().size() <= 8, () -> office.discord.requests().size() + " requests");
        office.live(Duration.ofHours(5));
        assertEquals(State.DELIVERED, only().state());
        assertEquals(Target.Health.GOOD, office.target(home.id()).health());
    }

    @Test
    void after_fifty_throttles_in_a_row_each_counts_as_a_failed_attempt() {
        throttleAtOnce(53);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(4));
        assertEquals(3, only().attempts());
        assertEquals(54, office.discord.requests().size());
        assertEquals(State.DELIVERED, only().state());
    }

    private void throttleAtOnce(int times) {
        for (int i = 0; i < times; i++) {
            office.discord.script(Fault.bucket429(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_global_limit_and_cloudflare_stop_every_target_of_the_host(boolean cloudflare) {
        var other = office.target("Other", office.discord.webhook("2", "20"), PostOffice::everyEvent);
        office.discord.script(cloudflare ? Fault.cloudflare429(30) : Fault.global429(30));
        office.parts().database().write(tx -> office.parts().outbox().test(tx, home, office.time.now()));
        office.runDue();
        office.parts().database().write(tx -> office.parts().outbox().test(tx, other, office.time.now()));
        office.runDue();
        assertEquals(1, office.discord.requests().size());
        office.run(Duration.ofSeconds(29));
        assertEquals(1, office.discord.requests().size());
        office.run(Duration.ofSeconds(10));
        assertEquals(3, office.discord.requests().size());
    }

    @Test
    void a_shared_limit_stops_the_channel_and_no_other() {
        var sameChannel = office.target("Same", office.discord.webhook("2", "10"), PostOffice::everyEvent);
        var elsewhere = office.target("Else", office.discord.webhook("3", "30"), PostOffice::everyEvent);
        office.hitAndRuns(alpha, 2);
        office.runDue();
        office.discord.script(Fault.shared429(30));
        test(home);
        office.runDue();
        test(sameChannel);
        test(elsewhere);
        office.run(Duration.ofSeconds(20));
        assertEquals(5, office.discord.requests().size());
        office.run(Duration.ofSeconds(20));
        assertEquals(7, office.discord.requests().size());
    }

    @Test
    void a_deleted_webhook_is_never_asked_again_its_queue_is_kept_and_the_others_are_told_once_a_day() {
        office.target("Other", office.discord.webhook("2", "20"));
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofHours(3));
        office.hitAndRuns(alpha, 3);
        office.run(Duration.ofHours(2));
        assertEquals(1, requestsTo("1"));
        assertEquals(Target.Health.State.REFUSED, office.target(home.id()).health().state());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alerts no longer reach “Home”"), office.titles("2"));
        assertEquals(2, office.deliveries().stream().filter(delivery -> delivery.target() == home.id()
                && delivery.state() == State.WAITING).count());
    }

    @Test
    void a_target_that_is_refused_again_the_same_day_is_not_told_of_again() {
        office.target("Other", office.discord.webhook("2", "20"));
        office.discord.delete("1");
        office.discord.webhook("6", "60");
        office.discord.delete("6");
        test(home);
        office.runDue();
        mend("https://discord.com/api/webhooks/6/" + FakeDiscord.TOKEN + "6");
        office.runDue();
        office.runDue();
        assertEquals(Target.Health.State.REFUSED, office.target(home.id()).health().state());
        assertEquals(1, requestsTo("6"));
        assertEquals(List.of("Alerts no longer reach “Home”"), office.titles("2"));
        office.live(Duration.ofHours(25));
        test(home);
        mend("https://discord.com/api/webhooks/9/" + FakeDiscord.TOKEN + "9");
        office.run(Duration.ofMinutes(1));
        assertEquals(2, office.titles("2").size());
    }

    @Test
    void a_mended_target_catches_up_in_order() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        office.hitAndRuns(alpha, 3);
        office.live(Duration.ofHours(70));
        mend(office.discord.webhook("5", "50"));
        office.runDue();
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 3"), office.titles("5"));
        assertTrue(office.discord.embeds("5").getFirst().path("footer").path("text").asString().contains("delayed"));
    }

    @Test
    void the_queue_of_a_target_that_nobody_mends_ends_after_three_days() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(71));
        assertEquals(State.WAITING, only().state());
        office.live(Duration.ofHours(2));
        assertEquals(State.DEAD, only().state());
        assertEquals(1, requestsTo("1"));
    }

    @Test
    void one_bad_message_never_takes_its_neighbours_along() {
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 5);
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 6);
        var refused = "{\"code\": 50035, \"message\": \"Invalid Form Body\"}";
        office.discord.script(Fault.json(400, refused), Fault.json(400, refused), Fault.json(400, refused));
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of("Beta: hit-and-runs 5 → 6"), office.titles("1"));
        var states = office.deliveries().stream().filter(delivery -> delivery.kind() == Kind.ALERT).map(Delivery::state).toList();
        assertEquals(List.of(State.DEAD, State.DELIVERED), states);
        assertEquals(4, office.discord.requests().size());
        assertEquals(Target.Health.State.ACTIVE, office.target(home.id()).health().state());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 451})
    void a_refusal_that_is_not_discord_s_own_counts_backs_off_and_loses_nothing(int status) {
        for (int i = 0; i < 4; i++) {
            office.discord.script(Fault.html(status));
        }
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        assertEquals(3, only().attempts());
        assertTrue(office.target(home.id()).health().restsUntil().isPresent());
        office.run(Duration.ofHours(1));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void a_message_that_is_refused_as_an_embed_arrives_plain() {
        office.hitAndRuns(alpha, 2);
        office.discord.script(Fault.json(400, "{\"code\": 50035, \"message\": \"Invalid Form Body\"}"));
        office.run(Duration.ofMinutes(1));
        var content = office.discord.posts().getFirst().message().path("content").asString();
        assertTrue(DiscordReader.read(content).text().startsWith("Alpha: hit-and-runs 1 → 2\n"), content);
    }

    @Test
    void a_lost_answer_is_followed_by_one_resend_half_a_minute_later_that_says_so() {
        office.discord.script(Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        var next = office.runDue().next().orElseThrow();
        assertFalse(next.isBefore(START.plusSeconds(30)));
        office.run(Duration.ofHours(1));
        assertEquals(2, office.discord.embeds("1").size());
        var codes = office.discord.embeds("1").stream().map(embed -> embed.path("footer").path("text").asString()).toList();
        assertFalse(codes.get(0).contains("duplicate"), codes::toString);
        assertEquals(codes.get(0) + " · resent, may be a duplicate", codes.get(1));
    }

    @Test
    void what_may_have_arrived_keeps_its_half_minute_whatever_else_succeeds() {
        office.discord.script(Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        office.runDue();
        test(home);
        office.run(Duration.ofSeconds(29));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Test from trackerwatch"), office.titles("1"));
        office.run(Duration.ofSeconds(9));
        assertEquals(3, office.titles("1").size());
    }

    @Test
    void an_answer_cut_off_after_success_may_have_arrived() {
        office.discord.script(Fault.answerCut());
        office.hitAndRuns(alpha, 2);
        office.runDue();
        assertTrue(only().uncertain());
        assertEquals(Optional.of(200), office.attempts().getFirst().status());
    }

    @Test
    void a_message_that_was_only_taken_counts_as_accepted() {
        office.discord.script(Fault.noContent());
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofHours(1));
        assertEquals(State.ACCEPTED, only().state());
        assertEquals(1, office.discord.requests().size());
    }

    @Test
    void a_forum_s_webhook_without_a_thread_is_refused_with_what_to_add() {
        var forum = office.target("Forum", office.discord.forum("2", "20"));
        test(forum);
        office.runDue();
        var reason = office.target(forum.id()).health().reason().orElseThrow();
        assertTrue(reason.contains("Add ?thread_id="), reason);
    }

    @Test
    void a_target_that_never_answers_holds_up_no_other() {
        office.close();
        office = new PostOffice(directory.resolve("impatient"), new Wire.Patience(Duration.ofSeconds(3), Duration.ofSeconds(3),
                Duration.ofSeconds(3)));
        var silent = office.target("Silent", office.discord.webhook("1", "10"));
        test(silent);
        office.discord.script(Fault.silence());
        office.runDue();
        var other = office.target("Other", office.discord.webhook("2", "20"));
        test(other);
        office.runDue();
        assertEquals(1, office.discord.embeds("2").size());
        assertEquals("running", office.attempts().getFirst().outcome());
        office.parts().dispatcher().close();
        assertEquals("uncertain", office.attempts().getFirst().outcome());
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofHours(1));
        office.discord.down(false);
        office.time.set(START.minus(Duration.ofDays(30)));
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void discord_out_of_order_is_asked_less_and_less_and_nothing_is_lost() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        var health = office.target(home.id()).health();
        assertEquals(3, health.failures());
        assertTrue(health.restsUntil().orElseThrow().isAfter(office.time.now()));
        office.discord.down(false);
        office.run(Duration.ofMinutes(5));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(Target.Health.GOOD, office.target(home.id()).health());
    }

    @Test
    void past_a_rest_one_message_finds_out_and_the_rest_follows_at_once() {
        office.discord.down(true);
        for (int i = 0; i < 6; i++) {
            var tracker = office.tracker("T" + i);
            office.hitAndRuns(tracker, 1);
            office.time.pass(Duration.ofSeconds(1));
            office.hitAndRuns(tracker, 2);
        }
        office.run(Duration.ofHours(4));
        office.discord.down(false);
        var before = office.discord.requests().size();
        office.run(Duration.ofMinutes(40));
        assertEquals(1, office.discord.posts().getFirst().embeds().size());
        assertEquals(2, office.discord.requests().size() - before);
        assertEquals(6, office.discord.embeds("1").size());
    }

    @Test
    void past_a_rest_what_may_have_arrived_together_goes_together() {
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 5);
        office.discord.script(Fault.html(502), Fault.html(502), Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 6);
        office.run(Duration.ofHours(1));
        assertEquals(List.of(2, 2), office.discord.posts().stream().map(post -> post.embeds().size()).toList());
    }

    @Test
    void the_rest_survives_a_restart() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        int before = office.discord.requests().size();
        office.restart();
        office.runDue();
        assertEquals(before, office.discord.requests().size());
    }

    @Test
    void a_test_message_is_not_put_off_by_a_rest() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        office.discord.down(false);
        test(office.target(home.id()));
        office.runDue();
        assertTrue(office.titles("1").contains("Test from trackerwatch"), office.titles("1")::toString);
    }

    @Test
    void a_paused_target_is_sent_nothing() {
        office.hitAndRuns(alpha, 2);
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        assertEquals(new Dispatcher.Pass(0, Optional.empty()), office.runDue());
        assertEquals(0, office.discord.requests().size());
    }

    @Test
    void a_message_that_cannot_be_sent_for_three_days_is_given_up_with_its_reason() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(90));
        assertEquals(State.DEAD, only().state());
        assertTrue(only().reason().orElseThrow().contains("Discord has trouble (502)"), only().reason()::toString);
        assertTrue(office.discord.requests().size() <= 11, () -> office.discord.requests().size() + " requests");
    }

    @Test
    void what_was_never_tried_because_the_program_was_away_is_tried_after_four_days() {
        office.hitAndRuns(alpha, 2);
        office.time.pass(Duration.ofDays(4));
        office.restart();
        office.runDue();
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void what_was_given_up_can_be_sent_again() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(90));
        office.discord.down(false);
        var dead = only();
        office.parts().database().write(tx -> office.parts().outbox().redeliver(tx, dead, office.time.now()));
        office.live(Duration.ofHours(1));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertFalse(office.notes("1").getFirst().contains("given up"), office.notes("1")::toString);
    }

    @Test
    void twenty_refusals_in_ten_minutes_stop_the_host_for_ten_minutes() {
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        for (int i = 100; i < 125; i++) {
            office.discord.script(Fault.json(401, "{\"code\": 50027, \"message\": \"Invalid Webhook Token\"}"));
            test(office.target("T" + i, office.discord.webhook(String.valueOf(i), "c" + i)));
            office.runDue();
        }
        assertEquals(20, office.discord.requests().size());
        office.parts().database().write(tx -> office.parts().targets().resume(tx, home.id()));
        test(home);
        office.run(Duration.ofMinutes(9));
        assertEquals(20, office.discord.requests().size());
    }

    @Test
    void checks_count_among_the_refusals() {
        for (int i = 0; i < 25; i++) {
            office.discord.script(Fault.json(401, "{\"code\": 50027, \"message\": \"Invalid Webhook Token\"}"));
            office.parts().dispatcher().check(home);
        }
        assertEquals(20, office.discord.requests().size());
    }

    @Test
    void a_check_posts_nothing_and_its_log_holds_no_secret() {
        var check = office.parts().dispatcher().check(home);
        assertEquals(new Notifier.Check.Works("Alerts of 10"), check);
        assertEquals(0, office.discord.posts().size());
        var kept = office.attempts().getFirst().answer();
        assertTrue(kept.contains("•••"), kept);
        assertFalse(kept.contains(FakeDiscord.TOKEN), kept);
    }

    @Test
    void a_check_that_is_told_to_wait_for_the_whole_host_makes_everything_wait() {
        office.discord.script(Fault.cloudflare429(60));
        assertEquals(new Notifier.Check.Unknown("Discord asks to wait 60 seconds."), office.parts().dispatcher().check(home));
        assertTrue(office.parts().dispatcher().check(home) instanceof Notifier.Check.Unknown);
        test(home);
        office.run(Duration.ofSeconds(59));
        assertEquals(1, office.discord.requests().size());
        office.run(Duration.ofSeconds(9));
        assertEquals(State.DELIVERED, office.deliveries().getFirst().state());
    }

    @Test
    void webhooks_found_in_one_channel_by_their_checks_share_its_limit() {
        var other = office.target("Other", office.discord.webhook("2", "10"));
        office.parts().dispatcher().check(home);
        office.parts().dispatcher().check(other);
        for (int i = 0; i < 20; i++) {
            test(home);
            test(other);
            office.run(Duration.ofMillis(800));
        }
        office.run(Duration.ofMinutes(3));
        assertEquals(40, office.discord.embeds("1").size() + office.discord.embeds("2").size());
    }

    @Test
    void draining_sends_what_is_due_and_waits_no_longer_than_told() throws InterruptedException {
        office.discord.script(Fault.bucket429(3));
        office.hitAndRuns(alpha, 2);
        assertEquals(2, office.parts().dispatcher().drain(START.plusSeconds(30)));
        assertEquals(1, office.discord.embeds("1").size());
        office.discord.script(Fault.bucket429(90));
        office.hitAndRuns(alpha, 3);
        assertEquals(1, office.parts().dispatcher().drain(office.time.now().plusSeconds(30)));
        assertTrue(office.time.now().isBefore(START.plusSeconds(40)));
    }

    private void test(Target target) {
        office.parts().database().write(tx -> office.parts().outbox().test(tx, target, office.time.now()));
    }

    private void mend(String url) {
        var broken = office.target(home.id());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, new Target(broken.id(), broken.name(), broken.kind(),
                office.notifier().address(url), broken.rules(), broken.trackers(), broken.thresholds(), broken.cooldowns(),
                broken.hideName(), broken.health())));
    }

    private long requestsTo(String webhook) {
        return office.discord.requests().stream().filter(request -> request.target().contains("/webhooks/" + webhook + "/")).count();
    }

    private Delivery only() {
        var alerts = office.deliveries().stream().filter(delivery -> delivery.kind() == Kind.ALERT).toList();
        assertEquals(1, alerts.size());
        return alerts.getFirst();
    }
}
