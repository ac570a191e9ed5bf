package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;

/// How often a site is asked over days in which the program is started anew each hour, and an impatient user polls by
/// hand in between.
class RestraintTest {

    private static final Duration ROUND = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void add(String policy, String... more) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("here.yaml"), """
                schema: 1
                slug: here
                name: Here
                platform: unit3d
                links: ["%s/"]
                policy: %s
                """.formatted(site.url(), policy));
        var words = new ArrayList<>(List.of("tracker", "add", "here", "--name", "Otters", "--secret-stdin"));
        words.addAll(List.of(more));
        var added = program.piped(PLANTED, words.toArray(String[]::new));
        assertEquals(0, added.status(), added.both());
    }

    private void hour() {
        var config = Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC"));
        try (var app = App.open(config, new Doors(time, new SecureRandom(), new OkHttpClient()))) {
            var rounds = app.rounds();
            IntStream.range(0, 12).forEach(_ -> {
                time.pass(ROUND);
                rounds.run();
            });
        }
        program.run("tracker", "poll", "Otters", "--force");
    }

    private List<Instant> asked() {
        return StreamSupport.stream(program.run("tracker", "requests", "Otters", "--json").json().spliterator(), false)
                .map(request -> Instant.parse(request.get("at").asString())).sorted().toList();
    }

    private Duration shortestGap() {
        var asked = asked();
        return IntStream.range(1, asked.size()).mapToObj(i -> Duration.between(asked.get(i - 1), asked.get(i)))
                .min(Duration::compareTo).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{ user_stats: allowed, max_per_day: 8 }; 96; 180", "{ user_stats: allowed, min_interval: 2h }; 96; 120",
        "{ user_stats: allowed }; 4; 360", "{ user_stats: allowed, max_per_day: 8 }; 2; 720", "{ user_stats: allowed, max_per_day: 2 }; 8; 720"})
    void the_stricter_of_site_and_user_holds_over_restarts_and_however_much_somebody_insists(String policy, String mine, long minutes)
            throws IOException {
        add(policy, "--interval", "15m", "--max-per-day", mine);
        IntStream.range(0, 48).forEach(_ -> hour());
        assertTrue(shortestGap().compareTo(Duration.ofMinutes(minutes)) >= 0, shortestGap() + " between " + asked());
        assertTrue(asked().size() >= 48 * 60 / minutes / 2, "it is asked all the same: " + asked());
    }

    @Test
    void a_shorter_wish_than_the_sites_is_refused_in_words_when_it_is_said_and_when_it_is_changed() throws IOException {
        add("{ user_stats: allowed, min_interval: 3h, max_per_day: 8 }");
        var interval = program.run("tracker", "edit", "Otters", "--interval", "1h");
        assertTrue(interval.err().contains("may not be asked more often than every 3 h"), interval.err());
        var limit = program.run("tracker", "edit", "Otters", "--max-per-day", "20");
        assertTrue(limit.err().contains("read every 3 h"), limit.err());
        assertTrue(limit.err().contains("less than 20 times a day"), limit.err());
        assertEquals(3 * 3600, program.run("tracker", "show", "Otters", "--json").json().get("interval_seconds").asLong());
    }

    /// Neither insisting nor resuming shortens what staff named, although the credential was refused.
    @Test
    void a_stopped_tracker_is_asked_no_sooner_than_its_staff_allow() throws IOException {
        add("{ user_stats: allowed, min_interval: 6h, max_per_day: 2 }");
        site.refuses();
        time.pass(Duration.ofHours(13));
        program.run("tracker", "poll", "Otters");
        assertEquals("stopped", program.run("tracker", "show", "Otters", "--json").json().get("mode").asString());
        int asked = site.requests();
        for (int hour = 0; hour < 5; hour++) {
            assertEquals("too-early", program.run("tracker", "poll", "Otters", "--force", "--json").json().get(0).get("outcome").asString());
            program.run("tracker", "resume", "Otters");
            hour();
        }
        assertEquals(asked, site.requests());
        time.pass(Duration.ofHours(8));
        program.run("tracker", "poll", "Otters", "--force");
        assertTrue(site.requests() > asked);
        assertEquals(0, changed().status(), "only what was changed is asked for at once");
    }

    private Program.Answer changed() {
        site.says("User", 4_000, 1_000, 0);
        return program.piped("another" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin");
    }
}
