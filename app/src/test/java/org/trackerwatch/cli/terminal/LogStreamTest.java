package org.trackerwatch.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class LogStreamTest {

    private static String logged(Consumer<LogStream> writing) {
        var bytes = new ByteArrayOutputStream();
        try (var log = new LogStream(bytes)) {
            writing.accept(log);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothing_that_a_terminal_obeys_or_that_turns_a_line_around_is_written() {
        assertEquals("WARN HostPort - Bad Authority: [a\ufffd31mEVIL\ufffd0m]\n",
                logged(log -> log.println("WARN HostPort - Bad Authority: [a\u009b31mEVIL\u009b0m]")));
        assertEquals("a\ufffd[2Jb\ufffdc\ufffdd\ufffde\n", logged(log -> log.println("a\u001b[2Jb\u202ec\u2028d\u0000e")));
        assertEquals("∞ “Otters” 🦦\n", logged(log -> log.println("∞ “Otters” 🦦")));
    }

    @Test
    void nobody_writes_a_line_of_his_own() {
        assertEquals("INFO asked by a\n    ERROR the disk is full\n    b\n", logged(log -> log.println("INFO asked by a\nERROR the disk is full\rb")));
    }

    @Test
    void stack_traces_stay_readable() {
        var trace = logged(new IllegalStateException("a\u001bb")::printStackTrace);
        assertTrue(trace.startsWith("java.lang.IllegalStateException: a\ufffdb\n\tat org.trackerwatch."), trace);
    }

    @Test
    void what_ends_with_its_line_ends_with_it_once() {
        assertEquals("one\ntwo", logged(log -> {
            log.print("one\n");
            log.print("two");
        }));
        assertEquals("3 of 7\n", logged(log -> log.printf("%d of %d%n", 3, 7)));
    }
}
