package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

    private static final String MINE = """
            schema: 1
            slug: mine
            name: Mine
            platform: unit3d
            links: [https://mine.example.org/]
            timezone: UTC
            policy: { user_stats: ask }
            """;

    @TempDir
    Path directory;

    @Test
    void all_bundled_files_are_checked_where_none_is_named() {
        var answer = program().run("definition", "check");
        assertEquals(0, answer.status(), answer.both());
        assertTrue(answer.err().contains("nothing wrong"), answer.err());
    }

    @Test
    void a_directory_is_said_to_be_one() {
        var answer = program().run("definition", "check", directory.toString());
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains(directory + " is a directory."), answer.err());
    }

    @Test
    void moments_name_their_zone_when_pages_are_tried() throws IOException {
        var page = Files.writeString(directory.resolve("api.json"), """
                {"username": "otter", "uploaded": "2 GiB", "downloaded": "1 GiB", "joined": "2021-03-04 02:00:00",
                 "created_at": "2021-03-04T02:00:00Z"}""");
        var file = Files.createDirectories(directory.resolve("definitions/sites"));
        Files.writeString(file.resolve("mine.yaml"), MINE + "fields: { joined: { from: api, json: /created_at } }\n");
        var answer = program().run("definition", "read", "mine", "--page", "api=" + page);
        assertTrue(answer.out().matches("(?s).*joined +2021-03-0\\d \\d\\d:00 [A-Z].*"), answer.both());
    }

    @Test
    void the_users_rules_are_checked_with_them() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("rules")).resolve("mine.yaml"), "title: Mine\nnonsense: 1\n");
        var answer = program().run("definition", "check");
        assertEquals(1, answer.status());
        assertTrue(answer.out().contains("mine.yaml"), answer.out());
    }

    @Test
    void a_rule_is_checked_as_one_wherever_it_lies() throws IOException {
        var rule = """
                title: Seeding
                severity: good
                cooldown: 6h
                when: {rises: {of: seeding}}
                wording: {title: "{tracker}: {after} seeding"}
                examples:
                  - name: one more
                    before: {seeding: 1}
                    after: {seeding: 2}
                    fires: true
                """;
        var elsewhere = Files.writeString(directory.resolve("more-seeding.yaml"), rule);
        var good = program().run("definition", "check", elsewhere.toString());
        assertEquals(0, good.status(), good.both());
        assertTrue(good.err().contains("is a rule; it holds once it lies in " + directory.resolve("rules")), good.err());
        var folder = Files.createDirectories(directory.resolve("rules"));
        var wrong = Files.writeString(folder.resolve("mine.yaml"), rule.replace("fires: true", "fires: false") + "colour: red\n");
        var answer = program().run("definition", "check", wrong.toString());
        assertEquals(1, answer.status());
        assertTrue(answer.out().contains("mine.yaml:11: "), answer.out());
        assertFalse(answer.both().contains("slug"), answer.both());
        Files.writeString(wrong, rule.replace("fires: true", "fires: false"));
        assertTrue(program().run("definition", "check", wrong.toString()).out().contains("does not hold"));
    }

    @Test
    void all_that_is_wrong_with_a_definition_is_told_at_once() throws IOException {
        var file = Files.writeString(directory.resolve("mine.yaml"), MINE.replace("UTC", "Mars/Olympus") + "nonsense: 1\nmin_ratoi: 2\n");
        var problems = program().run("definition", "check", file.toString(), "--json").json().get("problems");
        assertTrue(problems.size() >= 3, problems::toString);
    }

    @Test
    void a_saved_answer_is_read_offline() throws IOException {
        var page = Files.writeString(directory.resolve("user.json"), """
                {"username":"otter","group":"User","uploaded":4096,"downloaded":1024,"seeding":3,"seedbonus":"1.50"}""");
        var read = program().run("definition", "read", "unit3d", "--page", "api=" + page, "--json");
        assertEquals(0, read.status(), read.both());
        assertEquals("read", read.json().get("outcome").asString());
        assertEquals(4, read.json().get("ratio").asInt());
        assertTrue(read.json().get("invites").isNull());
        assertTrue(program().run("definition", "read", "unit3d", "--page", "api=" + page).out().contains("4.00 KiB"));
    }

    @Test
    void a_saved_refusal_says_its_reason() throws IOException {
        var page = Files.writeString(directory.resolve("user.json"), "{\"message\":\"Unauthenticated.\"}");
        var read = program().run("definition", "read", "unit3d", "--page", "api=" + page, "--json");
        assertEquals(1, read.status());
        assertEquals("credential-refused", read.json().get("failure").get("reason").asString());
        assertTrue(read.err().startsWith("credential-refused: "), read.err());
    }

    @Test
    void pages_and_files_that_there_are_not_are_told() {
        var page = program().run("definition", "read", "unit3d", "--page", "nonsense=x");
        assertEquals(2, page.status());
        assertTrue(page.err().contains("api"), page.err());
        var file = program().run("definition", "read", "unit3d", "--page", "api=" + directory.resolve("absent"));
        assertEquals(1, file.status());
        assertTrue(file.err().contains("absent"), file.err());
        assertEquals(2, program().run("definition", "read", "unit3d").status());
        assertEquals(2, program().run("definition", "read", "unitd", "--page", "api=x").status());
    }

    @Test
    void a_mistake_is_told_with_file_line_and_the_nearest_key() throws IOException {
        var file = Files.writeString(directory.resolve("mine.yaml"), MINE + "timezon: UTC\n");
        var answer = program().run("definition", "check", file.toString());
        assertEquals(1, answer.status());
        assertTrue(answer.out().contains("mine.yaml:8: "), answer.out());
        assertTrue(answer.out().contains("timezone"), answer.out());
        var json = program().run("definition", "check", file.toString(), "--json").json();
        assertEquals(8, json.get("problems").get(0).get("line").asInt());
    }

    @Test
    void a_missing_file_is_a_problem() {
        var answer = program().run("definition", "check", directory.resolve("absent.yaml").toString());
        assertEquals(1, answer.status());
        assertTrue(answer.out().contains("absent.yaml"), answer.out());
    }

    @Test
    void the_catalogue_is_searched_by_word() {
        var answer = program().run("tracker", "catalog", "unit3d");
        assertEquals(0, answer.status());
        assertTrue(answer.out().contains("aither"), answer.out());
        assertFalse(answer.out().contains("nexusphp"), answer.out());
        var json = program().run("tracker", "catalog", "aither", "--json").json();
        assertEquals("aither", json.get(0).get("slug").asString());
        assertTrue(json.get(0).get("min_interval_seconds").asLong() >= 900);
        assertTrue(json.get(0).get("links").get(0).asString().startsWith("https://"));
    }

    @Test
    void a_word_that_nothing_has_is_told() {
        var answer = program().run("tracker", "catalog", "zzzzz");
        assertTrue(answer.err().contains("None of them"), answer.err());
        assertTrue(answer.err().contains("tracker add unit3d --name NAME --url https://"), answer.err());
    }

    @Test
    void a_broken_file_of_the_users_hides_no_other_site() throws IOException {
        var folder = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(folder.resolve("mine.yaml"), MINE + "nonsense: 1\n");
        var answer = program().run("tracker", "catalog", "--json");
        assertEquals(0, answer.status());
        assertTrue(answer.err().contains("Left out"), answer.err());
        assertTrue(answer.json().size() > 20);
    }

    private Program program() {
        return new Program(directory);
    }
}
