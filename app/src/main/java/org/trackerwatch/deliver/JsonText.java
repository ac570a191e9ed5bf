package org.trackerwatch.deliver;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What services write and read. The mapper is made for the first message: it takes some tenths of a second that a start
/// should not.
final class JsonText {

    private static final class Mapper {

        private static final JsonMapper JSON = new JsonMapper();
    }

    private JsonText() {}

    /// @param body of maps, lists, texts, numbers and booleans
    static String write(Object body) {
        return Mapper.JSON.writeValueAsString(body);
    }

    /// A missing node where it is no JSON.
    static JsonNode read(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Mapper.JSON.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
