package org.trackerwatch.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// JSON for programs: base units (bytes, seconds, ISO-8601 in UTC), unknown as `null`.
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /// @throws tools.jackson.core.JacksonException if it is no JSON
    public static JsonNode read(byte[] document) {
        return MAPPER.readTree(document);
    }

    /// Every built-in field, unknown ones as `null`, and the extras that there are.
    public static ObjectNode figures(ObjectNode into, AccountStats stats) {
        for (var field : Field.values()) {
            into.set(field.key(), stats.get(field).map(Json::value).orElse(NODES.nullNode()));
        }
        stats.extras().forEach(into::put);
        return into;
    }

    public static JsonNode value(Value value) {
        return switch (value) {
            case ByteSize size -> NODES.numberNode(size.bytes());
            case Ratio.Finite ratio -> number(ratio.value());
            case Ratio.Infinite _ -> NODES.stringNode("infinite");
            case Ratio.None _ -> NODES.stringNode("none");
            case Value.Count count -> NODES.numberNode(count.number());
            case Value.Amount amount -> number(amount.number());
            case Value.Text text -> NODES.stringNode(text.text());
            case Value.Flag flag -> NODES.booleanNode(flag.set());
            case Value.Moment moment -> NODES.stringNode(moment.at().toString());
            case Value.Span span -> NODES.numberNode(span.length().toSeconds());
        };
    }

    public static ObjectNode failure(PollFailure failure) {
        var node = object().put("reason", failure.reason().key()).put("detail", failure.detail());
        node.set("retry_after_seconds", failure.retryAfter()
                .<JsonNode>map(wait -> NODES.numberNode(wait.toSeconds())).orElse(NODES.nullNode()));
        return node;
    }

    public static JsonNode number(BigDecimal number) {
        var plain = number.stripTrailingZeros();
        return NODES.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    /// A constant's name as JSON has it: `API_KEY` is `api-key`.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Without the text in between, which of a large answer takes more memory than all else of it.
    public static byte[] utf8(JsonNode document) {
        return MAPPER.writeValueAsBytes(document);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What is JSON already.
    static JsonNode written(String json) {
        return NODES.rawValueNode(new RawValue(json));
    }

    public static JsonNode whole(long number) {
        return NODES.numberNode(number);
    }

    /// As text, whatever it is: an instant, a date, an address.
    public static JsonNode text(Optional<?> maybe) {
        return maybe.<JsonNode>map(thing -> NODES.stringNode(thing.toString())).orElseGet(NODES::nullNode);
    }
}
