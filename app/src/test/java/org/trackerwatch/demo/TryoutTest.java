package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a newcomer does with the demo's page, by the requests that the page makes for him.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TryoutTest {

    private static final long COARSEST = ByteSize.parse("0.01 TiB").orElseThrow().bytes();

    private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();
    private final Instant opened = Time.SYSTEM.now();
    private final Tryout tryout = new Tryout(Time.SYSTEM, ZoneId.of("Europe/Paris"), 0, new SplittableRandom(7), posts::add);
    private final URI page = URI.create(tryout.page());

    @BeforeAll
    void chooseAPassword() throws Exception {
        assertEquals(200, browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).statusCode());
        assertTrue(asked("setup", "{\"password\":\"otters swim at dusk\",\"code\":\"" + tryout.entrance().shownCode() + "\"}").statusCode() < 300);
    }

    @AfterAll
    void close() {
        tryout.close();
    }

    @Test
    void a_newcomer_sees_two_months_and_adds_a_target_that_he_tests() throws Exception {
        assertEquals(7, answer("trackers").size());
        assertEquals(200, answer("trackers/1/snapshots?limit=200").get("items").size());
        var added = asked("targets", "{\"name\":\"mine\",\"url\":\"" + tryout.webhook().reveal() + "\"}");
        assertEquals(201, added.statusCode(), added.body());
        var tested = asked("targets/1/test", "{}");
        assertEquals(200, tested.statusCode(), tested.body());
        assertEquals(List.of("#yours"), posts.stream().map(Post::channel).distinct().toList());
    }

    @Test
    void the_first_polls_go_on_where_the_made_up_months_end() throws Exception {
        for (var tracker : answer("trackers")) {
            assertEquals(200, asked("trackers/" + tracker.get("id") + "/poll", "{}").statusCode());
            var last = answer("trackers/" + tracker.get("id") + "/snapshots?limit=2").get("items");
            assertTrue(opened.isBefore(Instant.parse(last.get(0).get("at").stringValue())), tracker.get("name") + " was not polled");
            assertEquals(timeless(last.get(1)), timeless(last.get(0)));
        }
        var found = answer("events?limit=200").get("items").toString();
        assertFalse(found.contains("figures-corrected"), found);
    }

    /// On every day of them, as each engine defines it; so a week's changes agree, too.
    @Test
    void buffers_follow_from_what_was_uploaded_and_downloaded() throws Exception {
        for (var tracker : answer("trackers")) {
            var rule = requiredFor(tracker);
            for (var row : answer("trackers/" + tracker.get("id") + "/snapshots?limit=200").get("items")) {
                double follows = row.get("uploaded").longValue() / rule - row.get("downloaded").longValue();
                assertEquals(follows, row.get("buffer").longValue(), 2.5 * COARSEST, tracker.get("name") + " " + row);
                assertFalse(row.get("doubtful").booleanValue(), row.toString());
            }
        }
    }

    /// UNIT3D's is what may be downloaded until the ratio is the lowest that the site allows.
    private static double requiredFor(JsonNode tracker) {
        boolean unit3d = tracker.get("site").get("engine").stringValue().equals("unit3d");
        return unit3d && !tracker.get("name").stringValue().equals("Lantern") ? 0.6 : 1;
    }

    private static JsonNode timeless(JsonNode row) {
        return ((ObjectNode) row).without("at");
    }

    private JsonNode answer(String path) throws IOException, InterruptedException {
        var answer = asked(path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> asked(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page.resolve("api/v1/" + path)).header("Origin", page.toString().replaceFirst("/$", ""));
        return browser.send(body.isEmpty() ? request.build()
                : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
