package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

/// `silence add|list|end`, and what events say of it.
final class SilenceTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        program.piped(Stocked.PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin");
        program.piped(discord.webhook("123456789012345678", "42") + "\n", "target", "add", "discord", "--name", "phone", "--url-stdin");
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
    }

    private Program.Answer run(String... arguments) {
        return program.piped("", arguments);
    }

    @Test
    void a_silence_is_added_listed_and_ended() {
        var added = run("silence", "add", "--tracker", "otters", "--until", "2h", "--reason", "maintenance", "--json");
        assertEquals(0, added.status(), added::both);
        assertEquals("Otters", added.json().get("tracker").asString());
        assertEquals("hold", added.json().get("mode").asString());
        assertEquals(time.now().plus(Duration.ofHours(2)).toString(), added.json().get("until").asString());
        assertTrue(run("silence", "list").out().contains("maintenance"));
        assertEquals(0, run("silence", "end", "1").status());
        assertEquals(0, run("silence", "list", "--json").json().size());
        var over = run("silence", "list", "--all", "--json").json();
        assertEquals(1, over.size());
        assertEquals(false, over.get(0).get("lasts").asBoolean());
        assertTrue(run("silence", "end", "1").err().contains("over already"));
        assertEquals(1, run("silence", "end", "7").status());
    }

    @Test
    void what_becomes_of_what_happens_meanwhile_is_said() {
        var held = run("silence", "add", "--tracker", "otters", "--until", "2h");
        assertTrue(held.err().contains("What happens meanwhile is told when it ends."), held.err());
        assertTrue(run("silence", "add", "--tracker", "otters", "--until", "2h", "--drop").err().contains("What happens meanwhile is never told."));
        assertEquals(2, run("silence", "add", "--until", "2h").status());
        var help = run("silence", "add", "--help").both().replaceAll("\\s+", " ");
        assertTrue(help.contains("Name at least one of the three") && !help.contains("if not given"), help);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--until=2020-01-01|2|over already", "--until=0s|2|over already", "--until=soon|2|write it like 2h",
        "--until=500000d|2|more than 10 years away", "--until=2999-01-01|2|more than 10 years away"})
    void an_end_that_can_t_be_meant_is_refused(String until, int status, String words) {
        var answer = run("silence", "add", "--tracker", "otters", until);
        assertEquals(status, answer.status());
        assertTrue(answer.err().toLowerCase().contains(words), answer.err());
    }

    @Test
    void everything_at_once_and_opposites_are_refused() {
        assertEquals(2, run("silence", "add", "--until", "2h").status());
        assertEquals(2, run("silence", "add", "--tracker", "otters", "--until", "2h", "--hold", "--drop").status());
        assertEquals(1, run("silence", "add", "--tracker", "ottters", "--until", "2h").status());
        assertEquals(2, run("silence", "add", "--event", "nonsense", "--until", "2h").status());
    }

    @Test
    void events_say_that_they_were_silenced_and_how() {
        run("silence", "add", "--tracker", "otters", "--target", "phone", "--event", "hit-and-run", "--until", "3d");
        run("silence", "add", "--event", "tracker-down", "--until", "3d", "--drop");
        site.says("User", 4_000, 1_000, 3);
        polled();
        site.answers(503);
        polled();
        polled();
        var listed = run("event", "list").out();
        assertTrue(listed.contains("phone: silenced"), listed);
        assertTrue(listed.contains("phone: dropped"), listed);
        assertTrue(listed.lines().allMatch(line -> line.length() <= 100), listed);
        assertEquals("silenced", run("event", "list", "--event", "hit-and-run", "--json").json().get(0).get("targets").get(0).get("verdict").asString());
        var explained = run("event", "explain", "Otters", "--rule", "hit-and-run").out();
        assertTrue(explained.contains("silenced until"), explained);
        assertTrue(run("event", "explain", "Otters", "--rule", "tracker-down").out().contains("dropped"));
        assertEquals(0, discord.posts().size());
    }

    @Test
    void events_say_that_it_was_quiet_or_that_they_were_not_grave_enough() {
        run("target", "edit", "phone", "--quiet", "00:00-23:59", "--least", "info");
        site.says("User", 4_000, 1_000, 0);
        polled();
        site.says("User", 4_000, 1_400, 0);
        polled();
        var listed = run("event", "list").out();
        assertTrue(listed.contains("phone: quiet hours"), listed);
        assertTrue(run("event", "explain", "Otters", "--rule", "ratio-drop").out().contains("quiet hours until"));
        run("target", "edit", "phone", "--quiet", "off", "--least", "urgent");
        site.says("User", 4_000, 2_000, 0);
        polled();
        assertTrue(run("event", "explain", "Otters", "--rule", "ratio-drop").out().contains("graver events only"));
    }

    private void polled() {
        time.pass(Duration.ofHours(2));
        run("tracker", "poll", "Otters");
    }

    @Test
    void what_a_silence_held_is_sent_when_it_ends_also_without_a_daemon() {
        run("target", "edit", "phone", "--batch", "off");
        site.says("User", 4_000, 1_000, 0);
        polled();
        run("silence", "add", "--tracker", "otters", "--until", "3d");
        site.says("User", 4_000, 1_000, 3);
        polled();
        assertEquals(0, discord.posts().size());
        assertEquals(0, run("silence", "end", "1").status());
        assertEquals(1, discord.posts().size());
    }
}
