package org.trackerwatch.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MachineCheckTest {

    @Test
    void with_so_few_files_that_nothing_else_starts_it_is_broken() {
        var found = MachineCheck.files(64).orElseThrow();
        assertEquals(Finding.Level.BROKEN, found.level());
        assertEquals("No more than 64 files and connections may be open at once, so nothing but this command starts.", found.text());
        assertTrue(found.remedy().orElseThrow().contains("ulimit -n 1024"));
    }

    @Test
    void with_few_it_is_a_warning_and_with_enough_nothing() {
        assertEquals(Finding.Level.WARNING, MachineCheck.files(128).orElseThrow().level());
        assertEquals(Optional.empty(), MachineCheck.files(256));
    }
}
