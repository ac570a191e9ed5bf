package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.Seed;

/// Backups that aren't as they were written, though SQLite finds nothing wrong with them.
class ChangedBackupTest {

    @TempDir
    private Path directory;

    private Path database;
    private Path backup;

    @BeforeEach
    void fill() {
        database = directory.resolve("trackerwatch.db");
        try (var store = new TestStore(directory)) {
            store.tracker("Bobtail");
            backup = new Backups(database).make(directory.resolve("backups"), Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
        }
    }

    @Test
    void a_backup_is_made_with_a_checksum_that_is_right() {
        assertEquals(Checksum.State.RIGHT, Inspection.of(backup).checksum());
        assertEquals(List.of(), Backups.troubles(backup));
    }

    @Test
    void a_text_within_it_that_was_changed_is_refused_and_nothing_is_restored() throws IOException {
        var text = Files.readString(backup, StandardCharsets.ISO_8859_1);
        Files.writeString(backup, text.replace("Bobtail", "Bxbtail"), StandardCharsets.ISO_8859_1);
        assertTrue(refused().contains("It was changed after it was made: its checksum is another. Nothing was changed."), refused());
        assertEquals(Optional.empty(), Backups.lastGood(backup.getParent()));
        assertEquals(Set.of("Bobtail"), new StoreFolder(directory).names());
    }

    @Test
    void any_byte_counts() throws IOException {
        var random = new Random(Seed.first());
        var bytes = Files.readAllBytes(backup);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] ^= 0x20;
            Files.write(backup, bytes);
            assertFalse(Backups.troubles(backup).isEmpty(), () -> "byte " + at + ", seed " + Seed.first());
            bytes[at] ^= 0x20;
        }
    }

    @Test
    void one_that_was_cut_off_is_not_to_be_replaced_by_a_backup_but_by_another_one() throws IOException {
        Files.write(backup, Arrays.copyOf(Files.readAllBytes(backup), (int) Files.size(backup) / 2));
        assertEquals(List.of("It is damaged or cut short, so it can't be restored. Take another one."), Backups.troubles(backup));
    }

    @Test
    void bytes_behind_its_end_count_too() throws IOException {
        Files.write(backup, new byte[10], StandardOpenOption.APPEND);
        assertFalse(Backups.troubles(backup).isEmpty());
    }

    @Test
    void one_without_a_checksum_as_they_were_before_is_restored_by_who_trusts_it() {
        run("DROP TABLE checksum");
        assertTrue(refused().contains("is not proven by your key") && refused().endsWith("restore it with --unproven."), refused());
        var done = trusting().restore(backup, new Restore.Key.Present(), NOW, new SecureRandom());
        assertEquals(Checksum.State.MISSING, done.from().checksum());
        assertEquals(1L, done.from().rows().get("tracker"));
        assertFalse(done.proven());
        assertEquals(List.of(), told);
    }

    /// He has no key, but knows which one it is, and can count.
    @Test
    void one_that_somebody_without_the_key_changed_and_whose_checksum_he_made_anew_is_refused() throws IOException {
        run("UPDATE tracker SET url = 'https://elsewhere.example'");
        run("DROP TABLE checksum");
        Checksum.write(backup, Optional.of(new byte[KeyFile.BYTES]));
        assertTrue(refused().contains("is not proven by your key"), refused());
        var key = Files.readAllBytes(directory.resolve("secret.key"));
        var other = new Proof(new byte[32], Proof.of(new byte[32], new byte[KeyFile.BYTES]));
        assertEquals(Proof.State.NONE, Proof.by(Optional.of(key), Optional.of(other)));
        var forged = Proof.of(new byte[32], new byte[KeyFile.BYTES]);
        System.arraycopy(Vault.id(key), 0, forged, 0, 4);
        assertEquals(Proof.State.WRONG, Proof.by(Optional.of(key), Optional.of(new Proof(new byte[32], forged))));
    }

    @Test
    void a_proof_that_the_key_finds_wrong_is_trusted_by_nobody() throws IOException {
        run("DROP TABLE checksum");
        var id = Vault.id(Files.readAllBytes(directory.resolve("secret.key")));
        Checksum.write(backup, Proof.BYTES, sum -> ByteBuffer.allocate(Proof.BYTES).put(id).put(sum).array());
        assertThrows(StoreException.class, () -> trusting().restore(backup, new Restore.Key.Present(), NOW, new SecureRandom()));
        assertTrue(refused().contains("was changed by somebody who does not have your key"), refused());
    }

    @Test
    void where_one_without_a_proof_would_send_secrets_is_told_before_anything_is_changed() {
        run("DROP TABLE checksum");
        run("UPDATE tracker SET url = 'https://elsewhere.example'");
        run("INSERT INTO setting VALUES ('oidc-issuer', 'https://evil.example')");
        assertTrue(refused().contains("is not proven by your key"), refused());
        trusting().look(backup, new Restore.Key.Present(), NOW, new SecureRandom()).diversions().forEach(told::add);
        assertEquals(List.of("The tracker “Bobtail” is asked at “https://elsewhere.example”; now it is “aither”.",
                "The setting oidc-issuer is “https://evil.example”, which it is not now."), told);
        assertEquals(Set.of("Bobtail"), new StoreFolder(directory).names());
    }

    /// Of another lineage, it brings its own: those of now are not kept.
    @Test
    void whom_one_without_a_proof_would_let_in_is_told_too() {
        run("DROP TABLE checksum");
        run("DELETE FROM schedule; DELETE FROM tracker; UPDATE lineage SET mark = x'00'; INSERT INTO owner VALUES (1, 'his', 0);"
                + " INSERT INTO api_key (name, hash, access, made_at) VALUES ('his', x'01', 'full', 0)");
        assertTrue(refused().contains("is not proven by your key"), refused());
        assertEquals(List.of("A password of the page is in it, by which somebody is let in.", "The API key “his” lets somebody in."),
                trusting().look(backup, new Restore.Key.Present(), NOW, new SecureRandom()).diversions());
    }

    @Test
    void one_that_the_key_proves_asks_nobody() {
        assertTrue(restored().proven());
        assertEquals(List.of(), told);
    }

    @Test
    void a_database_whose_key_is_lost_can_be_backed_up_but_nothing_proves_that() throws IOException {
        Files.delete(directory.resolve("secret.key"));
        var made = new Backups(database).make(directory.resolve("unproven.db"), Optional.empty());
        assertEquals(Checksum.State.RIGHT, made.checksum());
        assertEquals(Optional.empty(), made.proof());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TRIGGER evil AFTER UPDATE ON tracker BEGIN DELETE FROM delivery; END | It holds the trigger “evil”, which trackerwatch did not make.
            CREATE VIEW spy AS SELECT * FROM tracker | It holds the view “spy”, which trackerwatch did not make.
            CREATE TABLE more (x) | It holds the table “more”, which trackerwatch did not make.
            ALTER TABLE tracker ADD COLUMN more TEXT | Its table “tracker” is not as trackerwatch makes it.
            DROP TABLE silence | It lacks the index “silence_in_time”.""")
    void what_trackerwatch_did_not_make_of_its_tables_is_named_and_refused(String sql, String words) {
        run("DROP TABLE checksum");
        run(sql);
        assertTrue(refused().contains("is not as trackerwatch made it. " + words), refused());
        assertTrue(Backups.troubles(backup).contains(words), () -> Backups.troubles(backup).toString());
    }

    /// Names that SQLite uses itself, and those of what a backup has beyond its database.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_evil', sql = replace(sql, 'evil', 'sqlite_evil') WHERE name = 'evil' | trigger “sqlite_evil”
            DROP TRIGGER evil; CREATE TRIGGER checksum AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END | trigger “checksum”
            DROP TRIGGER evil; CREATE TRIGGER enclosed_key AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END | trigger “enclosed_key”
            DROP TRIGGER evil; CREATE TABLE enclosed_key (key BLOB NOT NULL, more TEXT) STRICT | table “enclosed_key”""")
    void no_name_hides_what_trackerwatch_did_not_make(String sql, String part) {
        run("DROP TABLE checksum");
        run("CREATE TRIGGER evil AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END");
        run(sql);
        assertTrue(refused().endsWith(" is not as trackerwatch made it. It holds the " + part + ", which trackerwatch did not make. Nothing was changed."), refused());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE tracker SET mode = 'xyz' | In the table “tracker” there is the mode “xyz”.
            UPDATE tracker SET url = 'not a url' | The tracker “Bobtail” can't be read (Illegal character in path at index 3: not a url).
            UPDATE tracker SET url = 'ftp://a.example' | The tracker “Bobtail” can't be read (no address of a site: ftp://a.example).
            UPDATE tracker SET joined = 'yesterday' | The tracker “Bobtail” can't be read (Text 'yesterday' could not be parsed at index 0).
            UPDATE tracker SET name = printf('%.*c', 5000000, 'x') | In its table “tracker” a name is 4 MiB long, which trackerwatch never makes it.""")
    void what_can_not_be_read_back_is_named_refused_and_nothing_is_left_of_it(String sql, String words) throws IOException {
        run("DROP TABLE checksum");
        run(sql);
        var refusal = String.valueOf(assertThrows(StoreException.class, () -> trusting().restore(backup, new Restore.Key.Present(), NOW, new SecureRandom())).getMessage());
        assertTrue(refusal.contains(words) && refusal.endsWith("Nothing was changed."), refusal);
        assertFalse(Files.exists(RestoreCopy.restoring(database)));
        assertEquals(Set.of("Bobtail"), new StoreFolder(directory).names());
    }

    @Test
    void each_format_has_the_shape_that_its_migrations_make() {
        for (int format = 1; format <= Database.FORMAT; format++) {
            var names = Database.migrations(format);
            try (var session = Session.inMemory()) {
                session.writing(tx -> Migrations.apply(tx, Path.of(":memory:"), names));
                assertEquals(List.of(), session.reading(tx -> Shape.strangers(tx, names)), names::toString);
            }
        }
    }

    @Test
    void a_link_that_leads_nowhere_is_no_place_for_a_backup() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link.db"), directory.resolve("gone.db"));
        var refusal = assertThrows(StoreException.class, () -> new Backups(database).make(link, Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("There is a file of that name already"), refusal::getMessage);
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void a_file_is_no_folder_for_a_backup() {
        var refusal = assertThrows(StoreException.class, () -> new Backups(database).make(backup.resolve("x.db"), Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith(backup + " is no folder."), refusal::getMessage);
    }

    private Restore.Restored restored() {
        return new Restore(database, directory.resolve("secret.key")).restore(backup, new Restore.Key.Present(), NOW, new SecureRandom());
    }

    private final List<String> told = new ArrayList<>();

    private Restore trusting() {
        return new Restore(database, directory.resolve("secret.key"), diversions -> told.addAll(diversions) || diversions.isEmpty());
    }

    private String refused() {
        return String.valueOf(assertThrows(StoreException.class, this::restored).getMessage());
    }

    private void run(String sql) {
        try (var session = Session.plain(backup)) {
            session.execute(sql);
        }
    }
}
