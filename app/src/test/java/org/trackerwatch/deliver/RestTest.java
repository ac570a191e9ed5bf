package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Target;

/// A service that is out of order is asked less and less.
final class RestTest extends HomeAndAlpha {

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
}
