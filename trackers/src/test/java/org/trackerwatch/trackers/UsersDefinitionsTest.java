package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files of the user's beside the bundled ones.
final class UsersDefinitionsTest extends UsersFolder {

    @Test
    void a_users_file_is_found_in_either_place() throws IOException {
        write("mine.yaml", OWN.formatted("mine"));
        write("sites/other.yaml", OWN.formatted("other"));
        write("notes.txt", "nothing");
        var definitions = Definitions.bundledAnd(folder);
        var mine = definitions.find("mine").orElseThrow();
        assertEquals(List.of(URI.create("http://192.168.1.5:8080/")), mine.links());
        assertEquals(Optional.of(8), mine.policy().maxPerDay());
        assertEquals(Optional.of(new BigDecimal("0.80")), mine.minRatio());
        assertTrue(definitions.slugs().containsAll(List.of("mine", "other", "aither")));
        assertFalse(definitions.slugs().contains("notes"));
        assertEquals(List.of(), definitions.checkAll());
    }

    @Test
    void a_users_file_goes_before_the_bundled_one_key_by_key() throws IOException {
        write("sites/aither.yaml", """
                schema: 1
                slug: aither
                policy: { min_interval: 6h }
                bonus_name: Pebbles
                fields: { hit_and_runs: null, bonus: { from: api, json: /pebbles } }
                """);
        var aither = Definitions.bundledAnd(folder).find("aither").orElseThrow();
        assertEquals("Aither", aither.name());
        assertEquals(Duration.ofHours(6), aither.minInterval());
        assertEquals(Definition.UserStats.ALLOWED, aither.policy().userStats());
        assertEquals(Optional.of("Pebbles"), aither.bonusName());
        assertFalse(aither.reports().contains(Field.HIT_AND_RUNS));
        assertEquals(1, aither.recipe().fields().get("bonus").size());
    }

    @Test
    void a_users_file_may_be_stricter_than_the_staff_and_never_laxer() throws IOException {
        write("sites/aither.yaml", "schema: 1\nslug: aither\npolicy: { min_interval: 20m, max_per_day: 500 }\n");
        write("sites/samaritano.yaml", "schema: 1\nslug: samaritano\npolicy: { identify: false, max_per_day: 100 }\n");
        write("sites/azusa.yaml", "schema: 1\nslug: azusa\npolicy: { user_stats: allowed }\nauth: { accept: [cookie] }\n"
                + "requests: { me: { path: /me } }\nfields: { uploaded: { from: me, css: b }, downloaded: { from: me, css: i } }\n");
        write("mine.yaml", OWN.formatted("mine").replace("min_interval: 90m", "min_interval: 5m"));
        var definitions = Definitions.bundledAnd(folder);
        assertEquals(Duration.ofMinutes(180), definitions.find("aither").orElseThrow().minInterval(CredentialKind.API_KEY));
        assertEquals(Optional.of(8), definitions.find("samaritano").orElseThrow().policy().maxPerDay());
        assertTrue(definitions.find("samaritano").orElseThrow().policy().identify());
        assertEquals(Definition.UserStats.FORBIDDEN, definitions.find("azusa").orElseThrow().policy().userStats());
        assertEquals(List.of(), definitions.find("azusa").orElseThrow().accepts());
        assertEquals(Duration.ofMinutes(15), definitions.find("mine").orElseThrow().minInterval(CredentialKind.API_KEY));
        assertEquals(Duration.ofMinutes(60), definitions.find("mine").orElseThrow().minInterval(CredentialKind.COOKIE));
    }

    @Test
    void a_users_platform_makes_no_site_laxer() throws IOException {
        write("platforms/nexusphp.yaml", "schema: 1\nplatform: nexusphp\npolicy: { user_stats: allowed, min_interval: 5m }\n");
        write("platforms/unit3d.yaml", "schema: 1\nplatform: unit3d\npolicy: { min_interval: 4h }\n");
        var definitions = Definitions.bundledAnd(folder);
        assertEquals(Duration.ofMinutes(60), definitions.find("nexusphp").orElseThrow().minInterval(CredentialKind.COOKIE));
        assertEquals(Duration.ofMinutes(60), definitions.find("1ptba").orElseThrow().minInterval(CredentialKind.COOKIE));
        assertEquals(Duration.ofHours(4), definitions.find("blutopia").orElseThrow().minInterval(CredentialKind.API_KEY));
    }

