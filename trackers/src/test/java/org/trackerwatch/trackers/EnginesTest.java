package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every engine and every site with a mind of its own must show before it is believed: an example of each kind
/// that it can have, or a reason in `none.yaml` why it has none. New ones are found by themselves.
class EnginesTest {

    private static final Definitions BUNDLED = Definitions.bundled();

    private static final Set<String> SHUT_OUT = Set.of("session-expired", "credential-refused");

    /// Languages that folders are named after.
    private static final Set<String> LANGUAGES = Set.of("language", "arabic", "bulgarian", "chinese", "croatian", "czech", "danish",
            "dutch", "english", "finnish", "french", "german", "greek", "hebrew", "hungarian", "italian", "japanese", "korean",
            "norwegian", "persian", "polish", "portuguese", "romanian", "russian", "serbian", "slovak", "spanish", "swedish", "thai",
            "turkish", "ukrainian", "vietnamese");

    /// A kind of example: the words by which its folders are known, and what must be read from one of them.
    ///
    /// @param names a folder's name has one of these between its hyphens
    record Kind(Set<String> names, Proof proof) {

        interface Proof {
            boolean holds(Map<String, String> expected);
        }

        boolean isNamed(String folder) {
            return names.stream().anyMatch(name -> ("-" + folder + "-").contains("-" + name + "-"));
        }
    }

