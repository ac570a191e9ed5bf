package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's description, and what it says of an answer.
public final class ApiContract {

    private final List<Route> routes;
    private final ObjectNode document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    ApiContract(List<Part> parts, ObjectNode document) {
        this.routes = parts.stream().flatMap(part -> part.routes().stream()).toList();
        this.document = document;
    }

    public List<Route> routes() {
        return routes;
    }

    public ObjectNode document() {
        return document;
    }

    /// Of a path that the API has; of any other there is nothing to say but that a problem tells so.
    void check(String method, String path, Optional<String> sent, Api.Answer answer) {
        var what = method + " " + path + " → " + answer.status() + " " + answer.text();
        var operation = operation(method, path);
        var responses = operation.map(found -> found.path("responses"));
        var response = responses.map(known -> known.has(String.valueOf(answer.status())) ? known.get(String.valueOf(answer.status()))
                : known.path("default")).map(this::resolved);
        if (response.isEmpty()) {
            matches("{\"$ref\":\"#/components/schemas/Problem\"}", answer.text(), what);
            return;
        }
        assertEquals(false, response.get().isMissingNode(), "not described: " + what);
        assertEquals(false, answer.status() < 400 && !responses.get().has(String.valueOf(answer.status())), "not described: " + what);
        var type = answer.headers().getOrDefault("content-type", "").replaceFirst(";.*", "");
        var content = response.get().path("content");
        if (answer.bytes().length > 0) {
            assertEquals(true, content.has(type), "a body of the type " + type + " is not described: " + what);
        }
        if (type.endsWith("json") && answer.bytes().length > 0) {
            matches(content.get(type).get("schema").toString(), answer.text(), what);
        }
        if (answer.status() < 300 && sent.isPresent()) {
            matches(resolved(operation.get().path("requestBody")).path("content").path("application/json").path("schema").toString(), sent.get(),
                    "what was sent: " + method + " " + path);
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        return document.path("paths").propertyStream().filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
                .sorted((one, other) -> Boolean.compare(one.getKey().contains("{"), other.getKey().contains("{")))
                .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT))).filter(JsonNode::isObject).findFirst();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private void matches(String schema, String json, String what) {
        var compiled = schemas.computeIfAbsent(schema, text -> registry.getSchema(
                "{\"allOf\":[" + text + "],\"components\":" + document.get("components") + "}"));
        assertEquals(List.of(), compiled.validate(json, InputFormat.JSON).stream().map(Object::toString).toList(), what);
    }
}
