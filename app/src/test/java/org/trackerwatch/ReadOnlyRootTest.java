package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.doctor.Diagnosis;
import org.trackerwatch.doctor.Doctor;
import org.trackerwatch.doctor.Finding;
import org.trackerwatch.doctor.Patient;

/// A container whose root is read-only, with a volume of the same disk in it, as the doctor sees it from within.
final class ReadOnlyRootTest {

    @TempDir
    Path directory;

    private SmallDisk root;

    private Path volume;

    @BeforeEach
    void mount() throws Exception {
        var mounted = SmallDisk.mounted(directory, "4m");
        assumeTrue(mounted.isPresent(), "only the superuser can mount a small disk");
        root = mounted.get();
        volume = Files.createDirectory(directory.resolve("config"));
        assertTrue(SmallDisk.run("mount", "--bind", volume.toString(), volume.toString()));
        assertTrue(SmallDisk.run("mount", "-o", "remount,bind,ro", directory.toString()));
    }

    @AfterEach
    void unmount() throws Exception {
        if (root != null) {
            SmallDisk.run("umount", "--lazy", volume.toString());
            root.unmount();
        }
    }

    @Test
    void a_volume_that_can_be_written_to_is_not_taken_for_the_root() {
        assertEquals(Finding.Level.OK, directoryOf(volume).level());
    }

    @Test
    void what_lies_on_the_root_itself_is_named() {
        assertTrue(directoryOf(directory).findings().getFirst().text().contains("mounted read-only"));
    }

    private static Diagnosis.Entry directoryOf(Path config) {
        var patient = Patient.of(Optional.of(config), Map.of(), new SettableTime(), _ -> false);
        return Doctor.examine(patient).entries().stream().filter(entry -> entry.check().equals("directory")).findFirst().orElseThrow();
    }
}