    private static final Map<String, Kind> KINDS = kinds();

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        kinds.put("normal", new Kind(Set.of("normal"), EnginesTest::isRead));
        kinds.put("fresh", new Kind(Set.of("fresh"), expected -> isRead(expected) && isZero(expected.get("uploaded")) && isZero(expected.getOrDefault("downloaded", "0"))));
        kinds.put("infinite", new Kind(Set.of("infinite"), expected -> isRead(expected) && isZero(expected.getOrDefault("downloaded", "0"))));
        kinds.put("warned", new Kind(Set.of("warned"), expected -> "true".equals(expected.get("warned")) || isSome(expected.get("warnings"))));
        kinds.put("hit-and-run", new Kind(Set.of("hit-and-run", "hit-and-runs"), expected -> expected.entrySet().stream()
                .anyMatch(field -> field.getKey().matches("(x_)?.*hit_and_runs.*|unsatisfied") && isSome(field.getValue()))));
        kinds.put("disabled", new Kind(Set.of("disabled", "banned"), expected -> fails(expected, Set.of("account-banned")) || fails(expected, SHUT_OUT)));
        kinds.put("language", new Kind(LANGUAGES, EnginesTest::isRead));
        kinds.put("login-page", new Kind(Set.of("login-page"), expected -> fails(expected, SHUT_OUT)));
        kinds.put("session-expired", new Kind(Set.of("session-expired", "wrong-key", "wrong-token"), expected -> fails(expected, SHUT_OUT)));
        kinds.put("maintenance", new Kind(Set.of("maintenance"), expected -> fails(expected, Set.of("maintenance", "site-error"))));
        kinds.put("rate-limited", new Kind(Set.of("rate-limited"), expected -> fails(expected, Set.of("rate-limited"))));
        kinds.put("layout-changed", new Kind(Set.of("layout-changed"), expected -> fails(expected, Set.of("layout-changed"))));
        return kinds;
    }

    static Stream<String> platforms() {
        return BUNDLED.platforms().stream();
    }

    static Stream<String> sites() {
        return BUNDLED.slugs().stream();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void an_engine_has_an_example_of_each_kind_or_says_why_not(String platform) throws IOException {
        assertEquals(List.of(), lacks(examples(platform), none(platform)), platform);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void a_site_that_differs_from_its_engine_has_an_example_of_its_own(String slug) throws IOException {
        if (differs(slug)) {
            assertTrue(examples(slug).values().stream().anyMatch(EnginesTest::isRead),
                    () -> slug + " has " + Lint.OF_ITS_OWN + " of its own, so examples/" + slug + "/<case>/ must show figures that are read");
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void what_is_modelled_was_tried(String slug) throws IOException {
        var site = BUNDLED.find(slug).orElseThrow();
        if (site.proof() == Definition.Proof.MODELLED) {
            assertFalse(examples(slug).isEmpty() && examples(site.platform()).isEmpty(), slug);
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void an_engine_was_tried_at_least_on_what_the_project_wrote(String platform) {
        assertTrue(BUNDLED.find(platform).orElseThrow().proof() != Definition.Proof.UNTESTED, platform);
    }

    @Test
    void every_folder_of_examples_belongs_to_a_definition() throws IOException {
        try (var folders = Files.list(ExamplesTest.EXAMPLES)) {
            var strangers = folders.filter(folder -> !folder.equals(ExamplesTest.EVERY)).map(folder -> folder.getFileName().toString())
                    .filter(name -> BUNDLED.find(name).isEmpty()).toList();
            assertEquals(List.of(), strangers);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fresh          | uploaded=5 downloaded=0      | fresh",
        "warned         | uploaded=5 warned=false      | warned",
        "hit-and-run    | uploaded=5 hit_and_runs=0    | hit-and-run",
        "rate-limited   | failure=site-error           | rate-limited",
        "layout-changed | uploaded=5                   | layout-changed",
        "abnormal       | uploaded=5                   | normal",
    })
    void a_kind_that_is_there_by_name_alone_is_not_there(String folder, String expected, String lacking) {
        var fields = Stream.of(expected.split(" ")).map(field -> field.split("=")).collect(Collectors.toMap(field -> field[0], field -> field[1]));
        assertTrue(lacks(Map.of(folder, fields), Map.of()).contains(lacking));
    }

    @Test
    void a_reason_is_only_for_what_is_not_there() {
        var normal = Map.of("normal", Map.of("uploaded", "5"));
        assertTrue(lacks(normal, Map.of("normal", "none")).contains("normal is in none.yaml and has an example"));
        assertTrue(lacks(normal, Map.of("waned", "none")).contains("waned is no kind of example"));
        assertFalse(lacks(normal, Map.of("warned", "its API does not say")).contains("warned"));
        assertTrue(lacks(normal, Map.of("warned", " ")).contains("warned"));
    }

    /// What is missing of the kinds, or said too much.
    private static List<String> lacks(Map<String, Map<String, String>> examples, Map<String, String> none) {
        var lacking = new ArrayList<String>();
        KINDS.forEach((name, kind) -> {
            boolean there = examples.entrySet().stream().anyMatch(example -> kind.isNamed(example.getKey()) && kind.proof().holds(example.getValue()));
            boolean excused = kind.names().stream().anyMatch(word -> !none.getOrDefault(word, " ").isBlank());
            if (!there && !excused) {
                lacking.add(name);
            }
            if (there && excused) {
                lacking.add(name + " is in none.yaml and has an example");
            }
        });
        none.keySet().stream().filter(word -> KINDS.values().stream().noneMatch(kind -> kind.names().contains(word)))
                .forEach(word -> lacking.add(word + " is no kind of example"));
        return lacking;
    }

    private static boolean differs(String slug) throws IOException {
        var own = (Yaml.Entries) Yaml.parse(slug, Files.readString(Path.of("definitions/sites", slug + ".yaml")));
        return Lint.OF_ITS_OWN.stream().anyMatch(own.entries()::containsKey);
    }

    private static Map<String, Map<String, String>> examples(String name) throws IOException {
        return ExamplesTest.cases().stream().filter(folder -> folder.startsWith(ExamplesTest.EXAMPLES.resolve(name)))
                .collect(Collectors.toMap(folder -> folder.getFileName().toString().toLowerCase(Locale.ROOT), ExamplesTest::expected));
    }

    private static Map<String, String> none(String platform) throws IOException {
        var file = ExamplesTest.EXAMPLES.resolve(platform).resolve("none.yaml");
        var reasons = new TreeMap<String, String>();
        if (Files.exists(file)) {
            ((Yaml.Entries) Yaml.parse(file.toString(), Files.readString(file))).entries()
                    .forEach((kind, why) -> reasons.put(kind, ((Yaml.Text) why).text()));
        }
        return reasons;
    }

    private static boolean isRead(Map<String, String> expected) {
        return expected.containsKey("uploaded");
    }

    private static boolean fails(Map<String, String> expected, Set<String> reasons) {
        return expected.containsKey("failure") && reasons.contains(expected.get("failure"));
    }

    private static boolean isZero(String size) {
        return size != null && size.split(" ")[0].equals("0");
    }

    private static boolean isSome(String count) {
        return count != null && count.matches("[1-9]\\d*");
    }
}
