package org.trackerwatch;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A household of a test's own.
abstract class AtHome {

    @TempDir
    Path directory;
    Household house;

    @BeforeEach
    void open() {
        house = new Household(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }
}
