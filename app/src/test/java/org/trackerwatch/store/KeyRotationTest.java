package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.trackers.Secret;

class KeyRotationTest {

    @TempDir
    private Path directory;

    private Path database;
    private Path key;
    private byte[] before;

    /// Something in every place that is sealed.
    @BeforeEach
    void fill() throws IOException {
        database = directory.resolve("trackerwatch.db");
        key = directory.resolve("secret.key");
        try (var store = new TestStore(directory)) {
            long tracker = store.tracker("One");
            var vault = Vault.open(key, store.database, new SecureRandom());
            store.write(tx -> {
                store.registry.proxy(tx, tracker, Optional.of(new Secret("http://user:pass@proxy:1")));
                tx.update("INSERT INTO target (id, name, name_key, kind, address, hide_name, state, failures, rest_ms)"
                        + " VALUES (1, 'T', 't', 'email', ?, 0, 'good', 0, 0)", (Object) vault.seal(new Secret("smtp://"), "target/1/address"));
                tx.update("INSERT INTO target_secret VALUES (1, 'password', ?)", (Object) vault.seal(new Secret("p"), "target/1/secret/password"));
                new SealedSettings(vault).set(tx, SealedSettings.PING_URL, new Secret("https://ping"));
                tx.update("INSERT INTO second_factor VALUES (1, ?, NULL, 0)", (Object) vault.seal(new Secret("t"), "owner/second-factor"));
                tx.update("INSERT INTO oidc_errand VALUES (x'00', 'n', ?, 0)", (Object) vault.seal(new Secret("v"), "oidc/verifier"));
            });
        }
        before = Files.readAllBytes(key);
    }

    @Test
    void everything_opens_with_the_new_key_and_nothing_with_the_old_one() throws IOException {
        var done = rotation().rotate(Optional.empty(), new SecureRandom());
        assertEquals(7, done.resealed());
        assertFalse(Arrays.equals(before, Files.readAllBytes(key)));
        assertEquals(Set.of(), unreadable(Files.readAllBytes(key)));
        assertEquals(7, unreadable(before).size());
        assertFalse(Files.exists(KeyFile.next(key)));
    }

    @Test
    void every_sealed_column_is_known() {
        var sealed = new HashSet<String>();
        try (var store = new TestStore(directory)) {
            store.read(tx -> tx.query("SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
                    + " WHERE t.type = 'table' AND c.type = 'BLOB'", row -> row.getString(1))).forEach(sealed::add);
        }
        sealed.removeAll(Set.of("reading.block", "daily.figures", "strip.numbers", "api_key.hash", "setup_code.hash", "browser_session.hash", "recovery_code.hash",
                "oidc_errand.hash", "seal_key.key", "lineage.mark"));
        var known = new HashSet<String>();
        Arrays.stream(Sealed.values()).forEach(place -> known.add(place.table + "." + place.column));
        assertEquals(known, sealed, "a column of bytes that is neither sealed nor known not to be");
    }

    @Test
    void the_old_key_is_kept_only_if_asked_for() throws IOException {
        var kept = directory.resolve("secret.key.old");
        rotation().rotate(Optional.of(kept), new SecureRandom());
        assertArrayEquals(before, Files.readAllBytes(kept));
        assertThrows(StoreException.class, () -> rotation().rotate(Optional.of(kept), new SecureRandom()));
        assertEquals(Set.of(), unreadable(Files.readAllBytes(key)));
    }

    @Test
    void it_is_refused_while_a_daemon_runs() {
        try (var _ = Lock.take(directory)) {
            var refusal = assertThrows(StoreException.class, () -> rotation().rotate(Optional.empty(), new SecureRandom()));
            assertTrue(refusal.getMessage().contains("Stop it or let it finish first"), refusal.getMessage());
        }
    }

