package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small parts around a request: origins, cookies, waiting times, templates, saved answers.
class WireTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "https://a.org/x, https://a.org/y, true", "https://a.org/x, https://A.ORG:443/y, true", "http://a.org/, https://a.org/, true",
        "http://a.org:8080/, https://a.org:8080/, true", "http://a.org/, http://a.org:80/, true",
        "https://a.org/, http://a.org/, false", "https://a.org/, https://www.a.org/, false", "https://www.a.org/, https://a.org/, false",
        "https://a.org/, https://a.org:8443/, false", "http://a.org:8080/, https://a.org/, false", "https://a.org/, https://a.org.evil.net/, false",
        "https://a.org/, https://evil@b.org/, false",
    })
    void a_credential_goes_to_the_same_origin_or_up_to_https(URI from, URI to, boolean may) {
        assertEquals(may, Origins.mayFollow(from, to));
    }

    @ParameterizedTest
    @CsvSource({"60, PT1M", "'Mon, 21 Nov 2026 12:01:30 GMT', PT1M30S", "0, PT0S", "1.5, PT1.5S", "'Sat, 21 Nov 2026 12:01:30 GMT', PT1M30S", "' 60 ', PT1M", "999999999, PT24H", "99999999999999999999, PT24H"})
    void retry_after_has_three_shapes(String header, Duration wait) {
        assertEquals(Optional.of(wait), RetryAfter.of(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "Sat, 21 Nov 2026 11:00:00 GMT", "Sat 21 Nov"})
    void what_is_no_waiting_time_is_none(String header) {
        assertEquals(Optional.empty(), RetryAfter.of(header, NOW));
    }

    private static CookieJar jar(String header, String... set) {
        var jar = new CookieJar(header);
        jar.take(List.of(set), "www.harbour.example", NOW);
        return jar;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a=1; b=2 | b=3; Path=/; Secure | a=1; b=3", "a=1 | c=9 | a=1; c=9", "a=1; b=2 | a=; Max-Age=0 | b=2", "a=1; b=2 | a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT | b=2",
        "a=1; b=2 | a=x; expires=Thu, 01-Jan-1970 00:00:00 GMT | b=2", "a=1 | a=2; Expires=Sat, 21 Nov 2027 12:00:00 GMT | a=2", "a=1 | a=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT | a=2",
        "a=1 | a=2; Domain=.harbour.example | a=2", "a=1 | a=2; Domain=www.harbour.example | a=2", "a=1 | a=2; Domain=elsewhere.example | a=1",
        "a=1 | a=2; Domain=arbour.example | a=1", "a=1 | novalue | a=1", "a=1 | =x | a=1", "a=1 | a=b=c; Path=/ | a=b=c", "a=1 | ; | a=1", "a=1 | a=2; Expires=garbage | a=2",
    })
    void a_jar_takes_what_the_site_sets(String before, String set, String after) {
        var jar = jar(before, set);
        assertEquals(after, jar.header().reveal());
        assertEquals(!before.equals(after), jar.isChanged());
    }

    @Test
    void a_jar_has_an_end_and_the_users_own_stay() {
        var many = IntStream.range(0, 9000).mapToObj(i -> "junk" + i + "=" + "x".repeat(10)).toArray(String[]::new);
        var jar = jar("session=first", many);
        assertEquals(60, jar.header().reveal().split("; ").length);
        assertTrue(jar.header().reveal().startsWith("session=first; junk0="));
        jar.take(List.of("session=second"), "www.harbour.example", NOW);
        assertTrue(jar.header().reveal().startsWith("session=second; "));
    }

    @Test
    void a_jar_takes_no_giants() {
        assertEquals("a=1", jar("a=1", "b=" + "x".repeat(4096)).header().reveal());
        var large = IntStream.range(0, 20).mapToObj(i -> "c" + i + "=" + "x".repeat(4000)).toArray(String[]::new);
        int length = jar("a=1", large).header().reveal().length();
        assertTrue(length > 12_000 && length <= 16_384, "length " + length);
    }

    @Test
    void what_the_user_gave_may_be_larger_and_is_still_rotated() {
        var own = "a=" + "x".repeat(20_000);
        assertEquals("a=" + "y".repeat(20_000), jar(own, "a=" + "y".repeat(20_000), "b=2").header().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lang=中文", "größe=1", "b=\u0001", "b=a\u007f"})
    void what_cannot_be_sent_is_not_taken(String cookie) {
        assertEquals("a=1", jar("a=1", cookie).header().reveal());
        assertEquals("a=1", jar("a=1; " + cookie).header().reveal());
        assertFalse(jar("a=1", cookie).isChanged());
    }

    @Test
    void paths_and_bodies_are_filled_in_without_becoming_more() {
        var variables = Map.of("id", "7&x=1", "name", "a/b?c d", "quote", "\"}\n");
        assertEquals("/u?id=7%26x%3D1&n=a%2Fb%3Fc%20d", Template.path("/u?id={id}&n={name}", variables));
        assertEquals("/u/{unknown}", Template.path("/u/{unknown}", variables));
        assertEquals("{\"a\":\"\\u0022}\\u000a\"}", Template.body("{\"a\":\"{quote}\"}", variables));
        assertEquals("a=7%26x%3D1", Template.body("a={id}", variables));
    }

    @Test
    void a_saved_page_is_read_with_the_headers_beside_it(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index.html"), "");
        Files.writeString(folder.resolve("index.headers"), "# GET /index.php\n# Cookie: x\nHTTP/2 302\nLocation: /login.php\nset-cookie: a=1\nSet-Cookie: b=2\n");
        var page = SavedPage.of(folder.resolve("index.html"));
        assertEquals(302, page.answer().status());
        assertEquals(Optional.of("/login.php"), page.answer().header("location"));
        assertEquals(List.of("a=1", "b=2"), page.answer().headers().get("SET-COOKIE"));
        assertTrue(page.askedByCookie());
    }

    @Test
    void a_saved_page_without_headers_is_a_good_answer(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("api.json"), "{}");
        var page = SavedPage.of(folder.resolve("api.json"));
        assertEquals(200, page.answer().status());
        assertFalse(page.askedByCookie());
        assertThrows(IOException.class, () -> SavedPage.of(folder.resolve("missing.json")));
    }

    @Test
    void pages_that_a_definition_does_not_know_are_not_looked_at() {
        var outcome = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1)).read(Harbour.definition(), Map.of("other", SavedPage.of(new byte[0])));
        var failure = ((Outcome.Failed) outcome).failure();
        assertEquals(PollFailure.Reason.LAYOUT_CHANGED, failure.reason());
        assertTrue(failure.detail().contains("`me`") && failure.detail().contains("`uploaded` and `downloaded`"), failure.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:3128, HTTP, 127.0.0.1, 3128", "http://proxy, HTTP, proxy, 8080", "socks5://gluetun:1080, SOCKS5, gluetun, 1080",
        "socks5h://gluetun, SOCKS5, gluetun, 1080", "' HTTP://Proxy:1 ', HTTP, Proxy, 1", "socks5://[2001:db8::1]:9, SOCKS5, 2001:db8::1, 9",
    })
    void proxies(String text, ProxyAddress.Kind kind, String host, int port) {
        var proxy = ProxyAddress.of(text);
        assertEquals(kind, proxy.kind());
        assertEquals(host, proxy.host());
        assertEquals(port, proxy.port());
    }

    @Test
    void a_proxys_password_stays_hidden() {
        assertFalse(ProxyAddress.of("http://anna:hunter2@x:1").toString().contains("hunter2"));
        assertFalse(assertThrows(ProxyAddress.Unusable.class, () -> ProxyAddress.of("ftp://anna:hunter2@x")).getMessage().contains("hunter2"));
    }

    @Test
    void what_is_secret_never_prints() {
        assertEquals("•••", new Secret("hunter2").toString());
        assertFalse(new Credential.ApiKey(new Secret("hunter2")).toString().contains("hunter2"));
        assertEquals(new Secret("a"), new Secret("a"));
        assertEquals("Optional[•••]", ProxyAddress.of("http://anna:hunter2@x:1").basic().toString());
    }
}
