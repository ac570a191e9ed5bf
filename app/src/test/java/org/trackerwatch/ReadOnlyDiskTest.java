package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.doctor.Doctor;
import org.trackerwatch.doctor.Finding;
import org.trackerwatch.doctor.Patient;
import org.trackerwatch.report.HealthReport;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Disk;
import org.trackerwatch.store.Lock;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Vault;

/// A disk that takes nothing any more: the system has closed it because it fails, or somebody mounted it so.
final class ReadOnlyDiskTest {

    private static final String WORDS = " is mounted read-only.";

    @TempDir
    private Path directory;

    @Test
    void one_that_becomes_so_while_it_runs_is_told_by_every_word_about_health_and_by_the_doctor() throws Exception {
        try (var disk = FailingDisk.mounted(directory)) {
            try (var api = Api.in(disk.directory)) {
                round(api);
                assertEquals(200, api.get("/health/ready").status());
                disk.fail();
                api.time().pass(Duration.ofHours(2));
                assertEquals(StoreException.Trouble.READ_ONLY, assertThrows(StoreException.class, () -> round(api), "it took a beat").trouble());
                assertEquals(503, api.get("/health/ready").status());
                assertEquals(200, api.get("/health/live").status());
                assertTrue(trouble(api).contains(WORDS), () -> trouble(api));
                var doctor = api.get("/api/v1/doctor");
                assertEquals(200, doctor.status(), doctor::text);
                assertTrue(doctor.text().contains(WORDS), doctor::text);
                assertThrows(StoreException.class, new DiskWatch(api.app())::run, "it took a byte");
                assertNamed(disk.directory);
                assertTrue(refusedStart(disk.directory).contains(WORDS), () -> refusedStart(disk.directory));
            }
        }
    }

    @Test
    void when_it_takes_something_again_that_is_found_out_by_itself() {
        try (var api = Api.in(directory)) {
            round(api);
            var database = api.app().database();
            assertThrows(StoreException.class, () -> database.read(tx -> tx.update("UPDATE heartbeat SET at = 0")));
            assertFalse(trouble(api).isEmpty());
            assertEquals(503, api.get("/health/ready").status());
            new DiskWatch(api.app()).run();
            api.time().pass(Duration.ofSeconds(6));
            assertEquals("", trouble(api));
            assertEquals(200, api.get("/health/ready").status());
        }
    }

    @Test
    void on_one_that_was_mounted_so_everything_names_it_and_nothing_advises_another_owner() throws Exception {
        Database.open(directory.resolve("trackerwatch.db")).close();
        var disk = SmallDisk.mounted(directory, "8m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            Database.open(directory.resolve("trackerwatch.db")).close();
            assertTrue(SmallDisk.run("mount", "-o", "remount,ro", directory.toString()));
            assertNamed(directory);
            assertTrue(refusedStart(directory).contains(WORDS), () -> refusedStart(directory));
            var refusal = String.valueOf(assertThrows(StoreException.class, () -> Database.open(directory.resolve("trackerwatch.db"))).getMessage());
            assertTrue(refusal.contains(WORDS) && !refusal.contains("belong"), refusal);
        } finally {
            disk.get().unmount();
        }
    }

    @Test
    void a_place_is_judged_by_its_own_mount_whatever_its_name() throws Exception {
        var outer = SmallDisk.mounted(directory, "2m");
        assumeTrue(outer.isPresent(), "only the superuser can mount a small disk");
        var inner = SmallDisk.mounted(Files.createDirectory(directory.resolve("a disk")), "1m").orElseThrow();
        try {
            var beside = Files.createDirectory(directory.resolve("a disk of mine"));
            assertTrue(SmallDisk.run("mount", "-o", "remount,ro", inner.directory.toString()));
            assertTrue(Disk.isReadOnly(inner.directory));
            assertFalse(Disk.isReadOnly(beside));
            assertFalse(Disk.isReadOnly(directory));
        } finally {
            inner.unmount();
            outer.get().unmount();
        }
    }

    @Test
    void a_key_that_can_not_be_made_there_names_it_too() throws Exception {
        var disk = SmallDisk.mounted(Files.createDirectory(directory.resolve("keys")), "1m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
            assertTrue(SmallDisk.run("mount", "-o", "remount,ro", disk.get().directory.toString()));
            var refusal = assertThrows(StoreException.class, () -> Vault.open(disk.get().directory.resolve("secret.key"), database, new Random(1)));
            assertTrue(String.valueOf(refusal.getMessage()).contains(WORDS), refusal::getMessage);
        } finally {
            disk.get().unmount();
        }
    }

    private static void assertNamed(Path directory) {
        var seen = Doctor.examine(Patient.of(Optional.of(directory), Map.of(), new SettableTime(), _ -> false)).entries().stream()
                .filter(entry -> entry.check().equals("directory")).findFirst().orElseThrow();
        assertEquals(Finding.Level.BROKEN, seen.level());
        var finding = seen.findings().getFirst();
        assertTrue(finding.text().contains(WORDS), finding::toString);
        assertTrue(finding.toString().contains("dmesg"), finding::toString);
        assertFalse(finding.toString().contains("chown"), finding::toString);
    }

    private static String refusedStart(Path directory) {
        return String.valueOf(assertThrows(StoreException.class, () -> Lock.take(directory)).getMessage());
    }

    /// As the daemon's loops do, and as late as an answer about its health is given anew.
    private static void round(Api api) {
        api.time().pass(Duration.ofSeconds(6));
        api.app().database().write(tx -> HealthReport.LOOPS.forEach(loop -> api.app().heartbeats().beat(tx, loop, api.time().now())));
    }

    private static String trouble(Api api) {
        return api.get("/api/v1/dashboard").json().path("daemon").path("trouble").asString("");
    }
}
