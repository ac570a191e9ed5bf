package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

final class IncidentsTest {

    @TempDir
    private Path directory;
    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void live() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        program.piped(discord.webhook("123456789012345678", "42"), "target", "add", "discord", "--name", "phone", "--url-stdin");
        program.piped("key", "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin");
        program.piped("key", "tracker", "add", "unit3d", "--name", "Newts", "--url", site.url(), "--secret-stdin", "--no-check");
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
    }

    private Program.Answer run(String line) {
        return program.run(line.split(" "));
    }

    private void polledInTrouble() {
        site.answers(503);
        time.pass(Duration.ofHours(2));
        assertEquals(1, run("tracker poll Otters").status());
    }

    @Test
    void nothing_that_was_out_of_reach_is_said() {
        var empty = run("incident list");
        assertEquals(0, empty.status());
        assertTrue(empty.err().contains("Nothing was out of reach since"), empty.err());
        assertTrue(run("incident list --json").json().isEmpty());
    }

    @Test
    void an_outage_is_listed_with_cause_fault_and_who_was_told() {
        polledInTrouble();
        var listed = run("incident list").out();
        assertTrue(listed.contains("Otters") && listed.contains("lasts") && listed.contains("the site answers with an error")
                && listed.contains("the site's"), listed);
        var json = run("incident list --tracker otters --open --json").json().get(0);
        assertEquals("Otters", json.get("tracker").asString());
        assertEquals("site-error", json.get("first_reason").asString());
        assertEquals("site", json.get("fault").asString());
        assertEquals(1, json.get("polls_lost").asInt());
        assertTrue(json.get("ended_at").isNull());
        assertEquals("delivered", json.get("deliveries").get(0).get("state").asString());
        assertTrue(run("incident list --tracker newts --json").json().isEmpty());
        var shown = run("incident show 1").out();
        assertTrue(shown.contains("tracker-down") && shown.contains("delivered"), shown);
        assertEquals(json, run("incident show 1 --json").json());
    }

    @Test
    void what_is_over_is_not_open() {
        polledInTrouble();
        site.says("User", 4_000, 1_000, 0);
        time.pass(Duration.ofHours(2));
        assertEquals(0, run("tracker poll Otters").status());
        assertTrue(run("incident list --open --json").json().isEmpty());
        var over = run("incident list --json").json().get(0);
        assertEquals(7200, over.get("lasted_seconds").asInt(), 60);
    }

    @Test
    void one_that_is_not_there_is_refused_in_words() {
        var answer = run("incident show 99");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("There is no incident 99"), answer.err());
    }
}
