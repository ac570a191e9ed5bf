package org.trackerwatch.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object that was sent, read strictly: what is read is of the type that was asked for, and [#done()] refuses what
/// nobody read, since a mistyped name would be left out in silence. Each refusal names the field.
///
/// Three things are kept apart: a field that is not there ([#has]), one that is `null` ([#isNull]), and one with a value.
public final class Fields {

    private final String prefix;
    private final ObjectNode object;
    private final Set<String> read = new HashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    private Fields(String prefix, ObjectNode object) {
        this.prefix = prefix;
        this.object = object;
    }

    static Fields of(ObjectNode object) {
        return new Fields("", object);
    }

    public boolean has(String name) {
        read.add(name);
        return object.has(name);
    }

    /// Whether it is there, to be taken back.
    public boolean isNull(String name) {
        read.add(name);
        return object.has(name) && object.get(name).isNull();
    }

    /// Whether it is a text, where a number may stand, too.
    public boolean isText(String name) {
        read.add(name);
        return object.path(name).isString();
    }

    /// Empty if it is missing or `null`.
    public Optional<String> text(String name) {
        return value(name, "a text", node -> node.isString() ? Optional.of(node.stringValue()) : Optional.empty()).map(text -> whole(name, text));
    }

    /// JSON can escape half a character, which nothing that text is written to can hold.
    private String whole(String name, String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw wrong(name, "This contains half a character, which means nothing. Type it anew.");
        }
        return text;
    }

    public String needed(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> wrong(name, "This is needed."));
    }

    /// From here on it is no text any more, which might be printed.
    public Optional<Secret> secret(String name) {
        return text(name).filter(text -> !text.isBlank()).map(Secret::new);
    }

    public Secret neededSecret(String name) {
        return secret(name).orElseThrow(() -> wrong(name, "This is needed."));
    }

    public Optional<Boolean> flag(String name) {
        return value(name, "true or false", node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty());
    }

    public Optional<Long> whole(String name) {
        return value(name, "a whole number", node -> node.isIntegralNumber() && node.canConvertToLong()
                ? Optional.of(node.longValue()) : Optional.empty());
    }

    public Optional<java.math.BigDecimal> number(String name) {
        return value(name, "a number", node -> node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty());
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text.strip());
            } catch (DateTimeException _) {
                throw wrong(name, "This has to be a moment such as 2026-03-04T05:06:07Z.");
            }
        });
    }

    public Optional<List<java.math.BigDecimal>> numbers(String name) {
        return value(name, "a list of numbers", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isNumber)
                ? Optional.of(node.valueStream().map(JsonNode::decimalValue).toList()) : Optional.empty());
    }

    public Optional<List<String>> texts(String name) {
        return value(name, "a list of texts", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString)
                ? Optional.of(node.valueStream().map(JsonNode::stringValue).toList()) : Optional.empty());
    }

    public Optional<List<Long>> ids(String name) {
        return value(name, "a list of whole numbers", node -> node.isArray() && node.valueStream().allMatch(JsonNode::canConvertToLong)
                ? Optional.of(node.valueStream().map(JsonNode::longValue).toList()) : Optional.empty());
    }

    /// An object within. Empty if it is missing or `null`.
    public Optional<Fields> object(String name) {
        return value(name, "an object", node -> node instanceof ObjectNode found
                ? Optional.of(new Fields(prefix + name + ".", found)) : Optional.empty()).map(found -> {
            inner.add(found);
            return found;
        });
    }

    /// All names, for an object whose fields the user names himself.
    public Set<String> names() {
        return Set.copyOf(object.propertyNames());
    }

    /// Takes what the user wrote, by a parser that throws an [IllegalArgumentException] in words for him.
    public <T> T parsed(String name, Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()));
        }
    }

    /// Refuses what nobody read.
    public void done() {
        object.propertyNames().stream().filter(name -> !read.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw wrong(name, "There is no such field." + (read.isEmpty() ? "" : " There is " + String.join(", ", read.stream().sorted().toList()) + "."));
        });
        inner.forEach(Fields::done);
    }

    public Refused wrong(String name, String detail) {
        return new Refused(Problem.field(prefix + name, detail));
    }

    private <T> Optional<T> value(String name, String what, Function<JsonNode, Optional<T>> reading) {
        read.add(name);
        var node = object.get(name);
        return node == null || node.isNull() ? Optional.empty()
                : Optional.of(reading.apply(node).orElseThrow(() -> wrong(name, "This has to be " + what + ".")));
    }
}
