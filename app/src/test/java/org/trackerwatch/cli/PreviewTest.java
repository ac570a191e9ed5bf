package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

/// What is shown is what is sent, but for its secrets, and nothing is.
class PreviewTest {

    private static final String WEBHOOK = "123456789012345678";

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        assertEquals(0, program.piped(discord.webhook(WEBHOOK, "42"), "target", "add", "--name", "phone", "--url-stdin",
                "--no-check").status());
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void nothing_is_sent_and_nothing_is_queued() {
        var shown = program.run("target", "preview", "phone", "--event", "hit-and-run");
        assertEquals(0, shown.status(), shown.both());
        assertTrue(shown.out().startsWith("POST " + discord.base() + "/api/v10/webhooks/" + WEBHOOK + "/•••?wait=true\n"), shown.out());
        assertTrue(shown.out().contains("Example tracker"), shown.out());
        assertTrue(shown.err().contains("Nothing was sent"), shown.err());
        assertFalse(shown.both().contains(FakeDiscord.TOKEN));
        assertEquals(List.of(), discord.requests());
        assertTrue(program.run("delivery", "list", "--json").json().isEmpty());
    }

    @Test
    void it_is_what_a_test_then_sends() {
        var shown = program.run("target", "preview", "phone", "--event", "hit-and-run", "--json").json();
        assertEquals(0, program.run("target", "test", "phone", "--event", "hit-and-run").status());
        var sent = discord.requests().getFirst();
        assertEquals(sent.method(), shown.get("method").asString());
        assertEquals(sent.body(), shown.get("body").asString());
        assertEquals(discord.base() + sent.target().replace(FakeDiscord.TOKEN + WEBHOOK, "•••"), shown.get("url").asString());
        var headers = new TreeSet<String>();
        shown.get("headers").forEachEntry((name, value) -> {
            headers.add(name.toLowerCase(Locale.ROOT));
            assertEquals(sent.header(name), value.asString(), name);
        });
        assertEquals(new TreeSet<>(sent.headers().keySet()), headers);
    }

    @Test
    void without_an_event_it_is_the_plain_test() {
        assertTrue(program.run("target", "preview", "phone").out().contains("Test from trackerwatch"));
    }

    @Test
    void what_there_is_not_can_not_be_previewed() {
        assertEquals(1, program.run("target", "preview", "nobody").status());
        assertEquals(2, program.run("target", "preview", "phone", "--event", "hit-and-rum").status());
        assertEquals(2, program.run("target", "preview", "phone", "--set", "sound=loud").status());
    }

    @Test
    void hidden_names_are_hidden_here_too() {
        program.run("target", "edit", "phone", "--hide-tracker-name");
        assertFalse(program.run("target", "preview", "phone", "--event", "hit-and-run").both().contains("Example"));
    }
}
