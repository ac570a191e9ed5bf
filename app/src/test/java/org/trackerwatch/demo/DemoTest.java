package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;

/// The whole program in the demo's minute, on a clock that nobody waits for.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DemoTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    Path parent;

    private final SettableTime real = new SettableTime();

    @Test
    void each_of_the_nine_events_is_delivered_within_a_minute() throws Exception {
        var shown = once(4711, PARIS);
        assertTrue(shown.contains("Each of the nine events that the minute promises was delivered"), shown);
        assertTrue(Duration.between(SettableTime.START, real.now()).compareTo(Duration.ofMinutes(1)) < 0);
        for (var title : List.of("Quarry: ratio fell 2.41 →", "Saltmarsh: hit-and-runs 0 → 1", "Foxglove is down",
                "Foxglove is back after", "Lantern: buffer passed 10", "Quarry: the account is warned", "Millrace: ratio 0.5",
                "Cobalt: nothing is seeding", "Lantern: class Member → Power User", "Millrace: 3 years", "Tidepool: login rejected")) {
            assertEquals(2, shown.split("▌ " + title, -1).length, title + " was not shown once in\n" + shown);
        }
        showsHowTroubleWithDeliveryIsOvercome(shown);
        tellsNoNameWhereNamesAreHidden(shown);
    }

    private static void showsHowTroubleWithDeliveryIsOvercome(String shown) {
        assertTrue(shown.contains("held back by the cooldown"), shown);
        assertTrue(shown.contains(", delayed"), shown);
        assertTrue(shown.contains("2 × 429 (wait)"), shown);
        assertTrue(shown.contains("× 503 (outage)"), shown);
        assertTrue(shown.matches("(?s).*Messages: \\d+ × delivered(, 1 × called off \\(no longer true\\))?\\R.*"), shown);
    }

    private static void tellsNoNameWhereNamesAreHidden(String shown) {
        var friends = shown.substring(shown.indexOf("#friends · trackerwatch"), shown.indexOf("Discord has an outage"));
        assertTrue(friends.contains("3 years"), friends);
        assertFalse(friends.lines().takeWhile(line -> !line.contains("#alerts")).anyMatch(line -> line.contains("Millrace")), friends);
    }

    /// In zones on the other side of the day, too.
    @Test
    void the_same_seed_shows_the_same_and_another_one_something_else() throws Exception {
        var shown = once(1, ZoneId.of("Pacific/Kiritimati"));
        assertTrue(shown.contains("Each of the nine events that the minute promises was delivered"), shown);
        assertEquals(shown, once(1, ZoneId.of("Pacific/Kiritimati")));
        var other = once(2, ZoneId.of("America/Los_Angeles"));
        assertTrue(other.contains("Each of the nine events that the minute promises was delivered"), other);
        assertNotEquals(figures(shown), figures(other));
    }

    /// Nothing that was found is left untold, whatever happened.
    @Test
    void life_goes_on_until_it_is_stopped_and_leaves_nothing_behind() throws Exception {
        var shown = run(3, PARIS, Optional.of("Friday, 27 November"));
        assertTrue(shown.contains("Ctrl-C"), shown);
        assertTrue(shown.contains("Thursday, 26 November 2026"), shown);
        var counts = shown.substring(shown.indexOf("  Messages: ")).lines().findFirst().orElseThrow();
        assertTrue(counts.matches("  Messages: ([1-3] × waiting, )?\\d+ × delivered(, \\d+ × called off \\(no longer true\\))?"), counts);
        assertFalse(Files.exists(directory()), "the demo left its directory behind");
    }

    private static List<String> figures(String shown) {
        return shown.lines().filter(line -> line.contains("GiB")).toList();
    }

    private String once(long seed, ZoneId zone) throws Exception {
        return run(seed, zone, Optional.empty());
    }

    /// Without the ports, which are the system's choice.
    private String run(long seed, ZoneId zone, Optional<String> last) throws Exception {
        var shown = new ByteArrayOutputStream();
        var out = new Watched(shown);
        try (var demo = new Demo(out, false, zone, real, seed, new Workplace(Files.createDirectory(directory())))) {
            out.told = line -> {
                if (last.filter(line::startsWith).isPresent()) {
                    demo.stop();
                }
            };
            demo.run(last.isEmpty());
        }
        return shown.toString(StandardCharsets.UTF_8).replaceAll("(127\\.\\d+\\.\\d+\\.\\d+):\\d+", "$1");
    }

    private Path directory() {
        return parent.resolve("demo");
    }

    private static final class Watched extends PrintStream {

        private Consumer<String> told = _ -> {};

        Watched(ByteArrayOutputStream out) {
            super(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            super.println(line);
            told.accept(line);
        }
    }
}
