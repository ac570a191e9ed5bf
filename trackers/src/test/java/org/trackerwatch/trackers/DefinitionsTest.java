package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The catalogue: what lies where, and what goes before what.
final class DefinitionsTest extends UsersFolder {

    @Test
    void every_bundled_file_is_right() {
        assertEquals(List.of(), Definitions.bundled().checkAll());
    }

    /// Each for itself, that would be most of the time and the memory that fifty trackers take.
    @Test
    void sites_that_are_read_as_their_engine_is_share_how() {
        var together = Definitions.bundled();
        var last = new TreeMap<String, Definition>();
        together.slugs().stream().map(slug -> together.find(slug).orElseThrow()).forEach(site -> last.put(site.platform(), site));
        last.forEach((platform, site) -> assertEquals(Definitions.bundled().find(site.slug()).orElseThrow(), site, platform));
        var unit3d = together.slugs().stream().map(slug -> together.find(slug).orElseThrow().recipe())
                .filter(recipe -> recipe == together.find("unit3d").orElseThrow().recipe()).count();
        assertTrue(unit3d > 20, "so many share it: " + unit3d);
    }

    /// Else a site would be read as its engine is that says otherwise.
    @Test
    void what_a_file_may_say_of_reading_is_listed_whole() {
        var asked = new TreeSet<String>();
        var merged = (Yaml.Entries) Yaml.parse("x.yaml", OWN.formatted("mine"));
        new RecipeParser(new Section(merged, new ArrayList<>(), "", (map, key) -> asked.addAll(map.isEmpty() ? Set.of(key) : Set.of()))).recipe();
        asked.remove("platform");
        assertEquals(new TreeSet<>(RecipeParser.KEYS), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit3d", "gazelle", "ggn", "nexusphp"})
    void a_platform_is_a_definition_of_its_own(String platform) {
        var definition = Definitions.bundled().find(platform).orElseThrow();
        assertTrue(definition.isPlatform());
        assertEquals(platform, definition.slug());
        assertEquals(List.of(), definition.links());
        assertTrue(definition.reports().containsAll(List.of(Field.UPLOADED, Field.DOWNLOADED, Field.SEEDING, Field.CLASS, Field.JOINED, Field.WARNED)));
        assertTrue(Definitions.bundled().platforms().contains(platform));
    }

    @Test
    void a_site_has_what_its_file_says_and_the_rest_of_its_platform() {
        var site = Definitions.bundled().find("darkpeers").orElseThrow();
        assertEquals("DarkPeers", site.name());
        assertEquals("unit3d", site.platform());
        assertEquals(List.of(URI.create("https://darkpeers.org/")), site.links());
        assertEquals(Duration.ofMinutes(180), site.minInterval());
        assertEquals(Optional.of(new BigDecimal("0.8")), site.minRatio());
        assertEquals(ZoneId.of("UTC"), site.zone());
        assertEquals(Definitions.bundled().find("unit3d").orElseThrow().recipe().fields(), site.recipe().fields());
    }

    @Test
    void a_key_may_open_other_figures_than_a_cookie() {
        var unit3d = Definitions.bundled().find("unit3d").orElseThrow();
        assertTrue(unit3d.reports(CredentialKind.COOKIE).containsAll(List.of(Field.WARNED, Field.JOINED)));
        assertFalse(unit3d.reports(CredentialKind.API_KEY).contains(Field.JOINED));
        assertTrue(unit3d.reports(CredentialKind.API_KEY).contains(Field.HIT_AND_RUNS));
    }

    @Test
    void what_follows_from_figures_is_reported_with_them() throws IOException {
        write("mine.yaml", OWN.formatted("mine") + """
                requests: { api: { seldom: [ratio, buffer, hit_and_runs, warnings] } }
                """);
        var key = Definitions.bundledAnd(folder).find("mine").orElseThrow().reports(CredentialKind.API_KEY);
        assertTrue(key.containsAll(List.of(Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER)));
        assertFalse(key.contains(Field.HIT_AND_RUNS));
        assertFalse(key.contains(Field.WARNED), "it follows from warnings, which few sites tell");
    }

    @Test
    void a_field_that_is_none_can_be_told_nowhere() throws IOException {
        write("mine.yaml", OWN.formatted("mine") + "requests: { api: { seldom: [rato] } }\n");
        var broken = assertThrows(Problem.Broken.class, () -> Definitions.bundledAnd(folder).find("mine"));
        assertTrue(broken.getMessage().contains("seldom"), broken.getMessage());
    }

    @Test
    void a_platforms_proof_is_not_that_of_its_sites() {
        assertEquals(Definition.Proof.PROVEN, Definitions.bundled().find("unit3d").orElseThrow().proof());
        assertTrue(Definitions.bundled().find("unit3d").orElseThrow().evidence().isPresent());
        var site = Definitions.bundled().find("darkpeers").orElseThrow();
        assertEquals(Definition.Proof.UNTESTED, site.proof());
        assertEquals(Optional.empty(), site.evidence());
    }

    @Test
    void an_api_may_be_asked_each_quarter_of_an_hour_and_a_page_each_hour_unless_the_site_says_otherwise() {
        var stock = Definitions.bundled().find("unit3d").orElseThrow();
        assertEquals(Duration.ofMinutes(15), stock.minInterval(CredentialKind.API_KEY));
        assertEquals(Duration.ofMinutes(60), stock.minInterval(CredentialKind.COOKIE));
        assertEquals(Duration.ofMinutes(15), stock.minInterval());
        assertEquals(Duration.ofMinutes(60), Definitions.bundled().find("nexusphp").orElseThrow().minInterval());
        var aither = Definitions.bundled().find("aither").orElseThrow();
        assertEquals(Duration.ofMinutes(180), aither.minInterval(CredentialKind.API_KEY));
        assertEquals(Duration.ofMinutes(180), aither.minInterval(CredentialKind.COOKIE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing-like-it", "", "../sites/aither", "/etc/passwd", "a b", "unit3d.yaml"})
    void what_is_not_there_is_not_found(String name) {
        assertEquals(Optional.empty(), Definitions.bundledAnd(folder).find(name));
    }

    @ParameterizedTest
    @CsvSource({"aiter, aither", "unit3, unit3d", "orpheu, orpheus", "AITHER, aither", "gazele, gazelle"})
    void a_near_word_is_suggested(String typed, String meant) {
        assertEquals(meant, Definitions.bundled().nearest(typed).getFirst());
    }

    @Test
    void nothing_is_suggested_for_what_is_like_nothing() {
        assertEquals(List.of(), Definitions.bundled().nearest("xqzwvkjhgf"));
        assertTrue(Definitions.bundled().nearest("aaa").size() <= 3);
    }

    @Test
    void a_ratioless_site_has_no_minimum_and_a_rank_has_several_names() {
        var problems = new ArrayList<Problem>();
        var definition = DefinitionParser.parse((Yaml.Entries) Yaml.parse("x.yaml", """
                schema: 1
                slug: x
                rules: { min_ratio: 0.6, ratio: { kind: ratioless } }
                ranks: [ { name: Power Torrent Master, aka: [Power TM], tier: 4, needs: { uploaded: 500 GiB, account_age: P56D } } ]
                """), false, problems);
        assertEquals(List.of(), problems);
        assertEquals(Optional.empty(), definition.minRatio());
        var rank = definition.rank("power tm").orElseThrow();
        assertEquals(ByteSize.parse("500 GiB").orElseThrow(), rank.needs().get("uploaded"));
        assertEquals(new Value.Span(Duration.ofDays(56)), rank.needs().get(Rank.ACCOUNT_AGE));
        assertEquals(Optional.empty(), definition.rank("Nobody"));
    }

    /// As it is delivered: everything in one jar.
    @Test
    void bundled_files_are_found_inside_a_jar() throws Exception {
        var classes = Path.of("target/classes");
        var jar = folder.resolve("all.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        var urls = new ArrayList<URL>(List.of(jar.toUri().toURL()));
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var type = loader.loadClass(Definitions.class.getName());
            var inJar = type.getMethod("bundled").invoke(null);
            assertEquals(Definitions.bundled().slugs(), type.getMethod("slugs").invoke(inJar));
            assertTrue(((Optional<?>) type.getMethod("find", String.class).invoke(inJar, "aither")).isPresent());
            assertEquals(List.of(), type.getMethod("checkAll").invoke(inJar));
        }
    }

    @ParameterizedTest
    @CsvSource({"unit3d,https://aither.cc,aither", "unit3d,https://WWW.AITHER.CC.:443/x,aither", "gazelle,https://aither.cc,aither",
        "aither,https://aither.cc,aither", "aither,https://mirror.example.org,aither", "unit3d,https://mirror.example.org,unit3d",
        "nexusphp,https://avistaz.to,avistaz", "Aither,https://avistaz.to,avistaz", "unit3d,http://127.0.0.1:8080,unit3d"})
    void who_names_an_address_means_the_site_that_is_there(String named, URI address, String meant) {
        assertEquals(meant, Definitions.bundled().meant(named, Optional.of(address)).orElseThrow().slug());
    }

    @Test
    void what_staff_wish_holds_at_their_address_under_any_name() {
        var there = Definitions.bundled().find("unit3d", Optional.of(URI.create("https://aither.cc"))).orElseThrow();
        assertEquals("unit3d", there.slug());
        assertEquals(Duration.ofHours(3), there.minInterval());
        assertEquals(Duration.ofMinutes(15), Definitions.bundled().find("unit3d", Optional.empty()).orElseThrow().minInterval());
    }
}
