package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A clock that is a day wrong and is set right, while the program runs and while it is off.
final class ClockJumpTest {

    @TempDir
    private Path directory;
    private Household house;

    @BeforeEach
    void open() {
        house = new Household(directory);
        house.tracker("Otters");
        house.target();
        house.live(Duration.ofHours(3));
        house.requests.clear();
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// Whatever was planned a day ahead is not waited for, and the site is not asked sooner than it allows either.
    @ParameterizedTest
    @CsvSource({"-24, false", "-24, true", "-23, false", "-5, true", "-26, false"})
    void a_clock_that_is_set_back_costs_no_day_and_no_manners(int hours, boolean off) {
        set(hours, off);
        house.live(Duration.ofHours(6));
        assertTrue(house.requests.size() >= 5 && house.requests.size() <= 7, house.requests.size() + " polls in six hours");
    }

    @ParameterizedTest
    @CsvSource({"24, false", "24, true", "25, true", "5, false"})
    void a_clock_that_is_set_forward_makes_no_burst(int hours, boolean off) {
        for (int i = 0; i < 20; i++) {
            house.tracker("Newts " + i);
        }
        house.live(Duration.ofHours(2));
        house.requests.clear();
        set(hours, off);
        int most = 0;
        for (int minute = 0; minute < 12; minute++) {
            int before = house.requests.size();
            house.live(Duration.ofMinutes(1), Duration.ofMinutes(1));
            most = Math.max(most, house.requests.size() - before);
        }
        assertTrue(most <= 7, most + " polls in a minute");
        assertEquals(21, house.requests.size());
    }

    /// Too short for a poll: only the plans were made by it.
    @ParameterizedTest
    @CsvSource({"24, false", "24, true", "6, false", "30, true"})
    void a_clock_that_was_wrong_for_a_moment_costs_nothing(int hours, boolean off) {
        set(hours, false);
        house.live(Duration.ofSeconds(2), Duration.ofSeconds(1));
        assertEquals(0, house.requests.size());
        set(-hours, off);
        house.live(Duration.ofHours(6));
        assertTrue(house.requests.size() >= 5 && house.requests.size() <= 7, house.requests.size() + " polls in six hours");
    }

    /// First ahead by mistake, then right again: what was found meanwhile is told at once, and once.
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void what_was_found_by_a_wrong_clock_is_told_when_it_is_right_again(boolean off) {
        set(24, false);
        house.live(Duration.ofMinutes(15));
        house.says(new UserJson().hitAndRuns(1));
        while (house.rules().isEmpty()) {
            house.time.pass(Duration.ofMinutes(5));
            house.poll();
        }
        set(-24, off);
        house.live(Duration.ofMinutes(10));
        assertEquals(1, house.titles().stream().filter(title -> title.contains("Otters")).count(), house.titles()::toString);
        house.live(Duration.ofHours(6));
        assertEquals(1, house.embeds().size(), house.titles()::toString);
        assertEquals(List.of(), house.discord.violations());
    }

    /// What failed by the wrong clock is not left for a day either.
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void what_failed_by_a_wrong_clock_is_tried_again_soon(boolean off) {
        set(24, false);
        house.says(new UserJson().hitAndRuns(1));
        house.discord.down(true);
        house.live(Duration.ofHours(4));
        house.discord.down(false);
        set(-24, off);
        house.live(Duration.ofMinutes(40));
        assertEquals(1, house.titles().stream().filter(title -> title.contains("Otters")).count(), house.titles()::toString);
    }

    /// A cooldown that began in the future is not waited for: a worse value tells at once after the clock is right.
    @ParameterizedTest
    @CsvSource({"-24", "24"})
    void a_cooldown_outlives_no_clock(int hours) {
        house.says(new UserJson().hitAndRuns(1));
        house.live(Duration.ofHours(2));
        set(hours, false);
        house.says(new UserJson().hitAndRuns(2));
        house.live(Duration.ofHours(8));
        assertEquals(2, house.titles().stream().filter(title -> title.contains("Otters")).count(), house.titles()::toString);
    }

    private void set(int hours, boolean off) {
        house.time.set(house.time.now().plus(Duration.ofHours(hours)));
        if (off) {
            house.restart();
        }
    }
}
