package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What goes wrong before anybody answers: certificates that nobody should believe, and proxies that do not lead there.
/// Whatever it is, nothing that opens the account is told to whoever stands there.
final class BadRoadsTest {

    private static final HeldCertificate ROOT = new HeldCertificate.Builder().certificateAuthority(1).commonName("root").build();

    private static final HeldCertificate BETWEEN = new HeldCertificate.Builder().certificateAuthority(0).signedBy(ROOT).build();

    private static final HandshakeCertificates TRUSTED = new HandshakeCertificates.Builder().addTrustedCertificate(ROOT.certificate()).build();

    /// Every name leads to this machine.
    private static final OkHttpClient HTTP = new OkHttpClient.Builder().dns(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")))
            .sslSocketFactory(TRUSTED.sslSocketFactory(), TRUSTED.trustManager()).build();

    private static HeldCertificate.Builder of(String host) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(host).signedBy(BETWEEN);
    }

    @Test
    void a_certificate_that_is_right_lets_the_account_be_read() throws IOException {
        try (var site = serving(of("harbour.example").build())) {
            site.enqueue(new MockResponse.Builder().body(FIGURES).build());
            stats(visit(site.getPort(), KEY, Optional.empty()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "expired      | has expired or is not valid yet",
        "to come      | has expired or is not valid yet",
        "of another   | is another host's",
        "its own      | nobody whom this machine trusts",
        "a stranger's | nobody whom this machine trusts",
    })
    void a_certificate_that_is_wrong_is_told_apart_and_learns_nothing(String kind, String words) throws IOException {
        try (var site = serving(certificate(kind))) {
            for (var credential : List.of(KEY, COOKIE)) {
                var failure = failure(visit(site.getPort(), credential, Optional.empty()));
                assertEquals(Reason.TLS_FAILED, failure.reason(), failure.detail());
                assertTrue(failure.detail().contains("harbour.example") && failure.detail().contains(words), failure.detail());
            }
            assertEquals(0, site.getRequestCount());
        }
    }

    private static HeldCertificate certificate(String kind) {
        var now = Instant.now().toEpochMilli();
        long day = Duration.ofDays(1).toMillis();
        return switch (kind) {
            case "expired" -> of("harbour.example").validityInterval(now - 2 * day, now - day).build();
            case "to come" -> of("harbour.example").validityInterval(now + day, now + 2 * day).build();
            case "of another" -> of("elsewhere.example").build();
            case "its own" -> new HeldCertificate.Builder().addSubjectAlternativeName("harbour.example").build();
            default -> new HeldCertificate.Builder().addSubjectAlternativeName("harbour.example")
                    .signedBy(new HeldCertificate.Builder().certificateAuthority(0).build()).build();
        };
    }

    @Test
    void a_protocol_of_long_ago_is_not_spoken() throws Exception {
        var own = new HandshakeCertificates.Builder().heldCertificate(of("harbour.example").build(), BETWEEN.certificate()).build();
        try (var door = (SSLServerSocket) own.sslContext().getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            door.setEnabledProtocols(new String[] {"TLSv1.1"});
            Thread.ofVirtual().start(() -> {
                try (var guest = door.accept()) {
                    guest.getInputStream().read();
                } catch (IOException _) {
                    // the guest does not speak like that, and goes
                }
            });
            var failure = failure(visit(door.getLocalPort(), KEY, Optional.empty()));
            assertEquals(Reason.TLS_FAILED, failure.reason(), failure.detail());
            assertTrue(failure.detail().contains("no safe way to speak"), failure.detail());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"})
    void an_http_proxy_that_does_not_lead_to_the_site_has_failed_and_learns_nothing(String answer) throws IOException {
        var heads = new CopyOnWriteArrayList<String>();
        try (var proxy = new RawServer((in, out, _) -> {
            heads.add(RawServer.request(in));
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        })) {
            var failure = failure(visit(443, KEY, Optional.of("http://127.0.0.1:" + proxy.port())));
            assertEquals(Reason.PROXY_FAILED, failure.reason(), failure.detail());
            assertTrue(failure.detail().startsWith("The proxy for harbour.example"), failure.detail());
            assertFalse(heads.toString().contains("open-sesame"), heads.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 9, 11})
    void a_socks_proxy_that_dies_on_the_way_has_failed(int bytes) throws IOException {
        try (var proxy = new RawServer((in, out, _) -> {
            in.readNBytes(3);
            out.write(new byte[] {5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0}, 0, bytes);
            out.flush();
        })) {
            var failure = failure(visit(443, KEY, Optional.of("socks5://127.0.0.1:" + proxy.port())));
            assertEquals(Reason.PROXY_FAILED, failure.reason(), failure.detail());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void a_proxy_that_says_nothing_costs_no_more_than_our_patience(String kind) throws IOException {
        try (var proxy = new RawServer((in, _, _) -> in.readAllBytes())) {
            long began = System.nanoTime();
            var failure = failure(visit(443, COOKIE, Optional.of(kind + "://127.0.0.1:" + proxy.port()), Duration.ofMillis(600)));
            assertTrue(List.of(Reason.TIMED_OUT, Reason.PROXY_FAILED).contains(failure.reason()), failure.toString());
            assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
        }
    }

    @Test
    void a_proxy_that_dies_in_the_middle_of_a_plain_answer_leaves_nothing_half_read() throws IOException {
        try (var proxy = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + FIGURES.substring(0, 30))) {
            var failure = failure(reader(Duration.ofSeconds(20)).read(new Account(definition(), URI.create("http://harbour.example/"), Optional.empty(), KEY,
                    Optional.of(new Secret("http://127.0.0.1:" + proxy.port())), Map.of())));
            assertEquals(Reason.SITE_ERROR, failure.reason(), failure.detail());
        }
    }

    private static MockWebServer serving(HeldCertificate certificate) throws IOException {
        var server = new MockWebServer();
        boolean ours = certificate.certificate().getIssuerX500Principal().equals(BETWEEN.certificate().getSubjectX500Principal());
        var chain = ours ? new X509Certificate[] {BETWEEN.certificate()} : new X509Certificate[0];
        server.useHttps(new HandshakeCertificates.Builder().heldCertificate(certificate, chain).build().sslSocketFactory());
        server.start();
        return server;
    }

    private static Reader reader(Duration patience) {
        return new Reader(HTTP, new SettableTime(), new Random(1), patience);
    }

    private static Visit visit(int port, Credential credential, Optional<String> proxy) {
        return visit(port, credential, proxy, Duration.ofSeconds(20));
    }

    private static Visit visit(int port, Credential credential, Optional<String> proxy, Duration patience) {
        var engine = credential == KEY ? definition() : platform("nexusphp");
        return reader(patience).read(new Account(engine, URI.create("https://harbour.example:" + port + "/"), Optional.empty(), credential,
                proxy.map(Secret::new), Map.of()));
    }
}
