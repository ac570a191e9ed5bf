package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documentation is read by people who don't know yet what is where.
final class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// `[text](path)`, without a heading's anchor; addresses of the web are not looked up.
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void no_link_leads_nowhere() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (var page : pages()) {
            for (var link : LINK.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList()) {
                links++;
                if (!Files.exists(page.resolveSibling(link))) {
                    broken.add(ROOT.relativize(page) + " → " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertFalse(links == 0, "no link was found at all");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs")); Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
