package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A role is mentioned where something is urgent, and only the one that the user named.
final class DiscordMentionTest {

    private static final String ROLE = "123456789012345678";

    private final Discord discord = new Discord(URI.create("https://discord.com"), "1");

    private JsonNode body(Map<String, String> options, Form form, String... severities) {
        var link = new Link("discord", discord.address("https://discord.com/api/webhooks/1122334455/" + FakeDiscord.TOKEN), options, Map.of(),
                false, Optional.empty());
        var messages = Arrays.stream(severities).map(severity -> new Message(Severity.valueOf(severity), "<@&999999999999999999>", "@everyone ".repeat(300),
                List.of(), Instant.EPOCH, "K7QX", Optional.empty())).toList();
        return JsonMapper.shared().readTree(discord.render(Parcels.of(messages, form),
                new Target(1, "Home", link, Wishes.ALL, Target.Health.GOOD)).body());
    }

    @ParameterizedTest
    @CsvSource({"URGENT, true", "WARNING, false", "INFO, false", "WARNING+URGENT, true"})
    void it_is_mentioned_where_something_in_the_request_is_urgent(String severities, boolean mentioned) {
        var body = body(Map.of("mention", ROLE), Form.SHARED, severities.split("\\+"));
        assertEquals(JsonMapper.shared().readTree(mentioned ? "{\"parse\":[],\"roles\":[\"" + ROLE + "\"]}" : "{\"parse\":[]}"),
                body.path("allowed_mentions"));
        assertEquals(mentioned ? "<@&" + ROLE + ">" : "", body.path("content").asString(""));
    }

    @Test
    void the_plainest_form_mentions_it_too_within_its_limit_and_nobody_else() {
        var body = body(Map.of("mention", ROLE), Form.PLAIN, "URGENT");
        assertTrue(body.path("content").asString().startsWith("<@&" + ROLE + "> "), body::toString);
        assertTrue(body.path("content").asString().length() <= 2000);
        assertEquals(1, body.path("allowed_mentions").path("roles").size());
    }

    @Test
    void without_the_choice_nobody_is_mentioned() {
        assertEquals("{\"parse\":[]}", body(Map.of(), Form.SHARED, "URGENT").path("allowed_mentions").toString());
    }

    @ParameterizedTest
    @CsvSource({"123456789012345678, true", "12345, false", "@everyone, false", "<@&123456789012345678>, false"})
    void a_role_is_given_by_its_id(String typed, boolean accepted) {
        var choice = discord.choices().stream().filter(each -> each.key().equals("mention")).findFirst().orElseThrow();
        assertEquals(accepted, choice.accepts().test(typed));
    }
}
