package org.trackerwatch.trackers;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes out of JSON what its keys tell: secrets, other members' names, subjects of mail.
final class JsonScrub {

    /// Not a code that serves as a key.
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:_[a-z]+)*+");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:[T ][\\d:.+Z-]{5,25})?");

    private static final Pattern MEMBER_KEY = Pattern.compile("(?i)inviter|invited_?by|author|sender|poster|last_?poster|from_?user|staff|user_?name|nick");

    private static final Pattern SUBJECT_KEY = Pattern.compile("(?i)subject|title|body|text|content|preview|excerpt");

    private final String own;
    private final UnaryOperator<String> other;
    private final Substitutes substitutes;

    /// @param own   the member's own name
    /// @param other what another member's becomes
    JsonScrub(String own, UnaryOperator<String> other, Substitutes substitutes) {
        this.own = own;
        this.other = other;
        this.substitutes = substitutes;
    }

    String over(JsonNode tree) {
        var copy = tree.deepCopy();
        inside(copy, "", 0);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(copy);
    }

    /// Nothing where it may stay as it is written.
    Optional<String> changed(JsonNode tree) {
        var copy = tree.deepCopy();
        inside(copy, "", 0);
        return Optional.of(copy).filter(clean -> !clean.equals(tree)).map(JsonNode::toString);
    }

    private void inside(JsonNode node, String within, int depth) {
        switch (node) {
            case ObjectNode object -> List.copyOf(object.properties()).forEach(entry -> {
                if (SecretWords.isName(entry.getKey())) {
                    object.set(entry.getKey(), emptied(entry.getValue()));
                } else if (entry.getValue().isString() && !entry.getValue().asString().isBlank()) {
                    text(object, entry.getKey(), entry.getValue().asString(), within, depth);
                }
                inside(object.get(entry.getKey()), entry.getKey(), depth + 1);
            });
            case ArrayNode list -> list.forEach(element -> inside(element, within, depth + 1));
            default -> { }
        }
    }

    /// Of whatever kind it is; yes and no are no secrets.
    private JsonNode emptied(JsonNode secret) {
        return switch (secret) {
            case ObjectNode object -> {
                var empty = JsonNodeFactory.instance.objectNode();
                object.properties().stream().filter(entry -> WORD.matcher(entry.getKey()).matches())
                        .forEach(entry -> empty.set(entry.getKey(), emptied(entry.getValue())));
                yield empty;
            }
            case ArrayNode _ -> JsonNodeFactory.instance.arrayNode();
            case NumericNode _ -> JsonNodeFactory.instance.numberNode(0);
            case StringNode text when !text.asString().isBlank() && !DATE.matcher(text.asString()).matches() -> JsonNodeFactory.instance.stringNode(
                    substitutes.of(text.asString(), "removed-", "a secret of the account"));
            default -> secret;
        };
    }

    private void text(ObjectNode object, String key, String text, String within, int depth) {
        if (MEMBER_KEY.matcher(key).matches() && !text.equalsIgnoreCase(own)) {
            object.put(key, other.apply(text));
        } else if (depth > 0 && SUBJECT_KEY.matcher(key).matches() && within.matches("(?i).*(messages?|mails?|conversations?|inbox|pms?|notifications?)")) {
            object.put(key, substitutes.of(text, "Subject ", "the subject of a mail"));
        }
    }
}
