package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trackerwatch.Api;
import org.trackerwatch.cli.LoopbackSite;
import tools.jackson.databind.JsonNode;

/// A site on the loopback, and somebody with an account there at the API. No answer to him may hold his key.
final class Pond implements AutoCloseable {

    static final String KEY = "pLanTed0SecRet1pLanTed2SecRet3";
    static final String OTHER = "aNotHer0SecRet1aNotHer2SecRet3";

    final Api api;
    final LoopbackSite site = new LoopbackSite();
    private final StringBuilder answered = new StringBuilder();

    Pond(Path directory) {
        api = Api.in(directory);
    }

    /// A form with his key, and what else is to be in it: `,"joined":"2021-03-04"`.
    String form(String key, String more) {
        return "{\"site\":\"unit3d\",\"name\":\"Otters\",\"url\":\"%s\",\"secret\":\"%s\"%s}".formatted(site.url(), key, more);
    }

    Api.Answer add(String more) {
        return post("", form(KEY, more));
    }

    Api.Answer post(String path, String json) {
        return heard(api.post("/api/v1/trackers" + path, json));
    }

    Api.Answer patch(String json) {
        return heard(api.patch("/api/v1/trackers/1", json));
    }

    JsonNode shown() {
        return api.json(200, heard(api.get("/api/v1/trackers/1")));
    }

    int trackers() {
        return api.json(200, api.get("/api/v1/trackers")).size();
    }

    private Api.Answer heard(Api.Answer answer) {
        answered.append(answer.text());
        return answer;
    }

    /// A site whose staff refuse programs.
    void shy(Path directory) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("shy.yaml"), """
                schema: 1
                slug: shy
                name: Shy Site
                platform: unit3d
                links: ["%s/"]
                policy: { user_stats: forbidden, note: "Staff said so on 2026-01-01." }
                """.formatted(site.url()));
    }

    @Override
    public void close() {
        api.close();
        site.close();
        assertFalse(answered.toString().contains(KEY) || answered.toString().contains(OTHER), "a secret was answered");
    }
}