    @Test
    void it_is_refused_while_a_command_has_the_database_open() throws IOException {
        try (var _ = Database.open(database)) {
            var refusal = assertThrows(StoreException.class, () -> rotation().rotate(Optional.empty(), new SecureRandom()));
            assertEquals("Another trackerwatch command works with " + database + " at this moment. Try again when it is done.", refusal.getMessage());
        }
        assertArrayEquals(before, Files.readAllBytes(key));
    }

    @ParameterizedTest
    @EnumSource
    void killed_after_any_step_the_next_start_finds_one_key_that_fits(KeyRotation.Step last) throws Exception {
        var child = ChildJvm.start(Dying.class, database, key, last);
        assertEquals(9, child.waitFor());
        try (var store = new TestStore(directory)) {
            assertEquals("key of One", store.read(tx -> store.registry.access(tx, store.named("One").id())).orElseThrow().credential().secret().reveal());
        }
        assertFalse(Files.exists(KeyFile.next(key)));
        assertEquals(Set.of(), unreadable(Files.readAllBytes(key)));
        boolean sealedAnew = last.compareTo(KeyRotation.Step.SEALED) >= 0;
        assertEquals(sealedAnew, !Arrays.equals(before, Files.readAllBytes(key)));
    }

    @Test
    void what_can_not_be_opened_stops_it_and_is_named() throws IOException {
        try (var store = new TestStore(directory)) {
            store.write(tx -> tx.update("UPDATE tracker SET proxy = zeroblob(60)"));
        }
        var refusal = assertThrows(StoreException.class, () -> rotation().rotate(Optional.empty(), new SecureRandom()));
        assertEquals("Nothing was changed: with the present key these can't be opened: the proxy of the tracker “One”."
                + " Enter them again or remove them, then rotate the key.", refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(key));
        assertFalse(Files.exists(KeyFile.next(key)));
    }

    @Test
    void one_that_failed_leaves_no_second_copy_of_the_key() {
        try (var store = new TestStore(directory)) {
            store.write(tx -> tx.update("UPDATE tracker SET proxy = zeroblob(60)"));
        }
        assertThrows(StoreException.class, () -> rotation().rotate(Optional.of(rotation().former("then")), new SecureRandom()));
        assertFalse(Files.exists(rotation().former("then")));
        var nowhere = directory.resolve("trackerwatch.db").resolve("old.key");
        assertThrows(StoreException.class, () -> rotation().rotate(Optional.of(nowhere), new SecureRandom()));
        assertFalse(Files.exists(KeyFile.next(key)));
    }

    @Test
    void the_new_key_may_lie_elsewhere() throws IOException {
        var elsewhere = directory.resolve("mounted.key");
        var done = new KeyRotation(database, key, Optional.of(elsewhere)).rotate(Optional.empty(), new SecureRandom());
        assertEquals(elsewhere, done.key());
        assertArrayEquals(before, Files.readAllBytes(key));
        assertEquals(Set.of(), unreadable(Files.readAllBytes(elsewhere)));
        try (var open = Database.open(database)) {
            var refusal = assertThrows(StoreException.class, () -> Vault.open(key, open, new SecureRandom()));
            assertTrue(refusal.getMessage().contains("sealed with another key than " + key), refusal.getMessage());
        }
    }

    private KeyRotation rotation() {
        return new KeyRotation(database, key, Optional.empty());
    }

    private Set<String> unreadable(byte[] master) {
        try (var open = Database.open(database)) {
            return new HashSet<>(open.read(tx -> Sealed.unreadable(tx, new Vault(key, master, new SecureRandom()))));
        }
    }

    /// Ends itself at a step, as roughly as a power failure.
    static final class Dying {
        public static void main(String[] arguments) {
            var last = KeyRotation.Step.valueOf(arguments[2]);
            new KeyRotation(Path.of(arguments[0]), Path.of(arguments[1]), Optional.empty()).rotate(Optional.empty(), new SecureRandom(), step -> {
                if (step == last) {
                    Runtime.getRuntime().halt(9);
                }
            });
        }
    }
}
