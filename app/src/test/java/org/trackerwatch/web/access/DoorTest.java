package org.trackerwatch.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Access;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Method;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;

/// Requests as they arrive from elsewhere, which a test on one machine can't send.
final class DoorTest {

    private static final String NETWORK = "172.18.0.0/16";
    private static final String PROXY = "172.18.0.5";

    @TempDir
    Path directory;

    @AutoClose
    private Api api;
    private Door door;
    private Reception reception;

    @BeforeEach
    void open() {
        api = Api.in(directory);
        door = new Door(api.app());
        reception = new Reception(api.app());
    }

    private void set(Setting<?> setting, String value) {
        api.with(tx -> setting.set(tx, value));
    }

    private static Request request(Method method, String from, String... headers) {
        var all = new TreeMap<>(Map.of("host", "192.168.1.10:7373"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return new Request(method, "/api/v1/settings", Map.of(), Map.of(), all, Map.of(), from, false, new byte[0], Caller.NOBODY);
    }

    private Caller admit(Request request) {
        return door.admit(request, Access.OPEN);
    }

    private String refused(Request request) {
        return assertThrows(Refused.class, () -> admit(request)).problem().detail();
    }

    private String address(Request request) {
        return reception.sender(request).address().getHostAddress();
    }

    @Test
    void by_its_address_or_as_localhost_the_page_can_always_be_asked_for() {
        for (var host : List.of("localhost", "localhost:7373", "LOCALHOST.", "tw.localhost:7373", "127.0.0.1:7373", "192.168.1.10", "[::1]:7373", "[fd00::7]", "")) {
            assertEquals(Access.OPEN, admit(request(Method.GET, "192.168.1.20", "Host", host)).access(), host);
        }
    }

    @Test
    void by_a_name_that_nobody_set_it_can_not_and_the_answer_says_how_to() {
        for (var host : List.of("evil.example", "evil.example:7373", "localhost.evil.example", "127.0.0.1.evil.example", "nas")) {
            assertTrue(refused(request(Method.GET, "192.168.1.20", "Host", host)).contains("settings set allowed-hosts"), host);
        }
        set(Setting.ALLOWED_HOSTS, "Tracker.Example.org, nas");
        assertEquals(Access.OPEN, admit(request(Method.GET, "192.168.1.20", "Host", "tracker.example.ORG.:7373")).access());
        assertEquals(Access.OPEN, admit(request(Method.GET, "192.168.1.20", "Host", "nas")).access());
        assertTrue(refused(request(Method.GET, "192.168.1.20", "Host", "sub.nas")).contains("sub.nas"));
    }

    @Test
    void a_program_in_the_container_s_network_may_call_it_by_any_name() {
        var key = api.with(tx -> api.app().apiKeys().make(tx, "homepage", false, api.app().random(), api.time().now())).text().reveal();
        assertEquals(Access.READ, admit(request(Method.GET, "172.18.0.7", "Host", "trackerwatch:7373", "X-Api-Key", key)).access());
        refused(request(Method.GET, "172.18.0.7", "Host", "trackerwatch:7373", "X-Api-Key", "tw_nothing"));
        for (var path : List.of("/ping", "/health/live", "/health/ready")) {
            assertEquals(Access.OPEN, admit(new Request(Method.GET, path, Map.of(), Map.of(), Map.of("host", "trackerwatch:7373"), Map.of(), "172.18.0.7",
                    false, new byte[0], Caller.NOBODY)).access());
        }
    }

    @Test
    void a_browser_is_told_so_in_plain_text() throws IOException {
        try (var socket = new Socket("127.0.0.1", api.address().getPort())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html,*/*\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            assertTrue(answer.contains("text/plain") && answer.contains("Not allowed\n\n“evil.example” is no name"), answer);
            assertTrue(answer.contains("Content-Security-Policy:") && answer.contains("X-Frame-Options: DENY") && !answer.contains("Access-Control"), answer);
        }
    }

    @Test
    void what_a_proxy_says_is_believed_if_it_is_a_trusted_one() {
        var told = request(Method.GET, PROXY, "X-Forwarded-For", "198.51.100.7", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "localhost");
        assertEquals(PROXY, address(told));
        assertFalse(reception.sender(told).secure());
        set(Setting.TRUSTED_PROXIES, NETWORK);
        assertEquals("198.51.100.7", address(told));
        assertTrue(reception.sender(told).secure());
        assertEquals("localhost", reception.sender(told).host());
        assertEquals("172.19.0.5", address(request(Method.GET, "172.19.0.5", "X-Forwarded-For", "198.51.100.7")));
    }

    @Test
    void of_a_chain_the_last_one_who_is_no_proxy_counts() {
        set(Setting.TRUSTED_PROXIES, NETWORK + ", 2001:db8::5");
        assertEquals("198.51.100.7", address(request(Method.GET, PROXY, "X-Forwarded-For", "127.0.0.1, 10.0.0.1, 198.51.100.7, 172.18.0.9")));
        assertEquals("198.51.100.7", address(request(Method.GET, "2001:db8::5", "X-Forwarded-For", "198.51.100.7:4711")));
        assertEquals("2001:db8:0:0:0:0:0:7", address(request(Method.GET, PROXY, "X-Forwarded-For", "1.2.3.4, [2001:db8::7]:80")));
        assertEquals(PROXY, address(request(Method.GET, PROXY, "X-Forwarded-For", "198.51.100.7, unknown")), "nothing is read past what can't be read");
        assertEquals(PROXY, address(request(Method.GET, PROXY)));
    }

    @Test
    void whom_a_trusted_proxy_signed_in_may_do_everything() {
        var told = request(Method.GET, PROXY, "Remote-User", "owner");
        assertEquals(Access.OPEN, admit(told).access(), "no header was set up");
        set(Setting.AUTH_HEADER, "Remote-User");
        assertEquals(Access.OPEN, admit(told).access(), "no proxy is trusted");
        set(Setting.TRUSTED_PROXIES, NETWORK);
        assertEquals(new Caller(Access.FULL, "proxy", Optional.empty()), admit(told));
        assertEquals(Access.OPEN, admit(request(Method.GET, PROXY, "Remote-User", " ")).access());
        assertEquals(Access.OPEN, admit(request(Method.GET, "192.168.1.20", "Remote-User", "owner")).access(), "whoever writes it himself");
        assertEquals(Access.OPEN, admit(request(Method.GET, "192.168.1.20", "Remote-User", "owner", "X-Forwarded-For", PROXY)).access());
    }

    @Test
    void of_those_whom_the_proxy_signed_in_only_the_named_come_in_once_any_are_named() {
        set(Setting.AUTH_HEADER, "Remote-User");
        set(Setting.TRUSTED_PROXIES, NETWORK);
        set(Setting.AUTH_HEADER_ALLOWED, "Ann, bob@example.org");
        for (var user : List.of("Ann", " bob@example.org ")) {
            assertEquals(Access.FULL, admit(request(Method.GET, PROXY, "Remote-User", user)).access(), user);
        }
        for (var user : List.of("ann", "bob", "Ann, bob@example.org", "everybody", "eve")) {
            assertEquals(Access.OPEN, admit(request(Method.GET, PROXY, "Remote-User", user)).access(), user);
        }
        set(Setting.AUTH_HEADER_ALLOWED, "everybody");
        assertEquals(Access.FULL, admit(request(Method.GET, PROXY, "Remote-User", "eve")).access());
    }

    @Test
    void a_page_of_another_site_does_nothing_in_the_name_of_whom_the_proxy_signed_in() {
        set(Setting.AUTH_HEADER, "Remote-User");
        set(Setting.TRUSTED_PROXIES, NETWORK);
        set(Setting.ALLOWED_HOSTS, "tw.example.org");
        assertTrue(refused(request(Method.POST, PROXY, "Remote-User", "owner", "Sec-Fetch-Site", "cross-site")).contains("not sent by a page of trackerwatch"));
        assertTrue(refused(request(Method.POST, PROXY, "Remote-User", "owner", "Origin", "https://evil.example")).contains("trusted-proxies"));
        assertEquals(Access.FULL, admit(request(Method.POST, PROXY, "Remote-User", "owner", "X-Forwarded-Host", "tw.example.org",
                "X-Forwarded-Proto", "https", "Origin", "https://tw.example.org")).access());
        assertTrue(refused(request(Method.POST, PROXY, "Remote-User", "owner", "X-Forwarded-Host", "tw.example.org",
                "X-Forwarded-Proto", "https", "Origin", "http://tw.example.org")).contains("http://tw.example.org"), "the same name without https is another origin");
    }

    @Test
    void behind_https_the_cookie_never_travels_without() {
        set(Setting.TRUSTED_PROXIES, NETWORK);
        var plain = reception.letIn(request(Method.POST, PROXY), Reply.json(Json.object()));
        assertFalse(plain.headers().get("Set-Cookie").contains("Secure"));
        var sealed = reception.letIn(request(Method.POST, PROXY, "X-Forwarded-Proto", "https"), Reply.json(Json.object())).headers().get("Set-Cookie");
        assertTrue(sealed.startsWith("__Secure-trackerwatch_") && sealed.endsWith("; SameSite=Strict; Secure"), sealed);
        assertEquals(Access.OPEN, admit(bearing(sealed.replaceFirst("^__Secure-", ""), "https")).access(), "a page without HTTPS could have planted it");
        assertEquals(Access.OPEN, admit(bearing(sealed, "http")).access());
        assertEquals(Access.FULL, admit(bearing(sealed, "https")).access());
    }

    /// What a browser sends that keeps this.
    private static Request bearing(String cookie, String scheme) {
        var pair = cookie.replaceFirst(";.*", "").split("=", 2);
        return new Request(Method.GET, "/api/v1/settings", Map.of(), Map.of(), Map.of("host", "192.168.1.10:7373", "x-forwarded-proto", scheme),
                Map.of(pair[0], new Secret(pair[1])), PROXY, false, new byte[0], Caller.NOBODY);
    }

    @Test
    void a_key_is_no_less_worth_for_where_it_comes_from() {
        var key = api.with(tx -> api.app().apiKeys().make(tx, "far", true, api.app().random(), api.time().now())).text().reveal();
        assertEquals(Access.FULL, admit(request(Method.POST, "198.51.100.7", "X-Api-Key", key)).access());
        assertTrue(refused(request(Method.GET, "198.51.100.7", "X-Api-Key", "tw_nothing")).contains("unknown"));
        assertTrue(refused(request(Method.GET, "198.51.100.7", "X-Api-Key", key + ", " + key)).contains("unknown"), "given twice");
    }
}
