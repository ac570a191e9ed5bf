package org.trackerwatch.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.Seed;

/// Some days of the simulated year, each held against the reference event by event and alert by alert. The whole of it is
/// [Soak].
final class SoakTest {

    @TempDir
    private Path directory;

    private List<String> differences(long seed, Instant start, int trackers, Duration length, Net net) {
        try (var year = new Year(seed, trackers, start, length, directory, net)) {
            while (!year.isOver()) {
                year.step();
            }
            assertTrue(year.polls > trackers * length.toHours() / 3, () -> "only " + year.polls + " polls");
            return year.differences();
        }
    }

    /// Where the clock on the wall is moved, and where a month or a year ends on a day that others don't have.
    @ParameterizedTest
    @CsvSource({"0, 2027-10-29T20:00:00Z", "1, 2028-02-26T20:00:00Z", "2, 2028-03-24T20:00:00Z"})
    void nothing_is_missing_and_nothing_is_wrong(int nr, Instant start) {
        long seed = Seed.first() + nr;
        assertEquals(List.of(), differences(seed, start, 4, Duration.ofDays(3), new Net()), () -> "seed " + seed);
    }

    @Test
    void real_sockets_make_no_difference() {
        long seed = Seed.first() + 10;
        try (var sockets = new Sockets()) {
            assertEquals(List.of(), differences(seed, Instant.parse("2027-12-30T10:00:00Z"), 5, Duration.ofHours(12), sockets), () -> "seed " + seed);
        }
    }
}
