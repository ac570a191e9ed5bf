package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Time;

/// What a newcomer does with the demo's page, by the requests that the page makes for him.
@Timeout(120)
final class TryoutTest {

    private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();

    @Test
    void a_newcomer_chooses_a_password_sees_two_months_and_adds_a_target_that_he_tests() throws Exception {
        try (var tryout = new Tryout(Time.SYSTEM, ZoneId.of("Europe/Paris"), 0, new SplittableRandom(7), posts::add)) {
            var page = URI.create(tryout.page());
            assertEquals(200, browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).statusCode());
            assertTrue(asked(page, "setup", "{\"password\":\"otters swim at dusk\"}").statusCode() < 300);
            var trackers = Json.read(asked(page, "trackers", "").body().getBytes(StandardCharsets.UTF_8));
            assertEquals(7, trackers.size());
            var series = asked(page, "trackers/1/snapshots?limit=200", "");
            assertEquals(200, series.statusCode(), series.body());
            assertEquals(200, Json.read(series.body().getBytes(StandardCharsets.UTF_8)).get("items").size());
            var added = asked(page, "targets", "{\"name\":\"mine\",\"url\":\"" + tryout.webhook().reveal() + "\"}");
            assertEquals(201, added.statusCode(), added.body());
            var tested = asked(page, "targets/1/test", "{}");
            assertEquals(200, tested.statusCode(), tested.body());
            assertEquals(List.of("#yours"), posts.stream().map(Post::channel).distinct().toList());
        }
    }

    private HttpResponse<String> asked(URI page, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page.resolve("api/v1/" + path)).header("Origin", page.toString().replaceFirst("/$", ""));
        return browser.send(body.isEmpty() ? request.build()
                : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
