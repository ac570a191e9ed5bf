package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;

/// Where a service says how much it takes, no more is sent.
final class LimitsTest extends HomeAndAlpha {

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
}
