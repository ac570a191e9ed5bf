package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Secret;

class VaultTest {

    private static final Secret SECRET = new Secret("k3y of the user, also 中文");
    private static final String PLACE = "tracker/12/credential";

    @TempDir
    private Path directory;

    private Path keyFile;
    private Database database;

    @BeforeEach
    void open() {
        keyFile = directory.resolve("secret.key");
        database = Database.open(directory.resolve("trackerwatch.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_was_sealed_opens_again() {
        assertEquals(SECRET, vault().open(vault().seal(SECRET, PLACE), PLACE));
        assertEquals(new Secret(""), vault().open(vault().seal(new Secret(""), PLACE), PLACE));
    }

    @Test
    void a_sealed_secret_shows_nothing_of_itself() {
        var sealed = new String(vault().seal(SECRET, PLACE), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("user"));
    }

    @Test
    void the_same_secret_is_sealed_differently_each_time() {
        var vault = vault();
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            assertTrue(seen.add(new String(vault.seal(SECRET, PLACE), StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void moved_to_another_row_it_does_not_open() {
        var sealed = vault().seal(SECRET, PLACE);
        var refusal = assertThrows(StoreException.class, () -> vault().open(sealed, "tracker/13/credential"));
        assertEquals("The secret of tracker/13/credential was changed outside trackerwatch and can't be opened."
                + " Enter it again, or restore the last backup.",
                refusal.getMessage());
    }

    @Test
    void with_any_byte_changed_it_does_not_open() {
        var sealed = vault().seal(SECRET, PLACE);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(StoreException.class, () -> vault().open(changed, PLACE), "byte " + i);
        }
    }

    @Test
    void cut_short_it_does_not_open() {
        var sealed = vault().seal(SECRET, PLACE);
        for (int length = 0; length < sealed.length; length++) {
            var cut = Arrays.copyOf(sealed, length);
            assertThrows(StoreException.class, () -> vault().open(cut, PLACE), "length " + length);
        }
    }

    @Test
    void another_key_is_told_from_a_broken_secret() {
        var sealed = vault().seal(SECRET, PLACE);
        var other = new Vault(keyFile, new byte[32], new Random(1));
        var refusal = assertThrows(StoreException.class, () -> other.open(sealed, PLACE));
        assertEquals("The secrets in the database were sealed with another key than " + keyFile
                + " holds. Restore the key file"
                + " that belongs to this database.", refusal.getMessage());
    }

    @Test
    void the_first_use_makes_a_key_that_only_its_owner_reads() throws IOException {
        vault();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)));
        assertEquals(32, Files.size(keyFile));
        assertNotEquals(0, new BigInteger(Files.readAllBytes(keyFile)).signum());
    }

    @Test
    void later_uses_leave_the_key_as_it_is() throws IOException {
        vault();
        var key = Files.readAllBytes(keyFile);
        vault();
        assertArrayEquals(key, Files.readAllBytes(keyFile));
    }

    @Test
    void a_half_made_key_of_a_killed_start_does_not_matter() throws IOException {
        Files.write(directory.resolve("secret.key.new"), new byte[7]);
        vault();
        assertEquals(32, Files.size(keyFile));
        assertFalse(Files.exists(directory.resolve("secret.key.new")));
    }

    @Test
    void a_key_of_the_wrong_size_is_refused() throws IOException {
        Files.write(keyFile, new byte[33]);
        var refusal = assertThrows(StoreException.class, this::vault);
        assertEquals("The key file " + keyFile
                + " has 33 bytes instead of 32, so it is not the key that trackerwatch made."
                + " Put it back from wherever it was kept: no backup holds it but one that was made with --with-key.", refusal.getMessage());
    }

    @Test
    void a_directory_in_the_key_s_place_is_refused() throws IOException {
        Files.createDirectory(keyFile);
        var refusal = assertThrows(StoreException.class, this::vault);
        assertTrue(refusal.getMessage().startsWith("The key file " + keyFile + " is a directory, as Docker makes one"),
                refusal.getMessage());
    }

    @Test
    void a_lost_key_is_never_replaced_once_something_was_sealed_with_it() throws IOException {
        var registry = new Registry(vault());
        database.write(tx -> registry.add(tx, SomeTrackers.named("A"), SomeTrackers.key("k"), Optional.empty(),
                SomeTrackers.ADDED));
        Files.delete(keyFile);
        var refusal = assertThrows(StoreException.class, this::vault);
        assertEquals("The key file " + keyFile
                + " is missing, and without it the credentials in the database can't be opened"
                + "; a new one would not fit. Put it back from wherever it was kept: no backup holds it but one that was made with --with-key."
                + " If the daemon is started with TRACKERWATCH_KEY_FILE, name the same file here.", refusal.getMessage());
        assertFalse(Files.exists(keyFile));
    }

    @Test
    void programs_that_start_at_once_make_one_key() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<byte[]> start = () -> {
                try (var own = Database.open(directory.resolve("trackerwatch.db"))) {
                    return Vault.open(keyFile, own, new SecureRandom()).seal(SECRET, PLACE);
                }
            };
            for (var sealed : threads.invokeAll(Stream.generate(() -> start).limit(16).toList())) {
                assertEquals(SECRET, vault().open(sealed.get(), PLACE));
            }
        }
    }

    @Test
    void a_key_that_others_can_read_is_taken_from_them_with_a_warning() throws Exception {
        vault();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        var program = ChildJvm.start(Opening.class, directory);
        var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor());
        assertTrue(printed.contains("could be read by other users of this machine, and can no more"), printed);
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(keyFile));
        vault();
    }

    /// Opens the vault, with the log on standard output.
    static final class Opening {
        public static void main(String[] arguments) {
            System.setErr(System.out);
            var directory = Path.of(arguments[0]);
            try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
                Vault.open(directory.resolve("secret.key"), database, new SecureRandom());
            }
        }
    }

    private Vault vault() {
        return Vault.open(keyFile, database, new SecureRandom());
    }
}
