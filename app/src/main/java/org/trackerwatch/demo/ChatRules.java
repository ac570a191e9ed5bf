package org.trackerwatch.demo;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Discord documents that it refuses in a webhook's message: limits are inclusive, and count what is left after
/// trimming. Finds everything that is wrong, by its place in the message.
final class ChatRules {

    private static final int ALL_EMBEDS = 6000;

    private static final Set<String> RESERVED_NAMES = Set.of("everyone", "here");

    private final Map<String, String> wrong = new LinkedHashMap<>();

    private ChatRules() {}

    /// Empty if nothing is wrong.
    static Map<String, String> broken(JsonNode message) {
        var rules = new ChatRules();
        rules.message(message);
        return rules.wrong;
    }

    /// As Discord says it: a tree of the message's own shape.
    static String answer(Map<String, String> wrong) {
        var body = new JsonMapper().createObjectNode().put("message", "Invalid Form Body").put("code", 50035);
        var errors = body.putObject("errors");
        wrong.forEach((place, what) -> {
            var node = errors;
            for (var step : place.split("\\.")) {
                node = node.get(step) instanceof ObjectNode known ? known : node.putObject(step);
            }
            node.putArray("_errors").addObject().put("code", "INVALID").put("message", what);
        });
        return body.toString();
    }

    private void message(JsonNode message) {
        length("content", message.path("content"), 0, 2000);
        username(message.path("username"));
        var embeds = message.path("embeds");
        demand("embeds", embeds.size() <= 10, "Must be 10 or fewer in length.");
        int all = 0;
        for (int i = 0; i < embeds.size(); i++) {
            all += embed("embeds." + i, embeds.get(i));
        }
        demand("embeds", all <= ALL_EMBEDS, "Embed size exceeds maximum size of 6000.");
    }

    private void username(JsonNode username) {
        if (!username.isMissingNode()) {
            var name = username.asString("").toLowerCase(Locale.ROOT);
            length("username", username, 1, 80);
            demand("username", !name.contains("discord") && !name.contains("clyde") && !RESERVED_NAMES.contains(name),
                    "Username cannot contain this.");
        }
    }

    /// How much of the sum over all embeds it takes.
    private int embed(String place, JsonNode embed) {
        int size = length(place + ".title", embed.path("title"), 0, 256)
                + length(place + ".description", embed.path("description"), 0, 4096)
                + length(place + ".footer.text", embed.path("footer").path("text"), 0, 2048)
                + length(place + ".author.name", embed.path("author").path("name"), 0, 256)
                + fields(place + ".fields", embed.path("fields"));
        int colour = embed.path("color").asInt(0);
        demand(place + ".color", colour >= 0 && colour <= 0xffffff, "Must be between 0 and 16777215.");
        demand(place + ".timestamp", isTime(embed.path("timestamp")), "Could not parse as a time.");
        demand(place, size > 0, "This field is required.");
        return size;
    }

    private int fields(String place, JsonNode fields) {
        demand(place, fields.size() <= 25, "Must be 25 or fewer in length.");
        int size = 0;
        for (int i = 0; i < fields.size(); i++) {
            size += length(place + "." + i + ".name", fields.get(i).path("name"), 1, 256)
                    + length(place + "." + i + ".value", fields.get(i).path("value"), 1, 1024);
        }
        return size;
    }

    private int length(String place, JsonNode text, int least, int most) {
        int length = text.asString("").strip().length();
        demand(place, length >= least, "This field is required.");
        demand(place, length <= most, "Must be " + most + " or fewer in length.");
        return length;
    }

    private void demand(String place, boolean kept, String otherwise) {
        if (!kept) {
            wrong.putIfAbsent(place, otherwise);
        }
    }

    private static boolean isTime(JsonNode text) {
        try {
            return text.isMissingNode() || Instant.parse(text.asString("")).isAfter(Instant.EPOCH);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
