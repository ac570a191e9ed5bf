package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.trackerwatch.demo.Demo;

/// What the README says of sites and events is what the program knows of them, and what it shows is what is shown.
final class ReadmeTest {

    private static final Path README = Path.of("../README.md");

    private static final Path SITES = Path.of("../docs/sites.md");

    private static final Path FRESH = Path.of("target/README.md");

    private static final Path FRESH_SITES = Path.of("target/sites.md");

    @Test
    void its_tables_and_its_piece_of_the_demo_are_not_stale() throws Exception {
        var tables = new ReadmeTables();
        var readme = Files.readString(README);
        var fresh = with(readme, "counts", tables.counts());
        fresh = with(fresh, "demo", "```text\n" + excerpt() + "\n```");
        fresh = with(fresh, "platforms", tables.platforms());
        fresh = with(fresh, "events", tables.events());
        Files.writeString(FRESH, fresh);
        assertEquals(fresh, readme, "The definitions, the rules or the demo have changed. Take what is right with: cp app/" + FRESH + " README.md");
    }

    @Test
    void the_list_of_sites_is_not_stale() throws IOException {
        var page = Files.readString(SITES);
        var fresh = with(page, "sites", new ReadmeTables().sitesTable());
        Files.writeString(FRESH_SITES, fresh);
        assertEquals(fresh, page, "The definitions have changed. Take what is right with: cp app/" + FRESH_SITES + " docs/sites.md");
    }

    /// An afternoon of it.
    private static String excerpt() throws InterruptedException {
        var shown = new ByteArrayOutputStream();
        try (var demo = new Demo(new PrintStream(shown, true, StandardCharsets.UTF_8), false, ZoneOffset.UTC, new SettableTime(), 7)) {
            demo.run(true);
        }
        var lines = shown.toString(StandardCharsets.UTF_8);
        return lines.substring(lines.indexOf("  13:00  "), lines.indexOf("Sunday, ")).stripTrailing();
    }

    /// Puts what is made between the two marks that say where.
    private static String with(String readme, String name, String made) {
        var begin = "<!-- " + name + ": made of the files, see ReadmeTest -->";
        var end = "<!-- end of " + name + " -->";
        int from = readme.indexOf(begin);
        int to = readme.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError("The page has no place for what is made of " + name);
        }
        return readme.substring(0, from) + begin + "\n" + made + "\n" + readme.substring(to);
    }
}
