package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is removed of a folder, and above all what is not.
class OldBackupsTest {

    private static final Keeping LAST = new Keeping(1, 1, 1);

    private static final Keeping USUAL = new Keeping(3, 2, 1);

    @TempDir
    private Path directory;

    private Path folder;
    private byte[] ours;
    private byte[] theirs;

    @BeforeEach
    void lay() throws IOException {
        folder = Files.createDirectory(directory.resolve("nas"));
        ours = database("ours", "INSERT INTO lineage VALUES (1, x'" + "11".repeat(16) + "')");
        theirs = database("theirs", "INSERT INTO lineage VALUES (1, x'" + "22".repeat(16) + "')");
    }

    @Test
    void of_two_scheduled_within_one_second_the_later_is_kept() throws IOException {
        var older = lay(name(NOW, "-scheduled"), ours);
        prune(LAST, lay(name(NOW, "-scheduled-2"), ours), NOW);
        assertFalse(Files.exists(older));
    }

    @Test
    void those_of_another_installation_stay_and_stand_for_no_day() throws IOException {
        var kept = lay(name(NOW.minus(Duration.ofDays(1)), "-scheduled"), ours);
        var gone = lay(name(NOW.minus(Duration.ofHours(1)), "-scheduled"), ours);
        var foreign = List.of(lay(name(NOW.minusSeconds(5), "-scheduled"), theirs), lay(name(NOW.minus(Duration.ofHours(2)), "-scheduled"), theirs),
                lay(name(NOW.minus(Duration.ofDays(400)), "-scheduled"), theirs));
        prune(new Keeping(2, 0, 0), lay(name(NOW, "-scheduled"), ours), NOW);
        assertFalse(Files.exists(gone));
        assertTrue(Files.exists(kept));
        foreign.forEach(file -> assertTrue(Files.exists(file), file::toString));
    }

    /// As a real one is told from another's.
    @Test
    void two_installations_with_one_folder_keep_what_each_of_them_made() {
        try (var one = new TestStore(directory.resolve("one")); var other = new TestStore(directory.resolve("other"))) {
            one.tracker("One");
            other.tracker("One");
            var first = made("one", NOW.minusSeconds(10));
            var second = made("other", NOW.minusSeconds(5));
            prune(LAST, second, NOW.minusSeconds(5));
            assertTrue(Files.exists(first));
            var third = made("one", NOW);
            prune(LAST, third, NOW);
            assertEquals(Set.of(second, third), there());
        }
    }

    @Test
    void a_new_key_does_not_make_strangers_of_those_before() {
        try (var store = new TestStore(directory.resolve("one"))) {
            store.tracker("One");
        }
        made("one", NOW.minusSeconds(10));
        new KeyRotation(directory.resolve("one/trackerwatch.db"), directory.resolve("one/secret.key"), Optional.empty()).rotate(Optional.empty(), new Random(1));
        var made = made("one", NOW);
        prune(LAST, made, NOW);
        assertEquals(Set.of(made), there());
    }

    @Test
    void a_restore_does_not_make_strangers_of_those_before() {
        try (var store = new TestStore(directory.resolve("one"))) {
            store.tracker("One");
        }
        var before = made("one", NOW.minusSeconds(10));
        new Restore(directory.resolve("one/trackerwatch.db"), directory.resolve("one/secret.key")).restore(before, new Restore.Key.Present(), NOW, new Random(1));
        var made = made("one", NOW);
        prune(LAST, made, NOW);
        assertEquals(Set.of(made), there());
    }

    @Test
    void after_a_clock_that_was_ahead_new_ones_are_kept_beside_those_of_the_future() throws IOException {
        var ahead = NOW.plus(Duration.ofDays(3650));
        for (int day = 0; day < 10; day++) {
            lay(name(ahead.plus(Duration.ofDays(day)), "-scheduled"), ours);
        }
        var future = there();
        for (int day = 0; day < 40; day++) {
            var now = NOW.plus(Duration.ofDays(day));
            var made = lay(name(now, "-scheduled"), ours);
            prune(USUAL, made, now);
            assertTrue(Files.exists(made), made::toString);
            assertTrue(there().containsAll(future));
        }
        int past = there().size() - future.size();
        assertTrue(past >= 4 && past <= 6, () -> there().toString());
        var late = ahead.plus(Duration.ofDays(20));
        prune(USUAL, lay(name(late, "-scheduled"), ours), late);
        assertTrue(there().size() <= 6, "its time has come");
    }

