package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.web.Access;
import tools.jackson.databind.JsonNode;

/// The API's description and the API itself. That answers are as described is held by each test that asks through [Api].
final class OpenApiTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    @Test
    void whatever_can_be_asked_is_described_and_nothing_besides() {
        var there = api.contract().routes().stream().map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        api.contract().document().get("paths").forEachEntry((path, operations) -> operations.propertyNames()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertEquals(String.join("\n", described), String.join("\n", there));
    }

    @Test
    void what_is_open_to_everybody_is_described_as_such() {
        var open = api.contract().routes().stream().filter(route -> route.needs() == Access.OPEN)
                .map(route -> route.method() + " " + route.path()).collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        api.contract().document().get("paths").forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> {
            if (operation.has("security") && operation.get("security").isEmpty()) {
                described.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }));
        assertEquals(described, open);
    }

    /// Else a field too many or too few in an answer would go unnoticed. What is only ever a part of other objects leaves that
    /// to them.
    @Test
    void every_object_says_all_that_is_in_it() {
        var loose = new ArrayList<String>();
        api.contract().document().get("components").get("schemas").forEachEntry((name, schema) -> loose(name, schema, loose));
        assertEquals(List.of(), loose);
    }

    private static void loose(String name, JsonNode schema, List<String> found) {
        if (schema.has("properties") && !schema.path("additionalProperties").isBoolean() && !schema.path("unevaluatedProperties").isBoolean()
                && !name.endsWith("/allOf") && !schema.has("x-part-of-others")) {
            found.add(name);
        }
        schema.forEachEntry((key, inner) -> loose(name + "/" + key, inner, found));
    }

    /// In YAML's short form a comma ends a text without quotes, and what follows is a member of its own.
    @Test
    void no_half_of_a_sentence_became_a_member() {
        var halves = new ArrayList<String>();
        halves(api.contract().document(), halves);
        assertEquals(List.of(), halves);
    }

    private static void halves(JsonNode node, List<String> found) {
        node.propertyStream().filter(member -> member.getKey().contains(" ") && member.getValue().isNull()).forEach(member -> found.add(member.getKey()));
        node.forEach(inner -> halves(inner, found));
    }

    @Test
    void everybody_may_read_the_description() {
        assertEquals("3.1.0", api.anonymous().get("/api/v1/openapi.json").json().get("openapi").asString());
    }
}
