package org.trackerwatch.kill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerwatch.kill.Watch.Phase;

/// Stands before a server on loopback, and lets who watches decide how far each request gets. One connection is one request.
final class Gate implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern WEBHOOK = Pattern.compile("/webhooks/(\\d+)/");

    private final URI server;
    private final ServerSocket door;
    private volatile Watch watch = Watch.LETS_PASS;
    private volatile Optional<Phase> reached = Optional.empty();

    Gate(URI server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::open);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void watch(Watch by) {
        watch = by;
    }

    /// How far the last request got since [#forget].
    Optional<Phase> reached() {
        return reached;
    }

    void forget() {
        reached = Optional.empty();
    }

    private void open() {
        try {
            while (true) {
                var guest = door.accept();
                Thread.ofVirtual().start(() -> pass(guest));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void pass(Socket guest) {
        try (guest; var host = new Socket(server.getHost(), server.getPort())) {
            guest.setTcpNoDelay(true);
            at("", Phase.CONNECTED, () -> ask(guest, host));
        } catch (IOException | UncheckedIOException _) {
            // Who was killed hangs up.
        }
    }

    private void ask(Socket guest, Socket host) {
        try {
            var request = message(guest.getInputStream());
            host.getOutputStream().write(request);
            var answer = message(host.getInputStream());
            var who = WEBHOOK.matcher(new String(request, StandardCharsets.ISO_8859_1));
            var webhook = who.find() ? who.group(1) : "";
            at(webhook, Phase.TAKEN, () -> answer(guest, answer, webhook));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Socket guest, byte[] answer, String who) {
        try {
            guest.getOutputStream().write(answer);
            at(who, Phase.ANSWERED, () -> { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void at(String who, Phase phase, Runnable next) {
        reached = Optional.of(phase);
        watch.at(who, phase, next);
    }

    /// One message of HTTP, which says how long it is, or is no longer than its head.
    private static byte[] message(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("broken off");
            }
            bytes.write(next);
        }
        var length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        if (length.find()) {
            bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
