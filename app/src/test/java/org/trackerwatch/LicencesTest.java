package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is shipped, and under which licences. The build makes the list of libraries before the tests run (`licences` in the
/// module's `pom.xml`), and ends at a library whose licence nobody has agreed to.
final class LicencesTest {

    private static final Path PAGE = Path.of("../docs/licences.md");

    private static final Path FRESH = Path.of("target/licences/licences.md");

    @Test
    void the_list_of_libraries_is_not_stale() throws IOException {
        assertEquals(Files.readString(FRESH), Files.readString(PAGE), "The libraries have changed. Take what is right with: cp app/" + FRESH + " docs/licences.md");
    }

    @Test
    void what_is_copied_into_the_page_keeps_its_licence_beside_it() throws IOException {
        assertTrue(Files.readString(Path.of("src/main/resources/web/vendor/uPlot-LICENSE.txt")).contains("MIT License"));
    }
}
