package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;

class DemoCommandTest {

    @TempDir
    Path directory;

    @Test
    void it_ends_well_and_leaves_the_user_s_directory_alone() throws IOException {
        var answer = program().run("demo", "--once", "--seed", "7");
        assertEquals(0, answer.status(), answer.err());
        assertTrue(answer.out().startsWith("trackerwatch demo, seed 7\n"), answer.out());
        assertTrue(answer.out().contains("Each of the nine events that the minute promises was delivered"), answer.out());
        assertEquals("", answer.err());
        assertFalse(answer.out().contains("\033"), "colours, and nobody at a terminal");
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void who_sits_at_a_terminal_sees_colours_and_a_seed_to_see_the_same_again() {
        var answer = program().typing().run("demo", "--once");
        assertTrue(answer.out().contains("\033[38;5;214m▌ "), answer.out());
        assertTrue(answer.out().lines().findFirst().orElseThrow().matches(".*demo, seed \\d+\\W.*"), answer.out());
    }

    @Test
    void colours_can_be_declined() {
        assertFalse(program().typing().with("NO_COLOR", "1").run("demo", "--once").out().contains("\033"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
    void a_seed_is_a_whole_number(String seed) {
        var answer = program().run("demo", "--seed=" + seed);
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("no whole number"), answer.err());
        assertEquals("", answer.out());
    }

    private Program program() {
        return new Program(directory).at(new SettableTime());
    }
}
