package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// The page below a path, behind a reverse proxy that takes the path away, and behind one that does not.
@Timeout(60)
final class BasePathTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory, Map.of("TRACKERWATCH_BASE_PATH", "trackerwatch/"));
    }

    private LoopbackProxy proxy(boolean strips) {
        return new LoopbackProxy(api.address(), strips ? "/trackerwatch" : "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pages_and_answers_are_found_either_way(boolean strips) {
        try (var proxy = proxy(strips)) {
            var page = api.bare("GET", proxy.address() + "/trackerwatch/", Optional.empty());
            assertEquals(200, page.status());
            assertTrue(page.text().contains("src=\"js/"), "a page's own addresses are relative");
            assertFalse(page.text().contains("=\"/"), page.text());
            assertEquals(200, api.bare("GET", proxy.address() + "/trackerwatch/js/live.js", Optional.empty()).status());
            assertEquals(200, api.bare("GET", proxy.address() + "/trackerwatch/api/v1/settings", Optional.empty()).status());
            var missing = api.bare("GET", proxy.address() + "/trackerwatch/api/v1/nothing", Optional.empty());
            assertEquals(404, missing.status());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_made_lies_where_its_maker_sees_it(boolean strips) {
        try (var proxy = proxy(strips)) {
            var made = api.bare("POST", proxy.address() + "/trackerwatch/api/v1/keys", Optional.of("{\"name\":\"board " + strips + "\",\"access\":\"read\"}"));
            assertEquals(201, made.status(), made.text());
            var place = made.headers().get("location");
            assertTrue(place.startsWith("/trackerwatch/api/v1/keys/"), place);
            assertEquals(204, api.bare("DELETE", proxy.address() + place, Optional.empty()).status());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_happens_passes_at_once(boolean strips) {
        try (var proxy = proxy(strips);
             var listener = api.listen(proxy.address().resolve("/trackerwatch/api/v1/live"), Optional.empty())) {
            listener.place();
            api.with(tx -> api.app().targets().add(tx, new Target(0, "phone", "discord", new Secret("https://discord.com/api/webhooks/1/x"),
                    Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
            assertEquals("target", listener.next().name());
        }
    }

    @Test
    void the_bare_path_leads_to_the_one_with_a_slash_which_relative_addresses_need() {
        var answer = api.bare("GET", "/trackerwatch", Optional.empty());
        assertEquals(307, answer.status());
        assertEquals("/trackerwatch/", answer.headers().get("location"));
    }

    @Test
    void a_name_that_only_begins_like_the_path_is_another_one() {
        assertEquals(404, api.bare("GET", "/trackerwatcher/js/live.js", Optional.empty()).status());
    }

    @Test
    void the_page_s_cookie_goes_to_where_it_came_from_with_the_path_or_without() throws Exception {
        var first = api.beginning("otters swim at dusk");
        try (var proxy = proxy(true)) {
            for (var page : List.of(proxy.address() + "/trackerwatch/", api.address() + "/trackerwatch/", api.address() + "/")) {
                var kept = new CookieManager();
                try (var browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(kept).build()) {
                    var body = page.startsWith(proxy.address().toString()) ? first : "{\"password\":\"otters swim at dusk\"}";
                    var path = body.equals(first) ? "setup" : "session";
                    var entered = browser.send(HttpRequest.newBuilder(URI.create(page + "api/v1/" + path)).header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
                    assertTrue(entered.statusCode() < 300, page + entered.body());
                    assertEquals(200, browser.send(HttpRequest.newBuilder(URI.create(page + "api/v1/settings")).build(),
                            HttpResponse.BodyHandlers.discarding()).statusCode(), page);
                    assertTrue(kept.get(URI.create(page + "another/program"), Map.of()).get("Cookie").isEmpty(), "no other program at the same host gets it");
                }
            }
        }
    }
}
