package org.trackerwatch.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a webhook is sent of one event, as a JSON schema: the one of all events, with those data in it that this rule's own
/// examples have. What is in each of them is always there.
public final class PayloadSchema {

    private static final String DATA = "data";

    private PayloadSchema() {}

    /// @param examples that fire
    public static ObjectNode of(Rule rule, List<Story> examples) {
        var schema = whole();
        var all = schema.withObject("/$defs/data");
        var data = Json.object().put("type", "object").put("description", all.path("description").asString(""));
        var properties = data.putObject("properties");
        var always = data.putArray("required");
        var names = new TreeSet<String>();
        examples.forEach(example -> names.addAll(example.data().keySet()));
        names.forEach(name -> {
            properties.set(name, property(all, name));
            if (examples.stream().allMatch(example -> example.data().containsKey(name))) {
                always.add(name);
            }
        });
        schema.withObject("/$defs").set(DATA, data);
        schema.withObject("/properties/event/properties/type").removeAll().put("const", rule.key());
        schema.remove("$id");
        return schema.put("title", rule.title()).put("description", rule.about());
    }

    /// By its name, or by what names of its form mean.
    private static JsonNode property(ObjectNode all, String name) {
        return all.path("properties").has(name) ? all.path("properties").get(name)
                : all.path("patternProperties").propertyStream().filter(entry -> name.matches(entry.getKey().replaceAll("^\\^|\\$$", "")))
                        .findFirst().map(Map.Entry::getValue).orElseGet(Json::object);
    }

    private static ObjectNode whole() {
        try (var stream = PayloadSchema.class.getResourceAsStream("/openapi/webhook.schema.json")) {
            if (stream != null && Json.read(stream.readAllBytes()) instanceof ObjectNode schema) {
                return schema;
            }
            throw new IllegalStateException("webhook.schema.json is missing, or no object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
