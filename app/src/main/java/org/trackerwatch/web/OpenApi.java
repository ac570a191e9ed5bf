package org.trackerwatch.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The description of the whole API, put together from `openapi/`: what all parts share, and a file for each part.
public final class OpenApi implements Part {

    private final List<String> parts;

    /// @param parts the names of the files beside `common`
    public OpenApi(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/openapi.json", _ -> Reply.json(document())).open());
    }

    public ObjectNode document() {
        var whole = read("common");
        parts.forEach(part -> add(whole, read(part)));
        return whole;
    }

    private static void add(ObjectNode whole, ObjectNode part) {
        whole.withObject("/paths").setAll((ObjectNode) part.path("paths"));
        part.path("components").forEachEntry((kind, entries) -> whole.withObject("/components/" + kind).setAll((ObjectNode) entries));
    }

    private static ObjectNode read(String name) {
        try (var stream = OpenApi.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            if (stream != null && new YAMLMapper().readTree(stream.readAllBytes()) instanceof ObjectNode node) {
                return node;
            }
            throw new IllegalStateException("openapi/" + name + ".yaml is missing, or no object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