    @Test
    void a_users_platform_goes_before_the_bundled_one_for_all_its_sites() throws IOException {
        write("platforms/unit3d.yaml", "schema: 1\nplatform: unit3d\npacing: { between: 30s }\n");
        assertEquals(Duration.ofSeconds(30), Definitions.bundledAnd(folder).find("aither").orElseThrow().recipe().pacing().between());
        assertEquals(Duration.ofSeconds(2), Definitions.bundled().find("aither").orElseThrow().recipe().pacing().between());
    }

    @Test
    void a_users_file_may_be_slower_than_the_bundled_one_and_never_faster() throws IOException {
        var bundled = new Recipe.Pacing(Duration.ofSeconds(3), 4, Duration.ofSeconds(60));
        assertEquals(bundled, new Recipe.Pacing(Duration.ofSeconds(2), 0, Duration.ZERO).within(bundled));
        assertEquals(bundled, new Recipe.Pacing(Duration.ofSeconds(2), 60, Duration.ofSeconds(1)).within(bundled));
        assertEquals(new Recipe.Pacing(Duration.ofSeconds(9), 2, Duration.ofSeconds(90)),
                new Recipe.Pacing(Duration.ofSeconds(9), 2, Duration.ofSeconds(90)).within(bundled));
        var own = new Recipe.Pacing(Duration.ofSeconds(3), 5, Duration.ofSeconds(10));
        assertEquals(own, own.within(new Recipe.Pacing(Duration.ofSeconds(2), 0, Duration.ZERO)));
        write("sites/gazelle-own.yaml", "schema: 1\nslug: gazelle-own\nname: Own\nplatform: gazelle\npacing: { between: 0s, burst: 60, per: 1s }\n");
        var gazelle = Definitions.bundled().find("gazelle").orElseThrow().recipe().pacing();
        assertEquals(gazelle, Definitions.bundledAnd(folder).find("gazelle-own").orElseThrow().recipe().pacing());
    }

    @Test
    void a_users_directory_need_not_exist() {
        assertEquals(Definitions.bundled().slugs(), Definitions.bundledAnd(folder.resolve("nowhere")).slugs());
    }

    @Test
    void a_broken_file_of_the_user_breaks_only_its_own_site() throws IOException {
        write("mine.yaml", "schema: 1\nslug: mine\nplatform: unit3d\nnoise: 1\n");
        var definitions = Definitions.bundledAnd(folder);
        var broken = assertThrows(Problem.Broken.class, () -> definitions.find("mine"));
        assertTrue(broken.getMessage().contains("mine.yaml:4: unknown key `noise`"), broken.getMessage());
        assertEquals(1, broken.problems().size());
        assertTrue(definitions.find("aither").isPresent());
        assertFalse(definitions.checkAll().isEmpty());
    }

    @Test
    void a_file_of_the_users_takes_no_address_from_a_bundled_site_and_makes_no_floor_lower() throws IOException {
        write("sites/avistaz.yaml", OWN.formatted("avistaz"));
        write("sites/mine.yaml", OWN.formatted("mine").replace("http://192.168.1.5:8080/", "https://avistaz.to/"));
        write("sites/hasty.yaml", OWN.formatted("hasty").replace("http://192.168.1.5:8080/", "https://hasty.example.org/").replace("90m", "5m"));
        write("sites/broken.yaml", "schema: 1\nslug: broken\nlinks: [ https://hasty.example.org/ ]\nnonsense: 1\n");
        var definitions = Definitions.bundledAnd(folder);
        assertTrue(definitions.find("mine", Optional.empty()).orElseThrow().isByHand());
        assertTrue(definitions.find("unit3d", Optional.of(URI.create("https://avistaz.to"))).orElseThrow().isByHand());
        var hasty = definitions.find("unit3d", Optional.of(URI.create("https://hasty.example.org"))).orElseThrow();
        assertEquals(Duration.ofMinutes(15), hasty.minInterval(CredentialKind.API_KEY));
        assertEquals(Duration.ofHours(1), hasty.minInterval(CredentialKind.COOKIE));
    }
}
