package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

/// A program between a site and a Discord on loopback. Whatever a test did: no limit was broken, and nothing secret printed.
abstract class OttersAndPhone {

    static final String WEBHOOK = "123456789012345678";

    @TempDir
    Path directory;

    final SettableTime time = new SettableTime();
    final LoopbackSite site = new LoopbackSite();
    final FakeDiscord discord = new FakeDiscord(time);
    private final StringBuilder printed = new StringBuilder();
    Program program;
    String address = "";

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        address = discord.webhook(WEBHOOK, "42");
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
        assertEquals(List.of(), discord.violations());
        assertFalse(printed.toString().contains(FakeDiscord.TOKEN), "the webhook was printed");
        assertFalse(printed.toString().contains(PLANTED), "the key was printed");
    }

    Program.Answer run(String... arguments) {
        return piped("", arguments);
    }

    Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    Program.Answer target(String name, String... more) {
        var arguments = new ArrayList<>(List.of("target", "add", "discord", "--name", name, "--url-stdin"));
        arguments.addAll(List.of(more));
        return piped(address + "\n", arguments.toArray(String[]::new));
    }

    void otters() {
        assertEquals(0, piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin").status());
    }

    Program.Answer polled() {
        time.pass(Duration.ofHours(2));
        return run("tracker", "poll", "Otters");
    }
}
