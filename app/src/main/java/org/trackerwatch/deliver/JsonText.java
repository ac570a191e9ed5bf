package org.trackerwatch.deliver;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What services write and read. The mapper is made for the first message: it takes some tenths of a second that a start
/// should not.
final class JsonText {

    private static final class Mapper {

        private static final JsonMapper JSON = new JsonMapper();
        private static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    private JsonText() {}

    /// @param body of maps, lists, texts, numbers and booleans
    static String write(Object body) {
        return Mapper.JSON.writeValueAsString(body);
    }

    /// Whether an object in it has a field twice, of which only one would be read.
    static boolean repeats(String text) {
        try {
            Mapper.STRICT.readTree(text);
            return false;
        } catch (JacksonException _) {
            return !read(text).isMissingNode();
        }
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
