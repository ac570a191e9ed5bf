package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.Providers;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.FakeDiscord;
import tools.jackson.databind.JsonNode;

/// The API beside a Discord on loopback. Whatever a test did: no limit was broken, and no address answered.
abstract class WithDiscord {

    static final String WEBHOOK = "123456789012345678";

    @TempDir
    Path directory;

    final SettableTime time = new SettableTime();
    final FakeDiscord discord = new FakeDiscord(time);
    private final StringBuilder answered = new StringBuilder();
    Api api;
    String address = "";

    @BeforeEach
    void open() {
        api = Api.in(directory, Map.of("TRACKERWATCH_DISCORD_URL", discord.base().toString()), time);
        address = discord.webhook(WEBHOOK, "42");
    }

    @AfterEach
    void close() {
        api.close();
        discord.close();
        assertEquals(List.of(), discord.violations());
        assertFalse(answered.toString().contains(FakeDiscord.TOKEN), "the webhook was answered");
    }

    /// One that is there already.
    Target target(String name) {
        return api.with(tx -> api.app().targets().add(tx, new Target(0, name, "discord",
                new Providers(api.app()).address("discord", address), Set.of(), Set.of(), Map.of(), Map.of(),
                false, Target.Health.GOOD)));
    }

    JsonNode json(int status, Api.Answer answer) {
        answered.append(answer.text());
        return api.json(status, answer);
    }

    Api.Answer refused(String field, Api.Answer answer) {
        answered.append(answer.text());
        assertEquals(422, answer.status(), answer.text());
        assertEquals(field, answer.field(), answer.text());
        return answer;
    }

    Api.Answer send(String method, String path, String json) {
        var answer = api.send(method, path, Optional.of(json));
        answered.append(answer.text());
        return answer;
    }
}
