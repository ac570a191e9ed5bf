package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Pages that are valid, not long, and would fill any memory.
class TreesTest {

    private static final int SIZE = 2 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    static Stream<String> bombs() {
        return Stream.of(filled("<br>"), filled("["), filled("{\"a\":"), "[" + filled("{},") + "{}]", "[" + filled("1,") + "1]",
                "<p><b><i><u><s><em><tt><big><font><code><small><strike><strong></p>" + "<p>x".repeat(Trees.MOST_TAGS - 30), filled("<p a b c d e f g h>"));
    }

    private static String filled(String part) {
        return part.repeat((SIZE - 4) / part.length());
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void a_page_of_too_many_parts_is_an_error_of_the_site(String page) {
        var failure = read(page.getBytes(StandardCharsets.UTF_8));
        assertEquals(Reason.SITE_ERROR, failure.reason());
        assertEquals("Harbour sent a page of too many parts, which is no page of figures.", failure.detail());
    }

    private static PollFailure read(byte[] page) {
        return read(SavedPage.of(page));
    }

    private static PollFailure read(SavedPage page) {
        var reader = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));
        return ((Outcome.Failed) reader.read(Harbour.definition(), Map.of("me", page))).failure();
    }

    @Test
    void a_number_that_no_machine_can_hold_is_no_json() {
        var page = "{\"uploaded\": 1e9999999999}";
        assertTrue(new Trees().json(page).tree().isEmpty());
        assertTrue(new Trees().leading(page).isEmpty());
    }

    @Test
    void what_a_site_may_well_send_is_read() {
        var trees = new Trees();
        assertEquals(Trees.Flaw.NONE, trees.html(EndMark.in("<table>" + "<tr><td>a</td></tr>".repeat(5000))).flaw());
        assertTrue(trees.json("[" + "{\"a\":1},".repeat(10_000) + "{}]").tree().isPresent());
        assertEquals(Trees.Flaw.NONE, trees.json("[1,").flaw());
    }

    @Test
    void a_file_without_end_is_read_as_far_as_needed(@TempDir Path folder) throws IOException {
        var endless = Path.of("/dev/zero");
        var tooLong = Files.write(folder.resolve("api.json"), new byte[SIZE + 1]);
        for (var file : Files.exists(endless) ? List.of(endless, tooLong) : List.of(tooLong)) {
            assertEquals("Harbour sent more than 2 MiB, which is no page of figures.", read(SavedPage.of(file)).detail());
        }
    }

    /// The program's own heap, and many accounts at once.
    @Test
    void no_page_fills_the_memory() throws IOException, InterruptedException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var child = new ProcessBuilder(java, "-Xmx96m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
                System.getProperty("java.class.path"), TreesTest.class.getName()).inheritIO().start();
        try {
            assertTrue(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(0, child.exitValue());
        } finally {
            child.destroyForcibly();
        }
    }

    /// What runs in the child.
    public static void main(String[] arguments) throws InterruptedException {
        var reader = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));
        for (var bomb : bombs().map(text -> SavedPage.of(text.getBytes(StandardCharsets.UTF_8))).toList()) {
            var polls = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                polls.add(Thread.ofPlatform().start(() -> reader.read(Harbour.definition(), Map.of("me", bomb))));
            }
            for (var poll : polls) {
                poll.join();
            }
        }
    }
}
