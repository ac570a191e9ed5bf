package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.trackers.Field;

/// `tracker add`: what is proved, what is warned of, and what is told.
final class AddingTest {

    @TempDir
    Path directory;

    private Member member;

    @BeforeEach
    void open() {
        member = new Member(directory.resolve("config"));
    }

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void a_key_is_proved_by_one_poll_which_is_the_first_snapshot() {
        var added = member.add();
        assertEquals(0, added.status(), added.both());
        assertTrue(added.err().contains("Added “Otters”"), added.err());
        assertEquals(1, member.site.requests());
        assertEquals("Bearer " + PLANTED, member.site.lastHeader("Authorization"));
        var snapshots = member.run("snapshot", "list", "Otters", "--json").json();
        assertEquals(1, snapshots.size());
        assertEquals(4_000L << 30, snapshots.get(0).get("uploaded").asLong());
        assertTrue(member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString().compareTo("2026-03-04T12:50") > 0);
    }

    @Test
    void the_answer_for_programs_has_every_field() {
        var reading = member.add("--json").json().get("reading");
        for (var field : Field.values()) {
            assertTrue(reading.has(field.key()), field.key());
        }
        assertEquals(4, reading.get("ratio").asInt());
    }

    @Test
    void a_refused_key_adds_nothing_and_says_what_to_do() {
        member.site.refuses();
        var refused = member.add("--json");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("Nothing was added"), refused.err());
        assertEquals("credential-refused", refused.json().get("failure").get("reason").asString());
        assertTrue(member.hasNone());
    }

    @Test
    void trouble_of_the_site_offers_to_add_unproved() {
        member.site.answers(502);
        var failed = member.add();
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("--no-check"), failed.err());
        assertTrue(member.hasNone());
        assertEquals(0, member.add("--no-check").status());
        assertFalse(member.hasNone());
    }

    @Test
    void unproved_asks_nothing() {
        var added = member.add("--no-check");
        assertEquals(0, added.status());
        assertEquals(0, member.site.requests());
        assertTrue(added.err().contains("not proved"), added.err());
    }

    @Test
    void a_taken_name_is_found_before_the_site_is_asked() {
        member.add("--no-check");
        var second = member.add();
        assertEquals(1, second.status());
        assertTrue(second.err().contains("already"), second.err());
        assertEquals(0, member.site.requests());
    }

    @Test
    void the_same_account_twice_is_warned_of() {
        assertFalse(member.add().err().contains("asked twice"));
        var second = member.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Newts", "--url", member.site.url(), "--secret-stdin");
        assertEquals(0, second.status());
        assertTrue(second.err().contains("“Otters” is the same site with the same credential"), second.err());
        var third = member.piped("another" + PLANTED, "tracker", "add", "unit3d", "--name", "Efts", "--url", member.site.url(), "--secret-stdin");
        assertFalse(third.err().contains("asked twice"), third.err());
    }

    @Test
    void before_the_key_is_asked_for_it_is_told_which_where_and_what_it_leaves_out() {
        member.program.typing(PLANTED);
        var added = member.run("tracker", "add", "unit3d", "--name", "A", "--url", member.site.url());
        assertTrue(added.err().contains("API key: user settings"), added.err());
        assertTrue(added.err().contains("nothing is told of account-warned"), added.err());
        assertTrue(added.err().indexOf("API key: user settings") < added.err().indexOf("Added"), added.err());
        assertFalse(member.add("--no-check").err().contains("user settings"), "whoever gives it in a pipe knows what it is");
    }

    @ParameterizedTest
    @CsvSource({"untested,only its engine is known", "modelled,from what is documented"})
    void what_was_never_tried_is_said_to_be_so(String proof, String words) throws IOException {
        var folder = Files.createDirectories(directory.resolve("config/definitions"));
        Files.writeString(folder.resolve("fresh.yaml"), """
                schema: 1
                slug: fresh
                name: Fresh Site
                platform: unit3d
                proof: %s
                links: [https://fresh.example.org/]
                """.formatted(proof));
        var added = member.piped(PLANTED, "tracker", "add", "fresh", "--name", "A", "--url", member.site.url(), "--secret-stdin");
        assertTrue(added.err().contains(words), added.err());
        assertTrue(added.err().contains("Compare the first figures"), added.err());
    }

    @Test
    void a_proof_of_an_engine_is_none_of_a_site_that_nobody_knows() {
        var added = member.add();
        assertTrue(added.err().contains("only its engine, UNIT3D, is known"), added.err());
        assertTrue(added.err().contains("Compare the first figures"), added.err());
        assertTrue(member.run("tracker", "show", "Otters").out().contains("unit3d (untested; its engine is proven)"));
    }
}
