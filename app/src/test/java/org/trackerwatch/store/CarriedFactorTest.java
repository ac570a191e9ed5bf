package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Secret;

/// The owner has a password and no second factor when a backup is made; then the key is changed. The backup is restored
/// with the former key.
class CarriedFactorTest {

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path former;
    private Path backup;

    @BeforeEach
    void fill() {
        folder = StoreFolder.with(directory, "Kept");
        former = directory.resolve("former.key");
        changed((tx, _) -> {
            tx.update("INSERT INTO owner VALUES (1, 'password', 0)");
            tx.update("INSERT INTO api_key (name, hash, access, made_at) VALUES ('script', x'01', 'full', 0)");
        });
    }

    @Test
    void a_second_factor_set_up_since_is_asked_for_still() {
        backUp();
        changed((tx, factor) -> setUp(tx, factor, "phone"));
        rotate();
        assertFalse(restore().locked());
        assertEquals(Optional.of("phone 7"), factor());
        assertTrue(isOwned());
    }

    @Test
    void one_that_was_withdrawn_since_does_not_come_back() {
        changed((tx, factor) -> setUp(tx, factor, "lost phone"));
        backUp();
        changed((tx, factor) -> factor.remove(tx));
        rotate();
        assertFalse(restore().locked());
        assertEquals(Optional.empty(), factor());
        assertTrue(isOwned());
    }

    @Test
    void one_set_up_on_another_phone_since_is_the_one_that_counts() {
        changed((tx, factor) -> setUp(tx, factor, "lost phone"));
        backUp();
        changed((tx, factor) -> {
            setUp(tx, factor, "phone");
            tx.update("UPDATE second_factor SET confirmed_at = confirmed_at + 1");
        });
        rotate();
        restore();
        assertEquals(Optional.of("phone 7"), factor());
    }

    @Test
    void where_its_key_is_gone_the_page_has_to_be_set_up_anew_by_who_can_read_the_log() throws IOException {
        backUp();
        changed((tx, factor) -> setUp(tx, factor, "phone"));
        rotate();
        Files.delete(folder.key());
        assertTrue(restore().locked());
        assertEquals(Optional.empty(), factor());
        assertFalse(isOwned());
        try (var store = new TestStore(directory)) {
            var rows = store.read(Inspection::rows);
            assertEquals(1L, rows.get("api_key"), "it needed no second factor before");
            assertEquals(0L, rows.get("recovery_code"));
        }
    }

    @Test
    void without_its_key_the_one_of_the_backup_does_where_it_is_the_same() throws IOException {
        changed((tx, factor) -> setUp(tx, factor, "phone"));
        backUp();
        changed((tx, factor) -> factor.take(tx, 9));
        rotate();
        Files.delete(folder.key());
        assertFalse(restore().locked());
        assertEquals(Optional.of("phone 9"), factor(), "a code that was used since is used");
        assertTrue(isOwned());
    }

    @Test
    void nobody_is_shut_out_for_one_that_was_never_confirmed() throws IOException {
        backUp();
        changed((tx, factor) -> factor.propose(tx, new Secret("shown")));
        rotate();
        Files.delete(folder.key());
        assertFalse(restore().locked());
        assertTrue(isOwned());
    }

    private static void setUp(Transaction tx, SecondFactor factor, String secret) {
        factor.propose(tx, new Secret(secret));
        factor.confirm(tx, NOW);
        factor.newRecoveryCodes(tx, new SecureRandom());
        factor.take(tx, 7);
    }

    private void changed(BiConsumer<Transaction, SecondFactor> change) {
        try (var store = new TestStore(directory)) {
            var factor = new SecondFactor(Vault.open(folder.key(), store.database, new SecureRandom()));
            store.write(tx -> change.accept(tx, factor));
        }
    }

    private void backUp() {
        backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.empty());
    }

    private void rotate() {
        new KeyRotation(folder.database(), folder.key(), Optional.empty()).rotate(Optional.of(former), new SecureRandom());
    }

    private Restore.Restored restore() {
        return folder.restore(backup, new Restore.Key.InFile(former));
    }

    private Optional<String> factor() {
        try (var store = new TestStore(directory)) {
            var factor = new SecondFactor(Vault.open(folder.key(), store.database, new SecureRandom()));
            return store.read(factor::confirmed).map(kept -> kept.secret().reveal() + " " + kept.lastStep());
        }
    }

    private boolean isOwned() {
        try (var store = new TestStore(directory)) {
            return store.read(new Owner()::isKnown);
        }
    }
}
