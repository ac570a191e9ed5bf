package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;

/// `tracker add` of a site that is asked by the user's own name.
class NamingTest {

    @TempDir
    Path directory;

    private final LoopbackSite site = new LoopbackSite();
    private Program program;

    @BeforeEach
    void open() throws IOException {
        program = new Program(directory.resolve("config")).at(new SettableTime());
        write("auth: { accept: [api_key] }");
    }

    private void write(String more) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("config/definitions")).resolve("called.yaml"), """
                schema: 1
                slug: called
                name: Called
                platform: unit3d
                links: [https://called.example.org/]
                policy: { user_stats: ask }
                requests: { api: { path: "/api/users/{username}" } }
                %s
                """.formatted(more));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Program.Answer add(String... more) {
        var arguments = new ArrayList<>(List.of("tracker", "add", "called", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        arguments.addAll(List.of(more));
        return program.piped(PLANTED, arguments.toArray(String[]::new));
    }

    private boolean isEmpty() {
        return program.run("tracker", "list", "--json").json().isEmpty();
    }

    @Test
    void without_the_name_nothing_is_asked_and_the_option_is_named() {
        var refused = add();
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("Called finds your figures by your name"), refused.err());
        assertTrue(refused.err().contains("--username NAME"), refused.err());
        assertEquals(0, site.requests());
        assertTrue(isEmpty());
    }

    @Test
    void unproved_it_is_not_taken_without_the_name_either() {
        assertEquals(2, add("--no-check").status());
        assertEquals(2, add("--username", " ").status(), "a blank is no name");
        assertTrue(isEmpty());
    }

    @Test
    void the_name_that_was_given_is_the_one_that_is_asked_for() {
        var added = add("--username", "otter");
        assertEquals(0, added.status(), added.both());
        assertEquals(1, site.requests());
        assertEquals("/api/users/otter", site.lastPath());
    }

    @Test
    void somebody_at_the_keyboard_is_asked_for_it_before_the_key() {
        program.typing("otter", PLANTED);
        var added = program.run("tracker", "add", "called", "--name", "Otters", "--url", site.url());
        assertEquals(0, added.status(), added.both());
        assertEquals("/api/users/otter", site.lastPath());
        assertEquals("otter", program.run("tracker", "show", "Otters", "--json").json().get("username").asString());
    }

    @Test
    void where_only_a_key_needs_the_name_it_is_asked_for_after_the_key() throws IOException {
        write("");
        program.typing(PLANTED, "otter");
        assertEquals(0, program.run("tracker", "add", "called", "--name", "Otters", "--url", site.url()).status());
        assertEquals("/api/users/otter", site.lastPath());
    }

    @Test
    void who_types_no_name_adds_nothing() {
        program.typing("", PLANTED);
        var refused = program.run("tracker", "add", "called", "--name", "Otters", "--url", site.url());
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("Nothing was typed"), refused.err());
        assertEquals(0, site.requests());
    }

    @Test
    void where_no_names_are_kept_it_is_said_that_each_poll_needs_it() {
        program.run("settings", "set", "store-usernames", "off");
        var refused = add("--username", "otter");
        assertEquals(1, refused.status(), refused.both());
        assertTrue(refused.err().contains("each poll needs it"), refused.err());
        assertTrue(refused.err().contains("settings set store-usernames on"), refused.err());
        assertEquals(0, site.requests());
        assertTrue(isEmpty());
    }

    @Test
    void a_site_that_tells_the_name_itself_asks_nobody() {
        var added = program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Newts", "--url", site.url(), "--secret-stdin");
        assertEquals(0, added.status(), added.both());
        assertFalse(added.err().contains("by your name"), added.err());
    }
}
