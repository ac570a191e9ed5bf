package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The key lies on another disk, and in its usual place is a link to it.
class LinkedKeyTest {

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path usb;
    private Path real;
    private byte[] before;

    @BeforeEach
    void fill() throws IOException {
        folder = new StoreFolder(Files.createDirectory(directory.resolve("config")));
        usb = Files.createDirectory(directory.resolve("usb"));
        real = usb.resolve("tw.key");
        Files.createSymbolicLink(folder.key(), Path.of("../usb/tw.key"));
        folder.add("Kept");
        before = Files.readAllBytes(real);
    }

    @Test
    void the_first_key_is_made_where_the_link_leads() {
        assertTrue(Files.isSymbolicLink(folder.key()));
        assertEquals(List.of("tw.key"), names(usb));
    }

    @Test
    void a_new_key_takes_the_old_one_s_place_and_the_link_stays() throws IOException {
        rotation().rotate(Optional.empty(), new SecureRandom());
        assertTrue(Files.isSymbolicLink(folder.key()));
        assertFalse(Arrays.equals(before, Files.readAllBytes(real)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        assertEquals(List.of("tw.key"), names(usb));
        assertEquals(Set.of("Kept"), folder.names());
    }

    @Test
    void an_old_key_that_is_kept_lies_beside_the_new_one_and_not_beside_the_database() throws IOException {
        var kept = rotation().former("then");
        rotation().rotate(Optional.of(kept), new SecureRandom());
        assertEquals(List.of("tw.key", "tw.key.then"), names(usb));
        assertArrayEquals(before, Files.readAllBytes(kept));
    }

    @ParameterizedTest
    @EnumSource(value = KeyRotation.Step.class, names = {"WRITTEN", "SEALED"})
    void a_change_that_was_interrupted_is_completed_there(KeyRotation.Step last) throws Exception {
        assertEquals(9, ChildJvm.start(KeyRotationTest.Dying.class, folder.database(), folder.key(), last).waitFor());
        assertEquals(List.of("tw.key", "tw.key.new"), names(usb));
        assertEquals(Set.of("Kept"), folder.names());
        assertTrue(Files.isSymbolicLink(folder.key()));
        assertEquals(List.of("tw.key"), names(usb));
    }

    @Test
    void the_key_of_a_backup_is_put_there_and_the_one_it_replaces_kept_there() throws IOException {
        var backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.of(folder.key()));
        rotation().rotate(Optional.empty(), new SecureRandom());
        var rotated = Files.readAllBytes(real);
        var done = folder.restore(backup, new Restore.Key.Enclosed());
        assertTrue(Files.isSymbolicLink(folder.key()));
        assertArrayEquals(before, Files.readAllBytes(real));
        assertEquals(usb.toRealPath(), done.replacedKey().orElseThrow().toRealPath().getParent());
        assertArrayEquals(rotated, Files.readAllBytes(done.replacedKey().orElseThrow()));
    }

    private KeyRotation rotation() {
        return new KeyRotation(folder.database(), folder.key(), Optional.empty());
    }

    private static List<String> names(Path folder) {
        return Arrays.stream(Optional.ofNullable(folder.toFile().list()).orElseThrow()).sorted().toList();
    }
}
