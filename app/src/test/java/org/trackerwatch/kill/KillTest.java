package org.trackerwatch.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Seed;

/// The short form of [Kills]: the steps that are met for certain, once each.
final class KillTest {

    private static final List<Step> STEPS = List.of(Step.KEPT, Step.ASKED, Step.CONNECTED, Step.UNKEPT, Step.TAKEN, Step.SIGNING, Step.UNSTORED);

    @TempDir
    private Path directory;

    @Test
    void whatever_step_the_program_is_killed_at_nothing_is_lost_and_nobody_is_asked_too_much() throws Exception {
        try (var siege = new Siege(directory, Seed.first(), true)) {
            for (var step : STEPS) {
                siege.strike(step);
            }
            var faults = siege.reckon();
            assertEquals(List.of(), faults, "seed " + Seed.first());
            assertTrue(siege.found.keySet().containsAll(Set.of(Found.ASKED, Found.UNKEPT, Found.KEPT, Found.ATTEMPTED, Found.BODY_LEFT,
                    Found.UNSTORED)), "met: " + siege.found);
        }
    }
}
