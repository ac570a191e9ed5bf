package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;

/// `tracker capture` against a site on loopback.
class CapturingTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private Program program;
    private Path folder;

    @BeforeEach
    void open() {
        folder = directory.resolve("pages");
        program = new Program(directory.resolve("config")).at(time);
        assertEquals(0, program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin").status());
        time.pass(Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Program.Answer capture(String... more) {
        var arguments = new ArrayList<>(List.of("tracker", "capture", "Otters", "--to", folder.toString()));
        arguments.addAll(List.of(more));
        return program.run(arguments.toArray(String[]::new));
    }

    @Test
    void one_visit_becomes_an_example_that_reads_like_the_site() throws IOException {
        var captured = capture();
        assertEquals(0, captured.status(), captured.both());
        assertEquals(2, site.requests());
        assertTrue(captured.err().contains("Look through it before you attach it to an issue"), captured.err());
        assertTrue(captured.err().contains("Your figures and dates are in it as they are"), captured.err());
        var page = Files.readString(folder.resolve("api.json"));
        assertFalse(page.contains("\"otter\"") || page.contains(PLANTED), page);
        assertTrue(Files.readString(folder.resolve("expected.yaml")).contains("uploaded: 4294967296000\n"));
        var read = program.run("definition", "read", "unit3d", "--page", "api=" + folder.resolve("api.json"), "--json");
        assertEquals(4_000L << 30, read.json().get("uploaded").asLong());
        assertEquals("heronwick", read.json().get("username").asString());
    }

    @Test
    void a_page_that_is_not_there_is_named_with_the_reason() {
        var captured = capture();
        assertTrue(captured.err().contains("Without “profile”: it is not for this kind of credential."), captured.err());
    }

    @Test
    void the_folder_is_its_owner_s_alone() throws IOException {
        capture();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("api.json"))));
    }

    @Test
    void it_is_a_poll_and_keeps_the_site_s_floor() throws IOException {
        assertEquals(0, capture().status());
        assertEquals(2, program.run("snapshot", "list", "Otters", "--json").json().size());
        folder = directory.resolve("again");
        var early = capture();
        assertEquals(1, early.status());
        assertTrue(early.err().contains("may be asked again at"), early.err());
        assertEquals(2, site.requests());
        assertFalse(Files.exists(folder));
        assertEquals(0, capture("--force").status());
        assertEquals(3, site.requests());
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone_and_nothing_is_asked() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mine.txt"), "mine");
        var refused = capture();
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("choose another folder"), refused.err());
        assertEquals(1, site.requests());
    }

    @Test
    void a_site_that_fails_is_captured_as_it_failed() throws IOException {
        site.answers(503);
        var captured = capture();
        assertEquals(0, captured.status(), captured.both());
        assertTrue(captured.err().contains("The site was not read"), captured.err());
        assertTrue(Files.readString(folder.resolve("expected.yaml")).startsWith("failure: "));
        assertEquals("failing", program.run("tracker", "show", "Otters", "--json").json().get("state").asString());
    }

    @Test
    void a_paused_tracker_is_not_asked() {
        program.run("tracker", "pause", "Otters");
        var refused = capture("--force");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("paused by you"), refused.err());
        assertEquals(1, site.requests());
    }

    @Test
    void the_answer_for_programs_names_files_and_what_was_taken_out() {
        var document = capture("--json").json();
        assertEquals(folder.toString(), document.get("folder").asString());
        assertEquals(3, document.get("files").size());
        assertTrue(document.get("removed").size() > 0);
        assertEquals("other-credential", document.get("missing").get("profile").asString());
    }
}
