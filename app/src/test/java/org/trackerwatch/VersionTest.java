package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class VersionTest {

    /// An unfiltered resource would say `${project.version}`.
    @Test
    void the_build_writes_the_number_of_the_pom() {
        assertTrue(Version.number().matches("\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.]+)?"), Version.number());
    }
}
