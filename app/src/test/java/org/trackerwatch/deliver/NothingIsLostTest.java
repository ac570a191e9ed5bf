package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Seed;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Limits;
import tools.jackson.databind.JsonNode;

/// Outages, bursts and crashes: every alert arrives, in order within its tracker, and twice only where it says that it
/// may be.
final class NothingIsLostTest {

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;

    /// What should be read, by tracker, in order.
    private final Map<String, List<String>> expected = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), PostOffice::everyEvent);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void a_burst_of_a_hundred_alerts_arrives_whole_and_breaks_no_limit() {
        var trackers = trackers(100);
        trackers.forEach(this::alert);
        var start = office.time.now();
        office.run(Duration.ofMinutes(10));
        var last = office.discord.posts().getLast().at();
        assertEachOnce();
        assertEquals(List.of(), office.discord.violations());
        System.out.println("burst of 100 alerts: " + office.discord.embeds("1").size() + " of 100 arrived in "
                + office.discord.requests().size() + " requests within " + Duration.between(start, last).toMillis() + " ms");
    }

    @Test
    void a_hundred_separate_messages_to_two_webhooks_of_one_channel_break_no_limit() {
        var other = office.target("Other", office.discord.webhook("2", "10"));
        office.parts().dispatcher().check(home);
        office.parts().dispatcher().check(other);
        var start = office.time.now();
        for (int i = 0; i < 100; i++) {
            var target = i % 2 == 0 ? home : other;
            office.parts().database().write(tx -> office.parts().outbox().test(tx, target, office.time.now()));
            office.runDue();
        }
        office.run(Duration.ofHours(1));
        assertEquals(100, office.discord.embeds("1").size() + office.discord.embeds("2").size());
        assertEquals(List.of(), office.discord.violations());
        System.out.println("100 messages for one channel: " + office.discord.requests().size() + " requests within "
                + Duration.between(start, office.discord.posts().getLast().at()).toMillis() + " ms");
    }

    @Test
    void after_six_hours_without_discord_everything_arrives_in_order_under_every_limit() {
        var trackers = trackers(20);
        office.discord.down(true);
        for (int i = 0; i < 36; i++) {
            trackers.forEach(this::alert);
            office.live(Duration.ofMinutes(10));
        }
        int asked = office.discord.requests().size();
        office.discord.down(false);
        var start = office.time.now();
        office.live(Duration.ofHours(1));
        assertEachOnce();
        assertEquals(List.of(), office.discord.violations());
        assertTrue(office.discord.embeds("1").stream().filter(embed -> footer(embed).contains("delayed")).count() > 700);
        System.out.println("outage of 6 h: " + asked + " requests meanwhile, then " + office.discord.embeds("1").size() + " alerts in "
                + (office.discord.requests().size() - asked) + " requests within "
                + Duration.between(start, office.discord.posts().getLast().at()).toSeconds() + " s");
    }

    @Test
    void a_restart_begins_with_no_burst() {
        var trackers = trackers(60);
        for (int round = 0; round < 8; round++) {
            trackers.forEach(this::alert);
            office.runDue();
            office.restart();
            office.time.pass(Duration.ofMillis(100));
        }
        office.run(Duration.ofMinutes(10));
        assertEachOnce();
        assertEquals(List.of(), office.discord.violations());
    }

    @Test
    void two_processes_on_one_directory_send_each_message_once_and_keep_the_limits_together() {
        var beside = office.another();
        var trackers = trackers(8);
        for (int round = 0; round < 40; round++) {
            trackers.forEach(this::alert);
            var both = List.of(CompletableFuture.runAsync(beside.dispatcher()::runDue), CompletableFuture.runAsync(office::runDue));
            both.forEach(CompletableFuture::join);
            office.time.pass(Duration.ofMillis(700));
        }
        office.run(Duration.ofMinutes(20));
        beside.dispatcher().close();
        beside.database().close();
        assertEachOnce();
        assertEquals(List.of(), office.discord.violations());
    }

    @Test
    void a_poll_that_is_not_committed_tells_nobody() {
        var alpha = trackers(1).getFirst();
        assertThrows(IllegalStateException.class, () -> office.parts().database().write(tx -> {
            office.conclude(tx, alpha, PostOffice.hitAndRuns(1));
            throw new IllegalStateException("the power fails");
        }));
        office.run(Duration.ofHours(1));
        assertEquals(0, office.discord.requests().size());
        alert(alpha);
        office.run(Duration.ofHours(1));
        assertEachOnce();
    }

    @Test
    void a_death_before_sending_may_repeat_nothing_but_says_it_may() {
        var alpha = trackers(1).getFirst();
        alert(alpha);
        office.dieBeforeSending(home);
        office.run(Duration.ofMinutes(5));
        assertEachArrived();
        assertTrue(footer(office.discord.embeds("1").getFirst()).contains("may be a duplicate"));
    }

    @Test
    void a_death_before_settling_repeats_the_message_once_and_says_so() {
        var alpha = trackers(1).getFirst();
        alert(alpha);
        office.dieBeforeSettling();
        office.run(Duration.ofMinutes(5));
        assertEquals(2, office.discord.embeds("1").size());
        assertEachArrived();
    }

    @Test
    void what_changed_since_it_was_chosen_is_not_begun() {
        alert(trackers(1).getFirst());
        var chosen = office.deliveries();
        var pace = office.notifier().pace(home);
        assertTrue(begin(chosen));
        assertFalse(begin(chosen), "it is being sent already");
        test();
        var later = office.deliveries().subList(1, 2);
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        assertFalse(begin(later), "its target was paused");
        office.parts().database().write(tx -> office.parts().targets().resume(tx, home.id()));
        office.parts().database().write(tx -> new Limits().hold(tx, pace, Pace.Scope.HOST, office.time.now().plusSeconds(5), office.time.now()));
        assertFalse(begin(later), "the host asked to wait");
        office.time.pass(Duration.ofSeconds(5));
        assertTrue(begin(later));
    }

    @Test
    void a_lease_that_was_lost_settles_nothing_any_more() {
        var alpha = trackers(1).getFirst();
        alert(alpha);
        office.discord.whenHandled(() -> office.parts().database().write(tx ->
                office.parts().leases().recover(tx, office.time.now().plusSeconds(61), false)));
        office.runDue();
        var delivery = office.deliveries().getFirst();
        assertTrue(delivery.uncertain());
        assertEquals(Delivery.State.WAITING, delivery.state());
    }

    @Test
    void whatever_happens_at_whatever_moment_every_alert_arrives_and_only_marked_ones_twice() {
        long seed = Seed.first();
        var random = new Random(seed);
        System.out.println("seed " + seed);
        var trackers = trackers(6);
        int refusals = 0;
        for (int i = 0; i < 60; i++) {
            trackers.subList(0, 1 + random.nextInt(6)).forEach(this::alert);
            switch (random.nextInt(10)) {
                case 0 -> office.dieBeforeSending(home);
                case 1 -> office.dieBeforeSettling();
                case 2 -> office.restart();
                case 3 -> office.discord.script(Fault.answerLost());
                case 4 -> office.discord.script(Fault.html(503), Fault.bucket429(1.5));
                case 5 -> office.discord.script(Fault.answerCut());
                case 6 -> office.discord.script(Fault.html(502));
                case 7 -> {
                    // A second one could refuse the same message in its plainest form, too, and rightly end it.
                    if (refusals++ == 0) {
                        office.discord.script(Fault.json(400, "{\"code\": 50035, \"message\": \"Invalid Form Body\"}"));
                    }
                }
                default -> office.runDue();
            }
            office.run(Duration.ofMillis(random.nextInt(120_000)));
        }
        office.live(Duration.ofHours(12));
        assertEachArrived();
        assertEquals(List.of(), office.discord.violations());
        assertEquals(List.of(), office.deliveries().stream().filter(delivery -> !arrived(delivery)).toList());
    }

    /// An answer that breaks off a second time is taken for a yes, since its status was one: accepted, not confirmed.
    private static boolean arrived(Delivery delivery) {
        return delivery.state() == Delivery.State.DELIVERED || delivery.state() == Delivery.State.ACCEPTED && delivery.uncertain();
    }

    private boolean begin(List<Delivery> chosen) {
        return office.parts().database().writeAndGet(tx -> office.parts().leases().begin(tx, home, chosen, office.notifier().pace(home),
                office.time.now())).isPresent();
    }

    private void test() {
        office.parts().database().write(tx -> office.parts().outbox().test(tx, home, office.time.now()));
    }

    private List<Tracker> trackers(int count) {
        var trackers = IntStream.range(0, count).mapToObj(i -> office.tracker("T" + i)).toList();
        trackers.forEach(tracker -> office.hitAndRuns(tracker, 0));
        office.time.pass(Duration.ofMinutes(1));
        return trackers;
    }

    private void alert(Tracker tracker) {
        office.time.pass(Duration.ofMillis(1));
        int count = counts.merge(tracker.name(), 1, Integer::sum);
        office.hitAndRuns(tracker, count);
        expected.computeIfAbsent(tracker.name(), _ -> new ArrayList<>())
                .add(tracker.name() + ": hit-and-runs " + (count - 1) + " → " + count);
    }

    private void assertEachOnce() {
        expected.forEach((tracker, titles) -> assertEquals(titles, read(tracker, false)));
    }

    /// Each at least once and in order; what comes again says that it may be a duplicate.
    private void assertEachArrived() {
        expected.forEach((tracker, titles) -> assertEquals(titles, read(tracker, true)));
    }

    /// What readers saw of a tracker.
    ///
    /// @param forgiving leaves out what they had seen before, if it says that it may be a duplicate
    private List<String> read(String tracker, boolean forgiving) {
        var seen = new ArrayList<String>();
        for (var post : office.discord.posts()) {
            var texts = post.embeds().isEmpty() ? List.of(post.message().path("content").asString()) : post.embeds().stream()
                    .map(embed -> embed.path("title").asString() + "\n" + footer(embed)).toList();
            for (var text : texts) {
                var title = DiscordReader.read(text).text().lines().findFirst().orElseThrow();
                boolean again = forgiving && text.contains("may be a duplicate") && seen.contains(title);
                if (title.startsWith(tracker + ":") && !again) {
                    seen.add(title);
                }
            }
        }
        return seen;
    }

    private static String footer(JsonNode embed) {
        return embed.path("footer").path("text").asString();
    }
}
