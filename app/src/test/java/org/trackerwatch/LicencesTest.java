package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is shipped, and under which licences. The build makes the list of libraries before the tests run (`licences` in the
/// module's `pom.xml`), and ends at a library whose licence nobody has agreed to.
final class LicencesTest {

    private static final Path PAGE = Path.of("../docs/licences.md");

    private static final Path FRESH = Path.of("target/licences/licences.md");

    private static final Path TEXTS = Path.of("src/licences/texts");

    @Test
    void the_list_of_libraries_is_not_stale() throws IOException {
        assertEquals(Files.readString(FRESH), Files.readString(PAGE), "The libraries have changed. Take what is right with: cp app/" + FRESH + " docs/licences.md");
    }

    @Test
    void what_is_copied_into_the_page_keeps_its_licence_beside_it() throws IOException {
        assertTrue(Files.readString(Path.of("src/main/resources/web/vendor/uPlot-LICENSE.txt")).contains("MIT License"));
    }

    /// One text of Apache 2.0 is for all that are under it.
    @Test
    void who_wants_his_text_passed_on_has_it_in_his_jar_or_in_the_folder() throws IOException {
        var rows = Pattern.compile("(?m)^\\| .*?:([^\\]]+)]\\S* \\| (\\S+) \\| (.*) \\|$").matcher(Files.readString(FRESH)).results()
                .filter(row -> !row.group(3).contains("Apache 2.0")).toList();
        assertTrue(rows.size() > 5, "the list is not read");
        for (var row : rows) {
            assertTrue(Files.exists(TEXTS.resolve(row.group(1) + ".txt")) || Files.exists(TEXTS.resolve(row.group(1) + ".md"))
                    || hasText(row.group(1) + "-" + row.group(2) + ".jar"), row.group(1));
        }
    }

    @Test
    void what_lies_there_is_shipped() throws IOException {
        var build = Files.readString(Path.of("pom.xml"));
        try (var texts = Files.list(TEXTS)) {
            texts.forEach(text -> assertTrue(build.contains("src/licences/texts/" + text.getFileName()), text.toString()));
        }
    }

    private static boolean hasText(String name) throws IOException {
        var jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(path -> path.endsWith("/" + name)).findFirst().orElseThrow();
        try (var file = new JarFile(jar)) {
            return file.stream().anyMatch(entry -> entry.getName().toUpperCase(Locale.ROOT).contains("LICENSE"));
        }
    }
}
