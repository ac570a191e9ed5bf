package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.StoreException;

/// A disk that is full to the last byte while trackers are polled and alerts are under way.
final class FullDiskTest {

    @TempDir
    private Path directory;
    private SmallDisk disk;
    private Household house;
    private DiskWatch watch;

    @BeforeEach
    void open() throws Exception {
        var mounted = SmallDisk.mounted(directory, "24m");
        assumeTrue(mounted.isPresent(), "only the superuser can mount a small disk");
        disk = mounted.get();
        house = new Household(directory);
        watch = new DiskWatch(house.app);
    }

    @AfterEach
    void close() throws Exception {
        if (disk != null) {
            house.close();
            disk.unmount();
        }
    }

    @Test
    void with_a_reserve_what_was_found_is_told_and_so_is_why_nothing_new_is() throws Exception {
        watch.run();
        found();
        fill();
        int asked = house.requests.size();
        live(Duration.ofHours(5));
        assertEquals(asked, house.requests.size(), "a site was asked for what could not be kept");
        assertEquals(1, count("Otters"), house.titles()::toString);
        assertEquals(1, count("The disk of trackerwatch is full"), house.titles()::toString);
        assertTrue(house.app.database().reserve().isGivenUp());

        disk.free();
        live(Duration.ofHours(3));
        assertFalse(house.app.database().reserve().isGivenUp());
        assertEquals(1, count("The disk of trackerwatch has space again"), house.titles()::toString);
        assertTrue(house.requests.size() > asked, "polling did not go on");
        assertEquals(4 << 20, Files.size(directory.resolve("trackerwatch.reserve")));
    }

    /// In the log beside the database there is room for many commits yet.
    @Test
    void a_disk_that_somebody_else_fills_is_found_full_before_a_commit_fails() {
        watch.run();
        house.tracker("Otters");
        house.target();
        disk.fill();
        watch.run();
        assertTrue(house.app.database().reserve().isGivenUp());
        house.deliver();
        assertEquals(1, count("The disk of trackerwatch is full"), house.titles()::toString);
    }

    @Test
    void where_there_was_no_room_for_a_reserve_nothing_is_asked_and_what_is_left_serves_to_say_so() throws Exception {
        house.tracker("Otters");
        house.target();
        disk.fillBut(3 << 20);
        live(Duration.ofHours(1));
        assertEquals(List.of(), house.requests);
        assertEquals(1, count("The disk of trackerwatch is full"), house.titles()::toString);
        disk.free();
        live(Duration.ofHours(1));
        assertEquals(1, count("The disk of trackerwatch has space again"), house.titles()::toString);
        assertFalse(house.requests.isEmpty(), "polling did not begin");
    }

    /// As in a command.
    @Test
    void without_a_reserve_nothing_is_half_and_all_goes_on_when_there_is_space() throws Exception {
        var tracker = house.tracker("Otters");
        house.target();
        house.poll();
        house.says(new UserJson().hitAndRuns(1));
        long snapshots = snapshots(tracker);
        fill();
        quietly(() -> live(Duration.ofHours(3)));
        assertEquals(snapshots, snapshots(tracker));
        assertEquals(List.of(), house.rules());
        disk.free();
        live(Duration.ofHours(3));
        assertEquals(1, count("Otters"), house.titles()::toString);
        assertTrue(snapshots(tracker) > snapshots);
    }

    @Test
    void an_attempt_that_can_t_be_written_down_is_not_made() throws Exception {
        found();
        fill();
        quietly(house::deliver);
        assertEquals(0, house.discord.posts().size());
        disk.free();
        house.deliver();
        assertEquals(1, count("Otters"), house.titles()::toString);
        assertFalse(house.embeds().toString().contains("duplicate"), house.embeds()::toString);
    }

    /// The disk has become full while the service was answering.
    @Test
    void an_answer_is_kept_in_what_was_reserved() throws Exception {
        watch.run();
        found();
        house.discord.whenHandled(this::fill);
        house.deliver();
        assertEquals(1, house.discord.posts().size());
        assertEquals(State.DELIVERED, state());
    }

    @Test
    void an_answer_that_could_not_be_kept_at_all_is_uncertain_and_told_again_with_a_word() throws Exception {
        found();
        house.discord.whenHandled(this::fill);
        quietly(house::deliver);
        assertEquals(State.SENDING, state());
        house.discord.whenHandled(() -> { });
        disk.free();
        live(Duration.ofMinutes(10));
        assertEquals(State.DELIVERED, state());
        assertEquals(2, house.discord.posts().size());
        assertTrue(house.embeds().getLast().toString().contains("may be a duplicate"), house.embeds()::toString);
    }

    private void found() {
        house.tracker("Otters");
        house.target();
        house.poll();
        house.says(new UserJson().hitAndRuns(1));
        while (house.rules().isEmpty()) {
            house.time.pass(Duration.ofMinutes(5));
            house.poll();
        }
    }

    /// Empties the log first, which would have room for a while.
    private void fill() {
        house.app.database().checkpoint();
        disk.fill();
    }

    /// As the daemon's loops do, each of which outlives its own trouble.
    private void live(Duration length) {
        var end = house.time.now().plus(length);
        while (house.time.now().isBefore(end)) {
            house.time.pass(Duration.ofMinutes(5));
            quietly(watch::run);
            quietly(house::poll);
            quietly(house::deliver);
        }
    }

    private static void quietly(Runnable round) {
        try {
            round.run();
        } catch (StoreException e) {
            assertEquals(StoreException.Trouble.FULL, e.trouble());
        }
    }

    private long count(String words) {
        return house.titles().stream().filter(title -> title.contains(words)).count();
    }

    private long snapshots(Tracker tracker) {
        return house.app.database().read(tx -> house.app.history().snapshots(tx, tracker.id(), Instant.EPOCH, house.time.now().plusSeconds(1))).size();
    }

    private State state() {
        return house.app.database().read(tx -> house.app.deliveries().open(tx, 1)).stream().findFirst().map(Delivery::state).orElse(State.DELIVERED);
    }
}
