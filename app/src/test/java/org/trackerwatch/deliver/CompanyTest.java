package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Events of one round of polls in one message: each waits a little for others.
final class CompanyTest {

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), target -> target.with(Calm.USUAL));
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    @Test
    void trackers_polled_in_one_round_reach_a_target_in_one_request() {
        var trackers = read("2.0", 8);
        var start = office.time.now();
        for (var tracker : trackers) {
            office.ratio(tracker, "1.5");
            office.runDue();
            office.time.pass(Duration.ofSeconds(2));
        }
        office.run(Duration.ofHours(1));
        assertEquals(1, office.discord.requests().size());
        assertEquals(8, office.titles("1").size());
        assertEquals(start.plusSeconds(20), office.discord.posts().getFirst().at());
    }

    @Test
    void an_urgent_one_waits_three_seconds_and_takes_the_others_along() {
        var trackers = read("2.0", 3);
        office.ratio(trackers.get(0), "1.5");
        office.time.pass(Duration.ofSeconds(1));
        var start = office.time.now();
        office.reads(trackers.get(1), Map.of(Field.RATIO, Ratio.finite("2.0"), Field.WARNED, new Value.Flag(true)));
        office.time.pass(Duration.ofSeconds(1));
        office.ratio(trackers.get(2), "1.5");
        office.run(Duration.ofHours(1));
        assertEquals(1, office.discord.requests().size());
        assertEquals(3, office.titles("1").size());
        assertEquals(start.plusSeconds(3), office.discord.posts().getFirst().at());
    }

    @Test
    void mere_information_waits_five_minutes_and_no_longer() {
        var alpha = office.tracker("Alpha");
        office.reads(alpha, Map.of(Field.CLASS, new Value.Text("User"), Field.SEEDING, new Value.Count(1)));
        office.time.pass(Duration.ofHours(1));
        office.reads(alpha, Map.of(Field.CLASS, new Value.Text("Power User"), Field.SEEDING, new Value.Count(1)));
        var start = office.time.now();
        office.run(Duration.ofHours(1));
        assertEquals(start.plus(Duration.ofMinutes(5)), office.discord.posts().getFirst().at());
    }

    @Test
    void a_target_that_wants_each_at_once_gets_each_at_once_also_what_waits_already() {
        var trackers = read("2.0", 2);
        office.ratio(trackers.getFirst(), "1.5");
        office.runDue();
        assertEquals(0, office.discord.requests().size());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(home.calm().batching(false))));
        office.runDue();
        office.ratio(trackers.getLast(), "1.5");
        office.runDue();
        assertEquals(2, office.discord.requests().size());
    }

    @Test
    void a_test_and_whoever_waits_for_what_he_caused_wait_for_no_company() throws InterruptedException {
        var alpha = read("2.0", 1).getFirst();
        office.parts().database().write(tx -> office.parts().outbox().test(tx, home, office.time.now()));
        office.runDue();
        assertEquals(1, office.discord.requests().size());
        office.ratio(alpha, "1.5");
        var start = office.time.now();
        assertEquals(1, office.parts().dispatcher().drain(start.plusSeconds(30)));
        assertEquals(start, office.time.now());
    }

    @Test
    void the_first_failure_of_one_that_left_with_others_counts_and_is_mended_in_seconds() {
        var alpha = read("2.0", 1).getFirst();
        office.discord.script(Fault.html(503));
        office.ratio(alpha, "1.5");
        office.run(Duration.ofSeconds(21));
        assertEquals(1, office.deliveries().getFirst().attempts());
        office.run(Duration.ofSeconds(10));
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void a_restart_within_the_wait_loses_nothing_and_begins_no_new_wait() {
        var trackers = read("2.0", 2);
        var start = office.time.now();
        office.ratio(trackers.getFirst(), "1.5");
        office.time.pass(Duration.ofSeconds(19));
        office.restart();
        office.ratio(trackers.getLast(), "1.5");
        office.run(Duration.ofMinutes(1));
        assertEquals(1, office.discord.requests().size());
        assertEquals(2, office.titles("1").size());
        assertEquals(start.plusSeconds(20), office.discord.posts().getFirst().at());
    }

    @Test
    void a_burst_of_a_hundred_takes_ten_requests_in_order() {
        var trackers = read("2.0", 100);
        trackers.forEach(tracker -> office.ratio(tracker, "1.5"));
        office.time.pass(Duration.ofSeconds(1));
        trackers.forEach(tracker -> office.ratio(tracker, "1.0"));
        office.live(Duration.ofHours(7));
        assertEquals(100, office.titles("1").stream().filter(title -> title.contains("2.00 → 1.50")).count());
        assertTrue(office.titles("1").subList(0, 100).stream().allMatch(title -> title.contains("2.00 → 1.50")));
        assertEquals(100, office.titles("1").stream().filter(title -> title.contains("1.50 → 1.00")).count());
        assertEquals(20, office.discord.requests().size());
    }

    private List<Tracker> read(String ratio, int count) {
        var trackers = IntStream.range(0, count).mapToObj(i -> office.tracker("T" + i)).toList();
        trackers.forEach(tracker -> office.ratio(tracker, ratio));
        office.time.pass(Duration.ofMinutes(1));
        return trackers;
    }
}
