package org.trackerwatch.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A message in the simulated chat, as its readers see it: without the marks that Discord takes for itself.
///
/// @param at      when it was posted
/// @param channel where
/// @param author  the name that the webhook posts under
/// @param content the text above the embeds; empty if there is none
record Post(Instant at, String channel, String author, String content, List<Embed> embeds) {

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\p{Punct}])");

    /// @param colour    of the bar at its side, 0xRRGGBB
    /// @param timestamp the time beside the footer, which is when it happened
    record Embed(int colour, String title, String text, List<Field> fields, String footer, Optional<Instant> timestamp) {}

    record Field(String name, String value) {}

    static Post of(Instant at, String channel, JsonNode message) {
        var embeds = message.path("embeds").values().stream().map(Post::embed).toList();
        return new Post(at, channel, message.path("username").asString(""), seen(message.path("content")), embeds);
    }

    /// In place of what it was.
    Post changed() {
        return new Post(at, channel, "trackerwatch changed a message", content, embeds);
    }

    private static Embed embed(JsonNode embed) {
        var fields = embed.path("fields").values().stream()
                .map(field -> new Field(seen(field.path("name")), seen(field.path("value")))).toList();
        return new Embed(embed.path("color").asInt(0), seen(embed.path("title")), seen(embed.path("description")), fields,
                embed.path("footer").path("text").asString(""), embed.path("timestamp").asStringOpt().map(Instant::parse));
    }

    /// A backslash shows what follows it.
    private static String seen(JsonNode text) {
        return ESCAPED.matcher(text.asString("")).replaceAll("$1");
    }
}
