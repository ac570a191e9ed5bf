package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class TroublesTest {

    @Command(name = "trouble")
    static final class Trouble implements Runnable {

        private final RuntimeException thrown;

        @Option(names = "--json")
        boolean json;

        Trouble(RuntimeException thrown) {
            this.thrown = thrown;
        }

        @Override
        public void run() {
            throw thrown;
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int status(RuntimeException thrown, Map<String, String> environment, String... arguments) {
        var terminal = new Terminal(InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), environment, Optional.empty());
        return new CommandLine(new Trouble(thrown)).setExecutionExceptionHandler(new Troubles(terminal)).execute(arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_refusal_is_its_sentence_with_its_status() {
        assertEquals(2, status(Refusal.usage("That makes no sense."), Map.of()));
        assertEquals(1, status(Refusal.failed("That did not work."), Map.of()));
        assertEquals("That makes no sense.\nThat did not work.\n", err());
    }

    @Test
    void what_the_store_says_is_told_as_it_is() {
        assertEquals(1, status(new StoreException("The disk is full."), Map.of(), "--json"));
        assertEquals("The disk is full.\n", err());
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"error\" : \"The disk is full.\""));
    }

    @Test
    void a_broken_definition_is_told_on_one_line() {
        assertEquals(1, status(new Problem.Broken(List.of(new Problem("a.yaml", 3, "one"), new Problem("a.yaml", 4, "two"))), Map.of()));
        assertEquals("a.yaml:3: one a.yaml:4: two\n", err());
    }

    @Test
    void a_file_that_fails_is_told() {
        assertEquals(1, status(new UncheckedIOException(new IOException("No space left on device")), Map.of()));
        assertTrue(err().contains("No space left on device"), err());
    }

    @Test
    void a_fault_of_our_own_names_its_place_and_nothing_of_what_it_says() {
        assertEquals(1, status(new IllegalStateException("the header was " + PLANTED), Map.of()));
        assertTrue(err().contains("IllegalStateException at org.trackerwatch"), err());
        assertEquals(1, err().lines().count(), err());
        assertFalse(err().contains(PLANTED), err());
    }

    @Test
    void its_trace_is_shown_for_who_looks_for_a_fault_without_what_it_says() {
        status(new IllegalStateException("outer " + PLANTED, new IllegalArgumentException(PLANTED)),
                Map.of("TRACKERWATCH_LOG_LEVEL", "debug"));
        assertTrue(err().contains("    at "), err());
        assertTrue(err().contains("java.lang.IllegalArgumentException"), err());
        assertFalse(err().contains(PLANTED), err());
    }

    @Test
    void escape_sequences_in_a_sentence_reach_no_terminal() {
        status(Refusal.failed("The site says \u001b[2J."), Map.of());
        assertFalse(err().contains("\u001b"), err());
    }
}
