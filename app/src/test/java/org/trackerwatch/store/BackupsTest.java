package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Time;

class BackupsTest {

    @TempDir
    private Path directory;

    private TestStore store;
    private Backups backups;
    private Path folder;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        store.tracker("One");
        backups = new Backups(directory.resolve("trackerwatch.db"));
        folder = directory.resolve("backups");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_backup_is_one_whole_file_for_its_owner_alone() throws IOException {
        var made = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
        assertEquals(folder.resolve("trackerwatch-20261121T100000Z.db"), made.file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())));
        assertEquals(1, made.rows().get("tracker"));
        assertEquals(Database.FORMAT, made.format());
        assertFalse(made.withKey());
        assertTrue(Inspection.of(made.file()).isGood());
        assertEquals(List.of(made.file()), files());
    }

    @Test
    void its_name_tells_when_and_what_for() {
        var scheduled = backups.make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), NOW).file();
        var upgrade = backups.make(folder, Backup.Occasion.UPGRADE, Optional.empty(), NOW.plusSeconds(1)).file();
        assertEquals("trackerwatch-20261121T100000Z-scheduled.db", scheduled.getFileName().toString());
        assertEquals("trackerwatch-20261121T100001Z-upgrade-" + Database.FORMAT + "-to-" + Database.FORMAT + ".db",
                upgrade.getFileName().toString());
        assertEquals(List.of(upgrade, scheduled), Backups.list(folder).stream().map(Backup::file).toList());
        assertEquals(Optional.of(Database.FORMAT), Backups.list(folder).getFirst().from());
        assertEquals(NOW, Backups.list(folder).getLast().made());
    }

    @Test
    void two_of_one_second_do_not_meet() {
        backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
        backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
        assertEquals(2, Backups.list(folder).size());
    }

    @Test
    void of_those_made_within_one_second_the_last_is_the_newest_whatever_each_is_for() {
        var occasions = List.of(Backup.Occasion.SCHEDULED, Backup.Occasion.ASKED_FOR, Backup.Occasion.ASKED_FOR, Backup.Occasion.UPGRADE, Backup.Occasion.ASKED_FOR);
        var made = occasions.stream().map(occasion -> backups.make(folder, occasion, Optional.empty(), NOW).file()).toList();
        assertEquals(made.reversed(), Backups.list(folder).stream().map(Backup::file).toList());
        assertEquals(made.getLast(), Backups.lastGood(folder).orElseThrow().file());
    }

    @Test
    void the_tenth_of_a_second_is_newer_than_the_second_of_it() throws IOException {
        Files.createDirectory(folder);
        for (var ending : List.of("", "-2", "-10")) {
            Files.createFile(folder.resolve("trackerwatch-20261121T100000Z" + ending + ".db"));
        }
        assertEquals(List.of(10, 2, 1), Backups.list(folder).stream().map(Backup::nr).toList());
        assertEquals("trackerwatch-20261121T100000Z-11.db", backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file().getFileName().toString());
    }

    @Test
    void those_that_are_asked_for_at_the_same_moment_wait_for_each_other() {
        var made = IntStream.range(0, 5).mapToObj(_ -> CompletableFuture.supplyAsync(
                () -> new Backups(directory.resolve("trackerwatch.db")).make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW),
                task -> Thread.ofPlatform().start(task))).toList().stream().map(CompletableFuture::join).map(Inspection::file).toList();
        assertEquals(5, Set.copyOf(made).size(), made::toString);
        made.forEach(file -> assertEquals(List.of(), Backups.troubles(file)));
    }

    @Test
    void two_installations_with_one_folder_that_make_one_in_the_same_second_do_not_meet() {
        try (var other = new TestStore(directory.resolve("other"))) {
            other.tracker("One");
            var made = IntStream.range(0, 6).mapToObj(nr -> CompletableFuture.supplyAsync(
                    () -> claimed(folder), task -> Thread.ofPlatform().start(task))).toList().stream().map(CompletableFuture::join).toList();
            assertEquals(6, Set.copyOf(made).size(), made::toString);
            var theirs = new Backups(directory.resolve("other/trackerwatch.db")).make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), NOW).file();
            var ours = backups.make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), NOW).file();
            assertFalse(made.contains(theirs) || made.contains(ours) || theirs.equals(ours));
        }
    }

    @Test
    void a_link_under_its_name_is_not_written_through() throws IOException {
        var stranger = directory.resolve("stranger");
        Files.createSymbolicLink(Files.createDirectory(folder).resolve("trackerwatch-20261121T100000Z-scheduled.db"), stranger);
        var made = backups.make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), NOW).file();
        assertEquals("trackerwatch-20261121T100000Z-scheduled-2.db", made.getFileName().toString());
        assertFalse(Files.exists(stranger));
    }

    /// As a command does beside the daemon.
    @Test
    void one_waits_for_another_program_that_makes_one() throws Exception {
        var begun = directory.resolve("begun");
        var ended = directory.resolve("ended");
        var child = ChildJvm.start(Copying.class, directory.resolve("trackerwatch.db"), begun, ended);
        while (child.isAlive() && !Files.exists(begun)) {
            Thread.sleep(10);
        }
        backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
        assertTrue(Files.exists(ended), "it was made meanwhile");
        assertEquals(0, child.waitFor());
    }

    static final class Copying {
        public static void main(String[] arguments) throws Exception {
            try (var _ = BackupTurn.of(Path.of(arguments[0]))) {
                Files.createFile(Path.of(arguments[1]));
                Thread.sleep(500);
                Files.createFile(Path.of(arguments[2]));
            }
        }
    }

    @Test
    void what_a_killed_one_left_in_a_folder_of_several_is_removed_a_day_later_by_the_next(@TempDir Path shared) throws IOException {
        var left = Files.createFile(shared.resolve("trackerwatch-20261120T100000Z-with-key.db.unfinished"));
        var young = Files.createFile(shared.resolve("trackerwatch-20261121T100000Z.db.unfinished"));
        Files.setLastModifiedTime(left, FileTime.from(Time.SYSTEM.now().minus(Duration.ofDays(2))));
        var made = backups.make(shared, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(young), "another program may be making it");
        assertEquals("trackerwatch-20261121T100000Z-2.db", made.getFileName().toString());
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() throws IOException {
        var file = Files.writeString(directory.resolve("mine.db"), "mine");
        var refusal = assertThrows(StoreException.class, () -> backups.make(file, Optional.empty()));
        assertEquals("The backup " + file + " was not made. There is a file of that name already, and it is not overwritten.",
                refusal.getMessage());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void the_key_is_in_it_only_if_asked_for() throws IOException {
        var key = directory.resolve("secret.key");
        var with = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.of(key), NOW);
        var without = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
        assertTrue(with.withKey());
        assertTrue(with.file().toString().endsWith("-with-key.db"));
        assertTrue(Backup.of(with.file()).orElseThrow().withKey());
        assertTrue(holds(with.file(), Files.readAllBytes(key)));
        assertFalse(holds(without.file(), Files.readAllBytes(key)));
    }

    @Test
    void it_is_consistent_while_others_write() {
        var stop = new AtomicBoolean();
        var writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; !stop.get(); i++) {
                int nr = i;
                store.write(tx -> {
                    tx.update("INSERT INTO setting VALUES (?, 'left')", "left " + nr);
                    tx.update("INSERT INTO setting VALUES (?, 'right')", "right " + nr);
                });
            }
        });
        for (int i = 0; i < 10; i++) {
            var made = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW);
            assertEquals(0, made.rows().get("setting") % 2, "half a transaction is in it");
        }
        stop.set(true);
        writing.join();
    }

    @Test
    void a_damaged_backup_is_told_and_passed_over() throws IOException {
        var good = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
        var bad = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW.plusSeconds(60)).file();
        var content = Files.readAllBytes(bad);
        for (int i = content.length / 3; i < content.length; i += 7) {
            content[i] ^= 0x55;
        }
        Files.write(bad, content);
        assertFalse(isGood(bad));
        assertEquals(good, Backups.lastGood(folder).orElseThrow().file());
    }

    /// Even if only the last page is short, which SQLite fills up with zeros.
    @Test
    void one_whose_end_is_missing_is_told_and_passed_over() throws IOException {
        var good = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
        var cut = backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), NOW.plusSeconds(60)).file();
        long whole = Files.size(cut);
        try (var file = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            file.truncate(whole - 100);
        }
        assertEquals(List.of("Its end is missing: 100 of " + whole + " bytes."), Inspection.of(cut).troubles());
        assertEquals(good, Backups.lastGood(folder).orElseThrow().file());
    }

    @Test
    void where_there_is_none_none_is_found() {
        assertEquals(List.of(), Backups.list(folder));
        assertEquals(Optional.empty(), Backups.lastGood(folder));
    }

    @Test
    void a_folder_that_can_not_be_made_is_told_and_leaves_nothing() throws IOException {
        var occupied = Files.createFile(directory.resolve("occupied"));
        var refusal = assertThrows(StoreException.class,
                () -> backups.make(occupied.resolve("in"), Backup.Occasion.ASKED_FOR, Optional.empty(), NOW));
        assertTrue(refusal.getMessage().contains("was not made. ") && refusal.getMessage().contains("Check that the directory"),
                refusal.getMessage());
    }

    @Test
    void strangers_files_are_no_backups() throws IOException {
        var notes = Files.writeString(directory.resolve("notes.db"), "notes ".repeat(1000));
        assertThrows(StoreException.class, () -> Inspection.of(notes));
        var gone = assertThrows(StoreException.class, () -> Inspection.of(directory.resolve("gone.db")));
        assertEquals("There is no file " + directory.resolve("gone.db") + ".", gone.getMessage());
    }

    /// As far as a backup comes before it is written, and without waiting for others.
    private static Path claimed(Path folder) {
        try {
            BackupPlace.ready(folder, 0, false);
            return BackupPlace.counted(folder.resolve("trackerwatch-" + Backup.moment(NOW) + "-scheduled.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGood(Path file) {
        try {
            return Inspection.of(file).isGood();
        } catch (StoreException _) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean holds(Path file, byte[] part) throws IOException {
        var latin = StandardCharsets.ISO_8859_1;
        return new String(Files.readAllBytes(file), latin).contains(new String(part, latin));
    }
}
