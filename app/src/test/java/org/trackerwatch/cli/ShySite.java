package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;
import tools.jackson.databind.JsonNode;

/// A site whose staff refuse programs, and somebody at the program who has an account there, “Newts”.
final class ShySite implements AutoCloseable {

    final SettableTime time = new SettableTime();
    final LoopbackSite site = new LoopbackSite();
    final FakeDiscord discord = new FakeDiscord(time);
    final Program program;
    private final Path directory;

    ShySite(Path directory) throws IOException {
        this.directory = directory;
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        define("forbidden");
        done(run("tracker", "add", "shy", "--name", "Newts"));
        time.pass(Duration.ofMinutes(1));
    }

    /// What its staff wish from now on.
    void define(String wish) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("shy.yaml"), """
                schema: 1
                slug: shy
                name: Shy Site
                platform: unit3d
                links: ["%s/"]
                policy: { user_stats: %s, note: "Staff said so on 2026-01-01." }
                """.formatted(site.url(), wish));
    }

    Program.Answer run(String... arguments) {
        return program.run(arguments);
    }

    Program.Answer record(String... figures) {
        time.pass(Duration.ofMinutes(1));
        return run(Stream.concat(Stream.of("tracker", "record", "Newts"),
                Arrays.stream(figures)).toArray(String[]::new));
    }

    JsonNode shown() {
        return run("tracker", "show", "Newts", "--json").json();
    }

    static void done(Program.Answer answer) {
        assertEquals(0, answer.status(), answer.both());
    }

    /// What a daemon does in two days, by rounds that are closer together than what it takes for a sleep.
    void daemon() {
        var config = Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC",
                "TRACKERWATCH_DISCORD_URL", discord.base().toString()));
        try (var app = App.open(config, new Doors(time, new SecureRandom(), new OkHttpClient()))) {
            var rounds = app.rounds();
            IntStream.range(0, 2 * 24 * 12).forEach(_ -> {
                time.pass(Duration.ofMinutes(5));
                rounds.run();
            });
        }
    }

    @Override
    public void close() {
        site.close();
        discord.close();
    }
}
