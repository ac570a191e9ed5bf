package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Secret;

/// Backups that are made by themselves.
final class ScheduledBackupsTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private App app;
    private ScheduledBackups backups;

    @BeforeEach
    void open() {
        app = App.open(Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC")),
                new Doors(time, new Random(1), new OkHttpClient()));
        backups = new ScheduledBackups(app);
        app.database().write(tx -> app.targets().add(tx, new Target(0, "Phone", new Link("ntfy", new Secret("https://ntfy.sh/x")),
                Wishes.ALL, Target.Health.GOOD)));
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void the_first_is_made_a_while_after_the_start_and_then_one_a_day() {
        after(Duration.ZERO);
        assertEquals(0, made().size());
        after(Duration.ofMinutes(10));
        assertEquals(1, made().size());
        after(Duration.ofHours(23));
        assertEquals(1, made().size());
        after(Duration.ofHours(1));
        assertEquals(2, made().size());
    }

    @Test
    void a_program_that_starts_anew_each_hour_makes_no_more() {
        after(Duration.ofMinutes(10));
        backups = new ScheduledBackups(app);
        after(Duration.ofHours(1));
        assertEquals(1, made().size());
    }

    @Test
    void days_weeks_and_months_are_kept_and_the_rest_goes() {
        backups = new ScheduledBackups(app);
        time.pass(Duration.ofMinutes(10));
        for (int day = 0; day < 100; day++) {
            after(Duration.ofDays(1));
        }
        assertTrue(made().size() >= 4 && made().size() <= 6, () -> made().toString());
    }

    @Test
    void two_programs_with_one_folder_keep_what_each_of_them_made() {
        var other = App.open(Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.resolve("other").toString(), "TZ", "UTC")),
                new Doors(time, new Random(2), new OkHttpClient()));
        try (other) {
            other.database().write(tx -> Setting.BACKUP_FOLDER.set(tx, directory.resolve("backups").toString()));
            var theirs = new ScheduledBackups(other);
            for (int day = 0; day < 5; day++) {
                after(Duration.ofDays(1));
                theirs.run();
            }
            assertEquals(2, made().stream().filter(backup -> backup.made().equals(time.now())).count(), () -> made().toString());
            assertTrue(made().size() >= 6 && made().size() <= 12, () -> made().toString());
        }
    }

    @Test
    void after_a_clock_that_was_years_ahead_new_ones_are_kept() {
        time.pass(Duration.ofDays(3650));
        backups = new ScheduledBackups(app);
        for (int day = 0; day < 5; day++) {
            after(Duration.ofDays(1));
        }
        int ahead = made().size();
        time.pass(Duration.ofDays(-3655));
        backups.run();
        for (int day = 0; day < 5; day++) {
            after(Duration.ofDays(1));
            assertTrue(made().stream().anyMatch(backup -> backup.made().equals(time.now())), () -> made().toString());
        }
        assertTrue(made().size() >= ahead + 3, () -> made().toString());
    }

    @Test
    void off_is_off() {
        app.database().write(tx -> Setting.BACKUP_EVERY.set(tx, "off"));
        after(Duration.ofDays(3));
        assertEquals(List.of(), made());
    }

    @Test
    void one_that_fails_is_told_once_a_day_and_tried_again_each_hour_until_it_works() throws IOException {
        var inTheWay = Files.writeString(directory.resolve("backups"), "in the way");
        after(Duration.ofMinutes(10));
        assertTrue(state().trouble().orElseThrow().contains("was not made"), () -> state().toString());
        after(Duration.ofMinutes(30));
        assertEquals(time.now().minus(Duration.ofMinutes(30)), state().tried());
        after(Duration.ofMinutes(30));
        assertEquals(time.now(), state().tried());
        assertEquals(List.of("warning"), notices());
        Files.delete(inTheWay);
        after(Duration.ofHours(1));
        assertEquals(Optional.empty(), state().trouble());
        assertEquals(List.of("warning", "info"), notices());
    }

    private void after(Duration length) {
        time.pass(length);
        backups.run();
    }

    private List<Backup> made() {
        return Backups.list(directory.resolve("backups"));
    }

    private BackupState state() {
        return app.database().read(BackupState::get).orElseThrow();
    }

    private List<String> notices() {
        return app.database().read(tx -> tx.query("SELECT severity FROM delivery WHERE kind = 'notice' ORDER BY id", row -> row.getString(1)));
    }
}
