package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.SettableTime;
import tools.jackson.databind.JsonNode;

/// A site is who has its address, by whatever name it is called. No test here may ask anything of the network.
class WhoseAddressTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time);
    }

    private Program.Answer add(String site, String name, String url, String... more) {
        return program.piped(PLANTED, Stream.concat(Stream.of("tracker", "add", site, "--name", name, "--url", url, "--secret-stdin",
                "--no-check"), Stream.of(more)).toArray(String[]::new));
    }

    private JsonNode shown(String name) {
        return program.run("tracker", "show", name, "--json").json();
    }

    private static void done(Program.Answer answer) {
        assertEquals(0, answer.status(), answer.both());
    }

    /// As if it had been added before anybody knew whose address it is.
    private void stored(String definition, String url) {
        done(add("unit3d", "Otters", "https://otters.example.org"));
        try (var app = App.open(Config.of(Optional.of(directory), Map.of("TZ", "UTC")))) {
            app.database().write(tx -> tx.update("UPDATE tracker SET definition = ?, url = ? WHERE name = 'Otters'", definition, url));
        }
    }

    @ParameterizedTest
    @CsvSource({"nexusphp,https://avistaz.to", "unit3d,https://WWW.AvistaZ.to:8443/home", "aither,http://avistaz.to."})
    void a_site_that_refuses_programs_is_refused_by_whatever_name(String named, String url) {
        var refused = add(named, "A", url);
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("AvistaZ is never asked"), refused.err());
        assertTrue(refused.err().contains("tracker add avistaz"), refused.err());
        assertTrue(program.run("tracker", "list", "--json").json().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"unit3d,https://aither.cc", "UNIT3D,https://www.aither.cc/", "blutopia,https://aither.cc"})
    void a_site_that_is_known_is_read_as_what_it_is(String named, String url) {
        var added = add(named, "A", url);
        done(added);
        assertTrue(added.err().contains("is Aither, so it is read as aither"), added.err());
        assertTrue(added.err().contains("read every 3 h"), added.err());
        assertEquals("aither", shown("A").get("definition").asString());
    }

    @Test
    void an_address_that_nobody_knows_is_read_as_the_user_says() {
        var added = add("unit3d", "A", "https://otters.example.org");
        done(added);
        assertFalse(added.err().contains("so it is read as"), added.err());
        assertEquals("unit3d", shown("A").get("definition").asString());
        done(add("aither", "B", "https://mirror.example.org"));
        assertEquals("aither", shown("B").get("definition").asString());
    }

    @Test
    void another_address_is_another_site() {
        done(add("unit3d", "A", "https://otters.example.org"));
        var refused = program.run("tracker", "edit", "A", "--url", "https://avistaz.to");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("AvistaZ does not want its figures to be read by programs"), refused.err());
        assertEquals(1, program.run("tracker", "edit", "A", "--url", "https://avistaz.to", "--site", "nexusphp").status());
        assertEquals("https://otters.example.org", shown("A").get("url").asString());
        var moved = program.run("tracker", "edit", "A", "--url", "https://aither.cc");
        done(moved);
        assertTrue(moved.err().contains("so it is read as aither"), moved.err());
        assertEquals(3 * 3600, shown("A").get("interval_seconds").asLong());
    }

    @Test
    void a_tracker_of_before_is_never_asked_where_staff_refuse_it() {
        stored("nexusphp", "https://avistaz.to");
        assertEquals("manual", program.run("tracker", "poll", "Otters", "--force", "--json").json().get(0).get("outcome").asString());
        var captured = program.run("tracker", "capture", "Otters", "--force", "--to", directory.resolve("out").toString());
        assertTrue(captured.status() > 0, captured.both());
        assertEquals(1, program.piped(PLANTED, "tracker", "edit", "Otters", "--secret-stdin").status());
        assertTrue(program.run("tracker", "requests", "Otters", "--json").json().isEmpty());
    }

    @Test
    void a_tracker_of_before_keeps_to_what_staff_wish() {
        stored("unit3d", "https://aither.cc");
        assertEquals(3 * 3600, shown("Otters").get("interval_seconds").asLong());
        assertEquals("unit3d", shown("Otters").get("definition").asString());
    }

    @Test
    void a_file_of_the_users_does_not_lead_round_it() throws IOException {
        var folder = Files.createDirectories(directory.resolve("definitions"));
        for (var slug : List.of("mine", "avistaz")) {
            Files.writeString(folder.resolve(slug + ".yaml"), """
                    schema: 1
                    slug: %s
                    name: Mine
                    platform: unit3d
                    links: ["https://%s/"]
                    policy: { user_stats: allowed, min_interval: 5m }
                    """.formatted(slug, slug.equals("mine") ? "avistaz.to" : "elsewhere.example.org"));
        }
        var refused = program.piped(PLANTED, "tracker", "add", "mine", "--name", "A", "--secret-stdin", "--no-check");
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("never asked"), refused.err());
    }

    @Test
    void the_same_account_is_known_by_its_address() {
        done(add("unit3d", "A", "https://otters.example.org"));
        done(add("aither", "B", "https://mirror.example.org"));
        assertFalse(add("unit3d", "C", "https://newts.example.org").err().contains("asked twice"));
        assertTrue(add("gazelle", "D", "https://www.otters.example.org/").err().contains("“A” is the same site"));
        assertTrue(add("unit3d", "E", "https://mirror.example.org").err().contains("“B” is the same site"));
        var bare = program.piped(PLANTED, "tracker", "add", "aither", "--name", "F", "--secret-stdin", "--no-check");
        done(bare);
        assertFalse(bare.err().contains("asked twice"), bare.err());
        assertTrue(add("unit3d", "G", "https://www.aither.cc").err().contains("“F” is the same site"));
    }

    @Test
    void a_slug_is_read_in_whatever_case() {
        done(program.piped(PLANTED, "tracker", "add", "Aither", "--name", "A", "--secret-stdin", "--no-check"));
        assertEquals("aither", shown("A").get("definition").asString());
        assertFalse(program.run("tracker", "catalog", "--platform", "UNIT3D", "--json").json().isEmpty());
        assertEquals(1, program.run("tracker", "catalog", "AITHER", "--json").json().size());
        time.pass(Duration.ofMinutes(1));
        done(program.run("tracker", "edit", "A", "--site", "Blutopia"));
        assertEquals("blutopia", shown("A").get("definition").asString());
    }
}
