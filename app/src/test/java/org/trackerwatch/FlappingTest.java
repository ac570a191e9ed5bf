package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;

/// A site that goes down and comes back again and again.
final class FlappingTest {

    @TempDir
    private Path directory;
    private Household house;
    private Tracker otters;

    @BeforeEach
    void open() {
        house = new Household(directory);
        otters = house.tracker("Otters");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), house.discord.violations());
        house.close();
    }

    /// One poll each 20 minutes: `-` fails, `?` is not there, which is no outage before the third time, `+` is well.
    private void polls(String outcomes) {
        for (var outcome : outcomes.split("")) {
            house.answers(switch (outcome) {
                case "-" -> new MockResponse.Builder().code(502).build();
                case "?" -> new MockResponse.Builder().code(404).build();
                default -> new UserJson().answer();
            });
            house.time.pass(Duration.ofMinutes(20));
            house.app.database().write(tx -> house.app.schedules().move(tx, otters.id(), house.time.now()));
            house.poll();
            house.deliver();
        }
    }

    private long count(String words) {
        return house.titles().stream().filter(title -> title.contains(words)).count();
    }

    private List<String> verdicts() {
        return house.app.database().read(tx -> house.app.events().list(tx, Optional.empty(), Instant.EPOCH, house.time.now().plusSeconds(1)).stream()
                .map(stored -> stored.event().rule().replace("tracker-", "") + " " + house.app.events().verdicts(tx, stored.id()).getFirst()
                        .verdict().getClass().getSimpleName()).toList());
    }

    @Test
    void it_is_told_once_and_single_downs_and_ups_no_more() {
        house.target();
        polls("+-+-+-+-+");
        assertEquals(1, count("is flapping"), house.titles()::toString);
        assertEquals(List.of("down Sent", "up Sent", "down Held", "flapping Sent", "up NeverAnnounced", "down Flapping", "up NeverAnnounced",
                "down Flapping", "up NeverAnnounced"), verdicts());
        assertTrue(count("is down") == 0 && count("was down") == 1, house.titles()::toString);
    }

    @Test
    void while_it_goes_on_it_is_told_again_each_six_hours() {
        house.target();
        polls("+" + "-+".repeat(25));
        assertEquals(1, count("is flapping"));
        assertEquals(2, count("still flapping"), house.titles()::toString);
    }

    @Test
    void one_that_stays_down_is_told_as_down_when_it_is_quiet() {
        house.target();
        polls("+-+-+-");
        assertEquals(0, count("is down"));
        polls("-".repeat(16));
        assertEquals(1, count("Otters is down"), house.titles()::toString);
    }

    @Test
    void one_that_stays_up_says_no_more() {
        house.target();
        polls("+-+-+-+");
        int told = house.titles().size();
        polls("+".repeat(20));
        assertEquals(told, house.titles().size(), house.titles()::toString);
        polls("-");
        assertEquals(1, count("Otters is down"), house.titles()::toString);
    }

    @Test
    void who_does_not_hear_of_flapping_hears_of_each_time() {
        house.target("tracker-down", "tracker-up");
        polls("+-+-+-+");
        assertTrue(verdicts().stream().noneMatch(verdict -> verdict.endsWith(" Flapping")), () -> verdicts().toString());
    }

    @Test
    void a_restart_does_not_begin_the_count_anew() {
        house.target();
        polls("+-+");
        house.restart();
        polls("-+");
        assertEquals(1, count("is flapping"), house.titles()::toString);
    }

    @Test
    void an_outage_of_changing_reasons_is_one() {
        house.target();
        polls("+-??-??+");
        assertEquals(0, count("flapping"), house.titles()::toString);
        assertEquals(1, count("was down"), house.titles()::toString);
    }

    @Test
    void an_outage_now_and_then_is_no_flapping() {
        house.target();
        polls("+-+" + "+".repeat(20) + "-+");
        assertEquals(0, count("flapping"), house.titles()::toString);
    }
}
