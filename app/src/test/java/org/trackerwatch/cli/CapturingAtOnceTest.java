package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.store.Lock;
import org.trackerwatch.trackers.Time;

/// `tracker capture` beside a daemon, beside another one, and what it keeps others from.
class CapturingAtOnceTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private Path config;
    private Program program;

    @BeforeEach
    void open() {
        config = directory.resolve("config");
        program = new Program(config).at(time);
        add("Otters");
        add("Herons");
        time.pass(Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void add(String name) {
        var added = program.piped(PLANTED + name, "tracker", "add", "unit3d", "--name", name, "--url", site.url(), "--secret-stdin");
        assertEquals(0, added.status(), added.both());
    }

    private Program.Answer capture(String name, String folder) {
        return program.run("tracker", "capture", name, "--to", directory.resolve(folder).toString());
    }

    private int snapshots(String name) {
        return program.run("snapshot", "list", name, "--json").json().size();
    }

    @Test
    void a_daemon_that_runs_is_no_hindrance_and_keeps_its_lock() {
        try (var _ = Lock.take(config)) {
            var captured = capture("Otters", "pages");
            assertEquals(0, captured.status(), captured.both());
            assertTrue(Lock.isHeld(config));
        }
        assertEquals(2, snapshots("Otters"));
        assertTrue(Files.exists(directory.resolve("pages/api.json")));
    }

    @Test
    void of_two_at_once_of_one_tracker_the_second_is_told_so_and_asks_nothing() {
        var second = new ArrayList<Program.Answer>();
        site.meanwhile(() -> second.add(capture("Otters", "second")));
        var first = capture("Otters", "first");
        assertEquals(0, first.status(), first.both());
        assertEquals(1, second.getFirst().status());
        assertTrue(second.getFirst().err().contains("is being polled now"), second.getFirst().err());
        assertFalse(Files.exists(directory.resolve("second")));
        assertEquals(3, site.requests());
        assertEquals(2, snapshots("Otters"));
    }

    @Test
    void and_beside_a_daemon_it_is_the_same() {
        var second = new ArrayList<Program.Answer>();
        try (var _ = Lock.take(config)) {
            site.meanwhile(() -> second.add(capture("Otters", "second")));
            assertEquals(0, capture("Otters", "first").status());
        }
        assertTrue(second.getFirst().err().contains("is being polled now"), second.getFirst().err());
        assertEquals(3, site.requests());
    }

    @Test
    void two_trackers_at_once_do_not_wait_for_each_other() {
        var second = new ArrayList<Program.Answer>();
        site.meanwhile(() -> second.add(capture("Herons", "second")));
        var first = capture("Otters", "first");
        assertEquals(0, first.status(), first.both());
        assertEquals(0, second.getFirst().status(), second.getFirst().both());
        assertEquals(List.of(2, 2), List.of(snapshots("Otters"), snapshots("Herons")));
        assertTrue(Files.exists(directory.resolve("first/api.json")) && Files.exists(directory.resolve("second/api.json")));
    }

    @Test
    void a_capture_that_was_made_is_no_longer_being_polled() {
        assertEquals(0, capture("Otters", "first").status());
        time.pass(Duration.ofHours(2));
        assertEquals(0, capture("Otters", "second").status());
    }

    /// Whoever asks the clock while pages are scrubbed finds the directory free.
    @Test
    void taking_things_out_keeps_nobody_from_the_directory() {
        var held = new CopyOnWriteArrayList<Boolean>();
        var watched = new Time() {
            @Override
            public Instant now() {
                if (StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".Scrubbing")))) {
                    held.add(Lock.isHeld(config));
                }
                return time.now();
            }

            @Override
            public void sleep(Duration length) {
                time.sleep(length);
            }
        };
        program.at(watched);
        assertEquals(0, capture("Otters", "pages").status());
        assertFalse(held.isEmpty());
        assertFalse(held.contains(true), held.toString());
    }
}
