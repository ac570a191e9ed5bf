package org.trackerwatch.secrets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/// A site and a service at their worst: they repeat every secret that they are sent, in whatever they answer.
final class EchoingServer implements AutoCloseable {

    private static final int KINDS = 12;

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger asked = new AtomicInteger();

    EchoingServer() throws IOException {
        begin();
    }

    /// One behind a certificate that nobody trusts, so that nothing is ever asked of it.
    EchoingServer(SSLContext shown) throws IOException {
        server.useHttps(shown.getSocketFactory());
        begin();
    }

    private void begin() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request, asked.getAndIncrement());
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    int asked() {
        return asked.get();
    }

    private static MockResponse answer(RecordedRequest request, int nr) {
        var echo = request.getTarget() + "\n" + request.getHeaders() + "\n" + (request.getBody() == null ? "" : request.getBody().utf8());
        return switch (nr % KINDS) {
            case 0 -> new MockResponse.Builder().code(200).body("<html>" + echo + "</html>").build();
            case 1 -> new MockResponse.Builder().code(403).body("{\"message\":\"" + echo.replace("\n", "\\n").replace("\"", "'") + "\"}").build();
            case 2 -> new MockResponse.Builder().code(302).addHeader("Location", "http://localhost:9/" + request.getTarget().substring(1)).build();
            case 3 -> new MockResponse.Builder().code(500).body(echo).build();
            case 4 -> new MockResponse.Builder().code(429).addHeader("Retry-After", "1").body(echo).build();
            case 5 -> new MockResponse.Builder().code(200).addHeader("Content-Type", "application/json").body("{\"username\":\"" + echo).build();
            case 6 -> new MockResponse.Builder().onRequestStart(SocketEffect.ShutdownConnection.INSTANCE).build();
            case 7 -> new MockResponse.Builder().code(401).addHeader("WWW-Authenticate", "Bearer error=\"" + request.getTarget() + "\"").body(echo).build();
            case 8 -> new MockResponse.Builder().code(200).body(echo.repeat(20)).throttleBody(200, 50, TimeUnit.MILLISECONDS).build();
            case 9 -> packed(echo, 8 << 20, Integer.MAX_VALUE);
            case 10 -> packed(echo, 0, 60);
            default -> new MockResponse.Builder().status("HTTP/1.1 418 " + request.getTarget()).body(echo).build();
        };
    }

    /// A bomb, or one that is cut off.
    private static MockResponse packed(String echo, int zeros, int most) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(echo.getBytes(StandardCharsets.UTF_8));
            gzip.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = packed.toByteArray();
        return new MockResponse.Builder().addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(bytes, 0, Math.min(most, bytes.length))).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