    @Test
    void what_no_backup_is_stays_whatever_its_name_says() throws IOException {
        var longAgo = NOW.minus(Duration.ofDays(300));
        var text = lay(name(longAgo, "-scheduled"), "hi".getBytes());
        var target = lay("elsewhere.db", ours);
        var link = Files.createSymbolicLink(folder.resolve(name(longAgo, "-scheduled-2")), target);
        var dead = Files.createSymbolicLink(folder.resolve(name(longAgo, "-scheduled-3")), folder.resolve("nowhere"));
        var map = Files.createDirectory(folder.resolve(name(longAgo, "-scheduled-4")));
        var empty = lay(name(longAgo, "-scheduled-5"), new byte[0]);
        var half = lay(name(longAgo, "-scheduled-6"), Arrays.copyOf(ours, 700));
        var program = lay(name(longAgo, "-scheduled-7"), database("program", "INSERT INTO lineage VALUES (1, x'" + "11".repeat(16) + "'); PRAGMA application_id = 7"));
        var unmarked = lay(name(longAgo, "-scheduled-8"), database("unmarked", "DROP TABLE lineage"));
        var withKey = lay(name(longAgo, "-scheduled-with-key"), ours);
        var asked = lay(name(longAgo, ""), ours);
        var own = lay(name(longAgo, "-scheduled-9"), ours);
        prune(LAST, lay(name(NOW, "-scheduled"), ours), NOW);
        Stream.of(text, target, link, dead, map, empty, half, program, unmarked, withKey, asked).forEach(file ->
                assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS), file::toString));
        assertFalse(Files.exists(own));
    }

    @Test
    void of_those_before_upgrades_three_of_our_own_stay() throws IOException {
        for (int day = 1; day <= 6; day++) {
            lay(name(NOW.minus(Duration.ofDays(day)), "-upgrade-14-to-15"), ours);
            lay(name(NOW.minus(Duration.ofDays(day)).plusSeconds(5), "-upgrade-14-to-15"), theirs);
            lay(name(NOW.plus(Duration.ofDays(day)), "-upgrade-14-to-15"), ours);
        }
        // Just made, so that it holds something else.
        var made = lay(name(NOW, "-upgrade-14-to-15"), database("made", "INSERT INTO lineage VALUES (1, x'" + "11".repeat(16) + "'); CREATE TABLE more (a)"));
        new OldBackups(made, NOW).removeUpgrades();
        assertTrue(Files.exists(made));
        assertEquals(3 + 6 + 6, there().size());
    }

    @Test
    void a_hundred_same_ones_before_one_upgrade_are_one_but_no_link_and_none_of_the_future() throws IOException {
        for (var mark : List.of(ours, database("unmarked", "DROP TABLE lineage"))) {
            var last = lay(name(NOW, "-upgrade-14-to-15"), mark);
            lay(name(NOW.minusSeconds(9), "-upgrade-14-to-15"), mark);
            var future = lay(name(NOW.plusSeconds(9), "-upgrade-14-to-15"), mark);
            var link = folder.resolve(name(NOW.minusSeconds(8), "-upgrade-14-to-15"));
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, last);
            }
            new OldBackups(last, NOW).removeUpgrades();
            assertEquals(Set.of(last, future, link), there());
        }
    }

    /// Whatever lies there and however the clock jumps: the one just made stays, with it all that is in the future and all that
    /// is not ours, and of each of the last days one stays, unless its day is one that the clock has not reached again.
    @Test
    void by_chance_nothing_foreign_and_never_the_newest_goes() throws IOException {
        long first = new Random().nextLong();
        for (long seed = first; seed < first + 12; seed++) {
            var there = folder;
            folder = Files.createDirectory(directory.resolve("chance" + Long.toHexString(seed)));
            try {
                play(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + "L: " + e.getMessage(), e);
            }
            folder = there;
        }
    }

    private void play(RandomGenerator random) throws IOException {
        var zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("Pacific/Apia");
        var keeping = new Keeping(random.nextInt(4), random.nextInt(3), random.nextInt(3));
        Map<Path, byte[]> foreign = new HashMap<>();
        var now = NOW;
        for (int turn = 0; turn < 40; turn++) {
            now = now.plus(jump(random));
            strew(random, now, foreign);
            var before = own(foreign);
            var made = lay(name(now, "-scheduled" + (exists(now) ? "-" + (100 + turn) : "")), ours);
            prune(keeping, zone, made, now);
            check(before, made, keeping, zone, now);
            for (var entry : foreign.entrySet()) {
                assertTrue(Files.isSymbolicLink(entry.getKey()) || Arrays.equals(entry.getValue(), Files.readAllBytes(entry.getKey())), entry.getKey()::toString);
            }
        }
    }

    private void check(Set<Path> before, Path made, Keeping keeping, ZoneId zone, Instant now) {
        var after = there();
        assertTrue(after.contains(made), "just made: " + made);
        before.stream().filter(file -> at(file).isAfter(now)).forEach(file -> assertTrue(after.contains(file), "future: " + file));
        var days = Stream.concat(before.stream(), Stream.of(made)).map(OldBackupsTest::at).filter(at -> !at.isAfter(now))
                .map(at -> at.atZone(zone).toLocalDate()).distinct().sorted((one, other) -> other.compareTo(one)).limit(keeping.daily()).toList();
        var left = after.stream().filter(file -> before.contains(file) || file.equals(made)).map(OldBackupsTest::at).filter(at -> !at.isAfter(now)).toList();
        days.forEach(day -> assertTrue(left.stream().anyMatch(at -> at.atZone(zone).toLocalDate().equals(day)), "nothing of " + day));
        assertTrue(left.size() <= 1 + keeping.daily() + keeping.weekly() + keeping.monthly(), () -> "left: " + left);
    }

    /// Mostly a day, at times years to and fro.
    private static Duration jump(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ofDays(random.nextInt(-4000, 4000));
            case 1 -> Duration.ofSeconds(random.nextInt(-90_000, 90_000));
            case 2 -> Duration.ZERO;
            default -> Duration.ofHours(random.nextInt(1, 40));
        };
    }

    private void strew(RandomGenerator random, Instant now, Map<Path, byte[]> foreign) throws IOException {
        var file = folder.resolve(name(now.plus(Duration.ofHours(random.nextInt(-2000, 2000))).plusSeconds(1), random.nextBoolean() ? "-scheduled-900" : "-upgrade-14-to-15-901"));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> foreign.put(lay(file.getFileName().toString(), "hi".getBytes()), "hi".getBytes());
            case 1 -> foreign.put(Files.createSymbolicLink(file, directory.resolve("ours.db")), ours);
            default -> foreign.put(lay(file.getFileName().toString(), theirs), theirs);
        }
    }

    private boolean exists(Instant at) {
        return there().stream().anyMatch(file -> Backup.of(file).orElseThrow().made().getEpochSecond() == at.getEpochSecond());
    }

    private Set<Path> own(Map<Path, byte[]> foreign) {
        return there().stream().filter(file -> !foreign.containsKey(file)).collect(Collectors.toSet());
    }

    private static Instant at(Path file) {
        return Backup.of(file).orElseThrow().made();
    }

    private static void prune(Keeping keeping, Path made, Instant now) {
        prune(keeping, ZoneOffset.UTC, made, now);
    }

    private static void prune(Keeping keeping, ZoneId zone, Path made, Instant now) {
        new OldBackups(made, now).remove(keeping, zone);
    }

    private Path made(String installation, Instant now) {
        return new Backups(directory.resolve(installation).resolve("trackerwatch.db")).make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), now).file();
    }

    private Path lay(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static String name(Instant at, String occasion) {
        return "trackerwatch-" + Backup.moment(at) + occasion + ".db";
    }

    private Set<Path> there() {
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As little of a database as tells whose it is.
    private byte[] database(String name, String sql) throws IOException {
        var file = directory.resolve(name + ".db");
        try (var session = Session.plain(file)) {
            session.execute("PRAGMA application_id = 0x74776368; CREATE TABLE lineage (id INTEGER PRIMARY KEY CHECK (id = 1), mark BLOB NOT NULL) STRICT; " + sql);
        }
        return Files.readAllBytes(file);
    }
}
