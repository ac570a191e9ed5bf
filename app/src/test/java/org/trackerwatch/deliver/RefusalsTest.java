package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;

/// What a service takes no more of, and what becomes of the queue.
final class RefusalsTest extends HomeAndAlpha {

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
    void a_forum_s_webhook_without_a_thread_is_refused_with_what_to_add() {
        var forum = office.target("Forum", office.discord.forum("2", "20"));
        test(forum);
        office.runDue();
        var reason = office.target(forum.id()).health().reason().orElseThrow();
        assertTrue(reason.contains("Add ?thread_id="), reason);
    }

    private void mend(String url) {
        var broken = office.target(home.id());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, new Target(broken.id(), broken.name(), broken.kind(),
                office.notifier().address(url), broken.rules(), broken.trackers(), broken.thresholds(), broken.cooldowns(),
                broken.hideName(), broken.health())));
    }
}
