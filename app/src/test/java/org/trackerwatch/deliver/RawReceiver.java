package org.trackerwatch.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.trackers.Secret;

/// Answers every request with the same bytes, whether HTTP allows them or not. It reads as far as the request's end.
final class RawReceiver implements AutoCloseable {

    private static final int LONGEST = 64 * 1024;

    private final ServerSocket door;
    private final List<String> keys = new ArrayList<>();

    RawReceiver(String answer) throws IOException {
        door = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(() -> serve(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private void serve(byte[] answer) {
        while (!door.isClosed()) {
            try (var guest = door.accept()) {
                var request = new String(guest.getInputStream().readNBytes(1), StandardCharsets.UTF_8);
                while (request.length() < LONGEST && !isWhole(request)) {
                    request += new String(guest.getInputStream().readNBytes(1), StandardCharsets.ISO_8859_1);
                }
                note(request.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("webhook-id:")).findFirst().orElse(""));
                guest.getOutputStream().write(answer);
                guest.getOutputStream().flush();
            } catch (IOException _) {
                note("gone");
            }
        }
    }

    private static boolean isWhole(String request) {
        int head = request.indexOf("\r\n\r\n");
        var length = request.lines().filter(line -> line.matches("(?i)content-length: *\\d+")).findFirst()
                .map(line -> Integer.parseInt(line.replaceAll("\\D", ""))).orElse(0);
        return head >= 0 && request.length() >= head + 4 + length;
    }

    private synchronized void note(String key) {
        keys.add(key);
    }

    /// Under which key each request came, in order.
    synchronized List<String> keys() {
        return keys.stream().filter(key -> !key.equals("gone")).toList();
    }

    Target target(String name, String path) {
        var address = new Secret("http://127.0.0.1:" + door.getLocalPort() + path);
        var link = new Link("webhook", address, Map.of(), Map.of(), true, Optional.empty());
        return new Target(0, name, link, Wishes.ALL, Target.Health.GOOD).with(Calm.USUAL.batching(false));
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
