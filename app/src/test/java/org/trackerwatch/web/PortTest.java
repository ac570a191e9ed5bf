package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerwatch.store.StoreException;

/// A port that another program has is told once, in our words, and not in those of a library before.
final class PortTest {

    @Test
    void a_taken_port_is_told_by_us_and_by_nobody_else() throws IOException {
        var before = System.err;
        var logged = new ByteArrayOutputStream();
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); var log = new PrintStream(logged, true, StandardCharsets.UTF_8)) {
            var wiring = new Server.Wiring("127.0.0.1", other.getLocalPort(), "", (_, _) -> Caller.NOBODY, List.of(), _ -> Reply.done());
            System.setErr(log);
            var refusal = assertThrows(StoreException.class, () -> Server.start(wiring));
            assertTrue(String.valueOf(refusal.getMessage()).contains("another program listens there already"), refusal::getMessage);
        } finally {
            System.setErr(before);
        }
        assertEquals("", logged.toString(StandardCharsets.UTF_8));
    }
}
