package org.trackerwatch.cli.terminal;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON for programs: base units (bytes, seconds, ISO-8601 in UTC), unknown as `null`.
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /// One document, indented, and nothing besides.
    public static void print(PrintStream out, JsonNode document) {
        var factory = JsonFactory.builder().characterEscapes(new Escapes()).build();
        var mapper = JsonMapper.builder(factory).enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(document));
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

    public static JsonNode whole(long number) {
        return NODES.numberNode(number);
    }

    /// As text, whatever it is: an instant, a date, an address.
    public static JsonNode text(Optional<?> maybe) {
        return maybe.<JsonNode>map(thing -> NODES.stringNode(thing.toString())).orElseGet(NODES::nullNode);
    }

    /// Tracker text keeps its meaning for programs, but reaches a terminal only in escaped form.
    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return ch < 0x80 || Character.isSurrogate((char) ch) || Plain.harmless(ch) ? null
                    : new SerializedString(String.format(Locale.ROOT, "\\u%04x", ch));
        }
    }
}
