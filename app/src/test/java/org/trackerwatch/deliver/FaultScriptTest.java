package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Seed;

/// A shorter form of what [Benchmarks] runs.
final class FaultScriptTest {

    @TempDir
    private Path directory;

    @Test
    void whatever_a_day_brings_nothing_is_lost_or_out_of_order_and_no_limit_is_broken() {
        long seed = Seed.first();
        var script = FaultScript.of(seed, Duration.ofHours(4), 0.5, 66, 30);
        try (var run = new OwnRun(directory, script)) {
            var tally = run.run();
            System.out.println("seed " + seed + ", " + run.kills + " and " + run.killsInPolls + " kills: " + tally);
            assertEquals(List.of(), tally.violations(), () -> "seed " + seed);
            assertEquals(0, tally.lost(), () -> "seed " + seed);
            assertEquals(0, tally.astray(), () -> "seed " + seed);
            assertEquals(0, tally.repeated(), () -> "seed " + seed);
            assertTrue(run.kills >= 25 && run.killsInPolls > 0 && tally.marked() > 0, () -> "seed " + seed);
        }
    }

    @Test
    void the_same_script_finds_what_others_lose() {
        var script = FaultScript.of(Seed.first(), Duration.ofHours(1), 0.5, 30, 5);
        assertTrue(Rival.ALL.getFirst().run(script).lost() > 0);
    }
}
