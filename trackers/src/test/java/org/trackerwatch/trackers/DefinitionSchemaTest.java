package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The JSON schema that editors read, held against the parser that decides: it knows the same keys in the same places,
/// and finds every bundled file right.
class DefinitionSchemaTest {

    private static final Path FILE = Path.of("../docs/schema/definition.schema.json");

    private static final YAMLMapper YAML = new YAMLMapper();

    /// Every map of the format once, every kind of source and sign.
    private static final String EVERYTHING = """
            auth:
              api_key: { retry_as: { query: q } }
              cookie: {}
              login: { second: {}, proof: { token: /t } }
            requests: { r: { capture: { c: {} } } }
            envelope: { failures: [ {} ] }
            session: { alive_if: [ {} ] }
            pairs: { p: {} }
            words: { w: [a] }
            fields:
              x_a: {}
              x_b: { items: /a }
              x_c: { pair: p }
              x_d: { sum: [] }
            ranks: [ { any_of: [ {} ] } ]
            rules: { hnr: {}, ratio_watch: {}, inactivity: {} }
            """;

    private static JsonNode schema() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FILE));
    }

    private static Schema validator() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(FILE));
    }

    @TestFactory
    Stream<DynamicTest> every_bundled_file_fits() throws IOException {
        var validator = validator();
        try (var files = Files.walk(Path.of("definitions"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream().map(file -> DynamicTest.dynamicTest(file.toString(),
                    () -> assertEquals(List.of(), said(validator, Files.readString(file)))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema: 1\nslug: x\nnoise: 1", "schema: 2\nslug: x", "slug: x", "schema: 1\nslug: x\npolicy: { user_stats: maybe }",
        "schema: 1\nslug: x\nfields: { uploaded: { from: a, csss: b } }", "schema: 1\nslug: x\nrequests: { a: { path: b } }",
        "schema: 1\nslug: x\nranks: [ { tier: first } ]", "schema: 1\nslug: X Y", "schema: 1\nname: neither"})
    void what_the_parser_would_refuse_the_editor_marks(String file) throws IOException {
        assertFalse(said(validator(), file).isEmpty(), file);
    }

    private static List<String> said(Schema validator, String yaml) {
        return validator.validate(YAML.readTree(yaml)).stream().map(Object::toString).toList();
    }

    @Test
    void it_knows_the_keys_that_the_parser_knows_and_no_other() throws IOException {
        assertEquals(print(parsers()), print(schemas()));
    }

    @Test
    void every_key_says_what_it_means() throws IOException {
        var silent = new ArrayList<String>();
        describe(schema(), "", silent);
        assertEquals(List.of(), silent);
    }

    private static String print(Map<String, Set<String>> keys) {
        return String.join("\n", keys.entrySet().stream().map(Object::toString).toList());
    }

    private static Map<String, Set<String>> parsers() {
        var keys = new TreeMap<String, Set<String>>();
        var top = (Yaml.Entries) Yaml.parse("everything.yaml", EVERYTHING);
        DefinitionParser.parse(new Section(top, new ArrayList<>(), "", (place, key) -> keys.computeIfAbsent(place, _ -> new TreeSet<>()).add(key)), false);
        keys.values().stream().filter(all -> all.contains("*")).forEach(all -> all.retainAll(Set.of("*")));
        return keys;
    }

    private static Map<String, Set<String>> schemas() throws IOException {
        var keys = new TreeMap<String, Set<String>>();
        var schema = schema();
        gather(schema, "", keys);
        schema.get("$defs").properties().forEach(part -> gather(part.getValue(), part.getKey(), keys));
        return keys;
    }

    /// Parts that stand in many places are gathered once, under their own name.
    private static void gather(JsonNode node, String place, Map<String, Set<String>> keys) {
        node.path("properties").properties().forEach(property -> {
            keys.computeIfAbsent(place, _ -> new TreeSet<>()).add(property.getKey());
            gather(property.getValue(), place.isEmpty() ? property.getKey() : place + "/" + property.getKey(), keys);
        });
        if (node.path("additionalProperties").isObject()) {
            keys.computeIfAbsent(place, _ -> new TreeSet<>()).add("*");
            if (!place.endsWith("capture")) {
                gather(node.get("additionalProperties"), place + "/*", keys);
            }
        }
        var choices = node.path("anyOf");
        for (int i = 0; i < choices.size(); i++) {
            if (!choices.get(i).has("required")) {
                gather(choices.get(i), place, keys);
            }
        }
        if (node.has("items")) {
            gather(node.get("items"), place, keys);
        }
    }

    private static void describe(JsonNode node, String place, List<String> silent) {
        node.path("properties").properties().forEach(property -> {
            if (property.getValue().path("description").asString("").isBlank()) {
                silent.add(place + "/" + property.getKey());
            }
        });
        node.properties().forEach(child -> describe(child.getValue(), place + "/" + child.getKey(), silent));
        if (node.isArray()) {
            node.forEach(child -> describe(child, place, silent));
        }
    }

    @Test
    void an_editor_finds_it_where_the_documentation_says() throws IOException {
        assertTrue(Files.readString(Path.of("../docs/definitions.md")).contains("schema/definition.schema.json"));
    }
}
