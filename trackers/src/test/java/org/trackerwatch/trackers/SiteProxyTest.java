package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Through a proxy, or not at all. The machine's own DNS refuses every name here, so that a leak would be seen.
class SiteProxyTest {

    private static final String SITE = "http://harbour.example/";

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: " + FIGURES.length() + "\r\n\r\n" + FIGURES;

    private final Harbour harbour;

    SiteProxyTest() throws IOException {
        harbour = new Harbour(new OkHttpClient.Builder().dns(host -> {
            throw new UnknownHostException(host);
        }).build(), Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    private Visit visit(String proxy, String base) {
        return harbour.reader.read(new Account(definition(), URI.create(base), Optional.empty(), KEY,
                Optional.of(new Secret(proxy)), Map.of()));
    }

    @Test
    void a_plain_site_is_asked_through_an_http_proxy() throws IOException {
        try (var proxy = new Proxying(ANSWER)) {
            stats(visit(proxy.proxyUrl(""), SITE));
            assertEquals(List.of("GET http://harbour.example/api/me HTTP/1.1"), proxy.seen());
        }
    }

    @Test
    void an_http_proxy_gets_its_own_login_and_no_second_request() throws IOException {
        try (var proxy = new Proxying(ANSWER)) {
            stats(visit(proxy.proxyUrl("anna:s%40cret@"), SITE));
            assertTrue(proxy.heads().getFirst().contains("Proxy-Authorization: Basic YW5uYTpzQGNyZXQ="), proxy.heads().toString());
            assertEquals(1, proxy.heads().size());
        }
    }

    @Test
    void an_http_proxy_that_wants_a_login_is_the_proxys_fault() throws IOException {
        try (var proxy = new Proxying("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
            assertEquals(Reason.PROXY_FAILED, failure(visit(proxy.proxyUrl(""), SITE)).reason());
            assertEquals(Reason.PROXY_FAILED, failure(visit(proxy.proxyUrl("a:b@"), SITE.replace("http", "https"))).reason());
        }
    }

    @Test
    void an_http_proxy_that_cannot_tunnel_is_the_proxys_fault() throws IOException {
        try (var proxy = new Proxying("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")) {
            assertEquals(Reason.PROXY_FAILED, failure(visit(proxy.proxyUrl(""), SITE.replace("http", "https"))).reason());
            assertTrue(proxy.heads().getFirst().startsWith("CONNECT harbour.example:443"), proxy.heads().toString());
            assertFalse(proxy.heads().getFirst().contains("open-sesame"), "the key is for the site alone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d", "socks5://127.0.0.1:%d", "socks5://a:b@127.0.0.1:%d"})
    void a_proxy_that_is_down_fails_the_poll_and_the_site_is_not_asked_directly(String proxy) throws IOException {
        int port;
        try (var gone = RawServer.saying("")) {
            port = gone.port();
        }
        var failure = failure(visit(String.format(proxy, port), harbour.site.url("/").toString()));
        assertEquals(Reason.PROXY_FAILED, failure.reason(), failure.toString());
        assertEquals(0, harbour.site.getRequestCount());
        assertFalse(failure.detail().contains("a:b"), failure.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "harbour", "ftp://x:1", "http//x", "socks5://", "https://x:443", "http://us er@x:1"})
    void what_is_no_proxy_is_said_so_and_nothing_is_asked(String proxy) {
        var failure = failure(visit(proxy, harbour.site.url("/").toString()));
        assertEquals(Reason.PROXY_FAILED, failure.reason());
        assertTrue(failure.detail().contains("socks5://host:port"), failure.detail());
        assertEquals(0, harbour.site.getRequestCount());
    }

    @Test
    void socks_gets_the_name_of_the_site_and_no_dns_is_asked() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, true, 0))) {
            stats(visit("socks5://anna:secret@127.0.0.1:" + proxy.port(), SITE));
            assertEquals(List.of("login anna:secret", "connect harbour.example:80", "GET /api/me HTTP/1.1"), proxy.notes);
        }
    }

    @Test
    void socks_without_login() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, false, 0))) {
            stats(visit("socks5://127.0.0.1:" + proxy.port(), "http://192.0.2.7:8080/"));
            assertEquals(List.of("connect 192.0.2.7:8080", "GET /api/me HTTP/1.1"), proxy.notes);
        }
    }

    @Test
    void socks_refuses_the_password() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, true, 0))) {
            assertEquals(Reason.PROXY_FAILED, failure(visit("socks5://anna:wrong@127.0.0.1:" + proxy.port(), SITE)).reason());
        }
    }

    @Test
    void socks_wants_a_login_that_we_have_not() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, true, 0))) {
            assertEquals(Reason.PROXY_FAILED, failure(visit("socks5://127.0.0.1:" + proxy.port(), SITE)).reason());
        }
    }

    @Test
    void a_site_that_socks_cannot_reach_is_the_sites_fault() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, false, 4))) {
            assertEquals(Reason.UNREACHABLE, failure(visit("socks5://127.0.0.1:" + proxy.port(), SITE)).reason());
        }
    }

    @Test
    void socks_may_not_connect_by_its_rules() throws IOException {
        try (var proxy = new RawServer((in, out, notes) -> socks(in, out, notes, false, 2))) {
            assertEquals(Reason.PROXY_FAILED, failure(visit("socks5://127.0.0.1:" + proxy.port(), SITE)).reason());
        }
    }

    @Test
    void something_else_than_socks_answers() throws IOException {
        try (var proxy = new RawServer((in, out, _) -> {
            in.readNBytes(3);
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertEquals(Reason.PROXY_FAILED, failure(visit("socks5://127.0.0.1:" + proxy.port(), SITE)).reason());
        }
    }

    /// An HTTP proxy that gives every request the same answer.
    private static final class Proxying implements AutoCloseable {

        private final RawServer server;

        Proxying(String answer) throws IOException {
            server = new RawServer((in, out, notes) -> {
                notes.notes.add(RawServer.request(in));
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            });
        }

        String proxyUrl(String login) {
            return "http://" + login + "127.0.0.1:" + server.port();
        }

        List<String> heads() {
            return server.notes.stream().filter(note -> !note.equals("gone")).toList();
        }

        List<String> seen() {
            return heads().stream().map(head -> head.lines().findFirst().orElse("")).toList();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /// A SOCKS5 proxy that is the site as well, and knows one user: anna, whose password is secret.
    private static void socks(DataInputStream in, OutputStream out, RawServer server, boolean login, int reply) throws IOException {
        in.readUnsignedByte();
        var methods = in.readNBytes(in.readUnsignedByte());
        boolean offered = methods[0] == (login ? 2 : 0);
        out.write(new byte[] {5, (byte) (offered ? methods[0] : 0xff)});
        if (!offered) {
            return;
        }
        if (login) {
            in.readUnsignedByte();
            var user = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
            var word = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
            server.notes.add("login " + user + ":" + word);
            out.write(new byte[] {1, (byte) (word.equals("secret") ? 0 : 1)});
            if (!word.equals("secret")) {
                return;
            }
        }
        in.readNBytes(3);
        int kind = in.readUnsignedByte();
        var host = kind == 3 ? new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8)
                : InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16)).getHostAddress();
        server.notes.add("connect " + host + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
        if (reply == 0) {
            server.notes.add(RawServer.request(in).lines().findFirst().orElse(""));
            out.write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
