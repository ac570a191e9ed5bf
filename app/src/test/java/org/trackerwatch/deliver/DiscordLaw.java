package org.trackerwatch.deliver;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Discord's documentation says it refuses in a webhook's message. Written from that page alone, and not from the
/// code under test, so that the two can disagree.
final class DiscordLaw {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode errors = JSON.createObjectNode();
    private int broken;

    private DiscordLaw() {}

    /// The body of the refusal, if it refuses.
    ///
    /// @param versioned whether the request named version 8 or later; the old one gives no detail
    static Optional<String> refusal(JsonNode message, boolean versioned) {
        var embeds = message.path("embeds");
        if (message.path("content").asString("").isBlank() && embeds.isEmpty()) {
            return Optional.of("{\"message\": \"Cannot send an empty message\", \"code\": 50006}");
        }
        var law = new DiscordLaw();
        law.judge(message);
        if (law.broken == 0) {
            return Optional.empty();
        }
        return Optional.of(versioned
                ? "{\"message\": \"Invalid Form Body\", \"code\": 50035, \"errors\": " + law.errors + "}"
                : "{\"embeds\": [\"0\"]}");
    }

    private void judge(JsonNode message) {
        length(List.of("content"), message.path("content"), 0, 2000);
        var name = message.path("username").asString("x").toLowerCase(Locale.ROOT);
        require(!name.contains("discord") && !name.contains("clyde") && !List.of("everyone", "here").contains(name),
                List.of("username"), "USERNAME_INVALID", "Username cannot be this");
        length(List.of("username"), message.path("username"), 1, 80);
        var embeds = message.path("embeds");
        require(embeds.size() <= 10, List.of("embeds"), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        int sum = 0;
        for (int i = 0; i < embeds.size(); i++) {
            sum += embed(String.valueOf(i), embeds.get(i));
        }
        require(sum <= 6000, List.of("embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }

    private int embed(String nr, JsonNode embed) {
        int size = length(List.of("embeds", nr, "title"), embed.path("title"), 0, 256)
                + length(List.of("embeds", nr, "description"), embed.path("description"), 0, 4096)
                + length(List.of("embeds", nr, "footer", "text"), embed.path("footer").path("text"), 0, 2048)
                + length(List.of("embeds", nr, "author", "name"), embed.path("author").path("name"), 0, 256);
        var fields = embed.path("fields");
        require(fields.size() <= 25, List.of("embeds", nr, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        for (int i = 0; i < fields.size(); i++) {
            var at = List.of("embeds", nr, "fields", String.valueOf(i));
            size += length(with(at, "name"), fields.get(i).path("name"), 1, 256)
                    + length(with(at, "value"), fields.get(i).path("value"), 1, 1024);
        }
        require(size > 0, List.of("embeds", nr, "description"), "BASE_TYPE_REQUIRED", "This field is required");
        int colour = embed.path("color").asInt(0);
        require(colour >= 0 && colour <= 0xffffff, List.of("embeds", nr, "color"), "NUMBER_TYPE_MAX",
                "int value should be less than or equal to 16777215.");
        require(isIso(embed.path("timestamp")), List.of("embeds", nr, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse");
        return size;
    }

    /// Counts after trimming, in UTF-16 units: never fewer than Discord, whose unit is not documented.
    private int length(List<String> at, JsonNode text, int least, int most) {
        boolean given = text.isString();
        var trimmed = text.asString("").strip();
        require(given || least == 0 || at.getFirst().equals("username"), at, "BASE_TYPE_REQUIRED", "This field is required");
        require(!given || trimmed.length() >= least, at, "BASE_TYPE_REQUIRED", "This field is required");
        require(trimmed.length() <= most, at, "BASE_TYPE_MAX_LENGTH", "Must be " + most + " or fewer in length.");
        require(isWhole(trimmed), at, "STRING_TYPE_INVALID", "Half a character");
        return trimmed.length();
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static boolean isIso(JsonNode timestamp) {
        try {
            return timestamp.isMissingNode() || Instant.parse(timestamp.asString("")) != null;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private void require(boolean kept, List<String> at, String code, String message) {
        if (kept) {
            return;
        }
        broken++;
        var node = errors;
        for (var name : at) {
            node = node.path(name) instanceof ObjectNode below ? below : node.putObject(name);
        }
        node.putArray("_errors").addObject().put("code", code).put("message", message);
    }

    private static List<String> with(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
