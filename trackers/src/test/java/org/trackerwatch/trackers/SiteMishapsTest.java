package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What the network and hostile sites do to a request. Each fault is one request, and one reason.
class SiteMishapsTest {

    private final Harbour harbour;

    SiteMishapsTest() throws IOException {
        harbour = new Harbour(new OkHttpClient(), Duration.ofMillis(1500));
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    private Visit at(String base) {
        return harbour.reader.read(new Account(definition(), URI.create(base), Optional.empty(), KEY, Optional.empty(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"/torrents, true", "/torrents/, true", "/, false", "'', false"})
    void a_page_pasted_as_the_address_is_doubted(String path, boolean doubted) throws IOException {
        try (var site = new Harbour()) {
            var account = site.account(Harbour.definition(), Harbour.KEY);
            var pasted = new Account(account.definition(), URI.create(site.site.url("/").toString().replaceFirst("/$", path)), account.username(),
                    account.credential(), account.proxy(), account.memory());
            var detail = Harbour.failure(site.answers(404, "<h1>Not found</h1>").reader.read(pasted)).detail();
            assertEquals(doubted, detail.contains("is the path “/torrents” right?"), detail);
        }
    }

    @Test
    void a_name_that_nobody_knows() throws IOException {
        var http = new OkHttpClient.Builder().dns(host -> {
            throw new UnknownHostException(host);
        }).build();
        try (var nowhere = new Harbour(http, Duration.ofSeconds(2))) {
            var visit = nowhere.reader.read(new Account(definition(), URI.create("http://harbour.example/"),
                    Optional.empty(), KEY, Optional.empty(), Map.of()));
            assertEquals(Reason.NAME_NOT_RESOLVED, failure(visit).reason());
            assertTrue(failure(visit).detail().contains("harbour.example"));
            assertEquals(0, visit.requests().getFirst().status());
        }
    }

    @Test
    void a_port_where_nobody_listens() throws IOException {
        String base;
        try (var gone = RawServer.saying("")) {
            base = gone.url();
        }
        assertEquals(Reason.UNREACHABLE, failure(at(base)).reason());
    }

    @Test
    void a_site_that_never_answers() {
        harbour.site.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        assertEquals(Reason.TIMED_OUT, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void a_body_that_drips_ends_with_our_patience() {
        harbour.site.enqueue(new MockResponse.Builder().body(FIGURES + " ".repeat(2000)).throttleBody(10, 100, TimeUnit.MILLISECONDS).build());
        long began = System.nanoTime();
        assertEquals(Reason.TIMED_OUT, failure(harbour.visit(definition(), KEY)).reason());
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
    }

    @Test
    void a_connection_that_breaks_before_the_answer() {
        harbour.site.enqueue(new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
        harbour.answers(FIGURES);
        assertEquals(Reason.UNREACHABLE, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void an_answer_that_breaks_off_is_no_reading() {
        harbour.site.enqueue(new MockResponse.Builder().body(FIGURES + " ".repeat(1000)).setHeader("Content-Length", 4000)
                .onResponseEnd(new SocketEffect.CloseSocket()).build());
        assertEquals(Reason.SITE_ERROR, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void no_tls_where_tls_should_be() throws IOException {
        try (var plain = new RawServer((_, out, _) -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertEquals(Reason.TLS_FAILED, failure(at(plain.url().replace("http", "https"))).reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 302 Found\r\nLocation: \u00e9\u0001\r\n\r\n"})
    void an_answer_that_is_no_proper_http(String bytes) throws IOException {
        try (var server = RawServer.saying(bytes)) {
            var failure = failure(at(server.url()));
            assertEquals(Reason.SITE_ERROR, failure.reason(), failure.toString());
        }
    }

    @Test
    void a_page_without_end() {
        harbour.site.enqueue(new MockResponse.Builder().body(new Buffer().write(new byte[(2 << 20) + 1])).build());
        var failure = failure(harbour.visit(definition(), KEY));
        assertEquals(Reason.SITE_ERROR, failure.reason());
        assertTrue(failure.detail().contains("2 MiB"), failure.detail());
    }

    @Test
    void a_large_page_is_read() {
        harbour.answers("<a href='/users/x' class='top-nav__username'>x</a><li class='ratio-bar__uploaded'><a>1 GiB</a></li>"
                + "<li class='ratio-bar__downloaded'><a>1 GiB</a></li>" + " ".repeat(1 << 20));
        stats(harbour.visit(platform("unit3d"), COOKIE));
    }

    @Test
    void a_bomb_of_nothing_but_zeros() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        harbour.site.enqueue(new MockResponse.Builder().setHeader("Content-Encoding", "gzip").body(new Buffer().write(packed.toByteArray())).build());
        assertEquals(Reason.SITE_ERROR, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void a_compressed_answer_is_read() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(FIGURES.getBytes(StandardCharsets.UTF_8));
        }
        harbour.site.enqueue(new MockResponse.Builder().setHeader("Content-Encoding", "gzip").body(new Buffer().write(packed.toByteArray())).build());
        stats(harbour.visit(definition(), KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8; Cache-control:private", "", ";;;", "text/html; charset=", "application/json; charset=klingon",
        "text/html; charset=\"utf-8\""})
    void a_malformed_content_type_does_no_harm(String type) {
        harbour.answers(200, FIGURES.replace("otterby", "Ötterby"), "Content-Type", type);
        assertEquals(Optional.of("Ötterby"), stats(harbour.visit(definition(), KEY)).text(Field.USERNAME));
    }

    @Test
    void letters_are_read_as_the_header_says() {
        harbour.site.enqueue(new MockResponse.Builder().setHeader("Content-Type", "application/json; charset=GBK")
                .body(new Buffer().writeString(FIGURES.replace("otterby", "水獭"), Charset.forName("GBK"))).build());
        assertEquals(Optional.of("水獭"), stats(harbour.visit(definition(), KEY)).text(Field.USERNAME));
    }

    @Test
    void letters_are_read_as_the_page_itself_says() {
        var page = "<meta http-equiv='Content-Type' content='text/html; charset=big5'><div id='info_block'><a href='logout.php'>x</a>"
                + " 上傳量：1.00 GB 下載量：2.00 GB</div>";
        harbour.site.enqueue(new MockResponse.Builder().setHeader("Content-Type", "text/html")
                .body(new Buffer().writeString(page, Charset.forName("Big5"))).build());
        assertEquals(1L << 30, stats(harbour.visit(platform("nexusphp"), COOKIE)).size(Field.UPLOADED).orElseThrow().bytes());
    }

    @Test
    void a_program_that_stops_records_nothing() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> harbour.answers(FIGURES).visit(definition(), KEY));
        assertTrue(Thread.interrupted());
    }

    @Test
    void a_program_that_stops_while_it_waits_for_an_answer_records_nothing() throws InterruptedException {
        harbour.site.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        var stopped = new boolean[1];
        var poll = Thread.ofVirtual().start(() -> {
            try {
                harbour.visit(definition(), KEY);
            } catch (CancellationException _) {
                stopped[0] = true;
            }
        });
        harbour.asked();
        poll.interrupt();
        poll.join(Duration.ofSeconds(10));
        assertTrue(stopped[0]);
    }

    @Test
    void no_message_of_ours_names_an_exception() {
        harbour.answers(200, FIGURES.substring(0, 20));
        assertFalse(failure(harbour.visit(definition(), KEY)).detail().contains("Exception"));
    }

    @Test
    void a_wait_in_letters_that_no_header_may_have_is_no_wait_and_no_fault() throws IOException {
        try (var site = RawServer.saying("HTTP/1.1 503 X\r\nRetry-After: \u00e9 secret\r\nContent-Length: 0\r\n\r\n")) {
            var failed = failure(at(site.url()));
            assertEquals(Optional.empty(), failed.retryAfter());
            assertFalse(failed.detail().contains("secret"), failed::detail);
            assertFalse(failed.detail().contains("broken"), failed::detail);
        }
    }
}
