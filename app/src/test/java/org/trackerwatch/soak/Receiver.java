package org.trackerwatch.soak;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.trackerwatch.SettableTime;
import org.trackerwatch.soak.Net.Ask;
import org.trackerwatch.soak.Net.Reply;

/// A place where alerts go, with troubles of its own.
final class Receiver implements Net.Host {

    /// @param answered whether the sender was told that it had arrived
    record Arrived(Instant at, String method, String body, boolean answered) {}

    private enum Trouble { NONE, BUSY, BROKEN, SILENT, GONE, MUTE }

    private static final List<String> WAITS = List.of("3", "0.75", "90", "");

    final String name;
    final boolean discord;

    private final Random random;
    private final SettableTime time;
    private final BooleanSupplier lineIsUp;
    private final List<Arrived> arrived = new ArrayList<>();
    private volatile Trouble outage = Trouble.NONE;
    private volatile Instant ends = Instant.EPOCH;
    private volatile Instant lastTrouble = Instant.EPOCH;
    private int messages;

    Receiver(String name, boolean discord, Random random, SettableTime time, BooleanSupplier lineIsUp) {
        this.name = name;
        this.discord = discord;
        this.random = random;
        this.time = time;
        this.lineIsUp = lineIsUp;
    }

    String host() {
        return discord ? "discord.example.org" : name + ".example.net";
    }

    /// Asked once an hour: whether it goes down now. Never so long that a message would be given up for its age.
    void live() {
        var now = time.now();
        if (now.isAfter(ends) && random.nextInt(700) == 0) {
            outage = List.of(Trouble.BUSY, Trouble.BROKEN, Trouble.SILENT, discord ? Trouble.BROKEN : Trouble.GONE).get(random.nextInt(4));
            ends = now.plus(Duration.ofMinutes(10 + random.nextInt(random.nextInt(6) == 0 ? 900 : 120)));
        }
    }

    /// When it was last not as it should be, by its own fault or the line's.
    Instant lastTrouble() {
        return lastTrouble;
    }

    boolean isGone() {
        return outage == Trouble.GONE && time.now().isBefore(ends);
    }

    synchronized List<Arrived> taken() {
        var all = List.copyOf(arrived);
        arrived.clear();
        return all;
    }

    @Override
    public boolean isNamed() {
        if (!lineIsUp.getAsBoolean()) {
            lastTrouble = time.now();
        }
        return lineIsUp.getAsBoolean();
    }

    @Override
    public synchronized Reply answer(Ask ask) throws IOException {
        var trouble = time.now().isBefore(ends) ? outage : blip();
        if (trouble != Trouble.NONE) {
            lastTrouble = time.now();
        }
        return switch (trouble) {
            case NONE -> take(ask, true);
            case BUSY -> busy();
            case BROKEN -> Reply.html(List.of(500, 502, 503).get(random.nextInt(3)), "<html><body>Bad gateway</body></html>");
            case SILENT -> throw new SocketException("Connection reset");
            case GONE -> Reply.json(404, "{\"message\":\"no such hook\"}");
            case MUTE -> {
                take(ask, false);
                throw random.nextBoolean() ? new SocketTimeoutException("Read timed out") : new SocketException("Connection reset");
            }
        };
    }

    private Trouble blip() {
        return switch (random.nextInt(60)) {
            case 0 -> Trouble.BUSY;
            case 1 -> Trouble.BROKEN;
            case 2 -> Trouble.MUTE;
            default -> Trouble.NONE;
        };
    }

    private Reply busy() {
        var wait = WAITS.get(random.nextInt(WAITS.size()));
        var reply = Reply.json(429, discord ? "{\"message\":\"You are being rate limited.\",\"retry_after\":1.5,\"global\":false}" : "{}");
        return wait.isEmpty() ? reply : reply.with("Retry-After", wait);
    }

    private Reply take(Ask ask, boolean answered) {
        arrived.add(new Arrived(time.now(), ask.method(), ask.body(), answered));
        return discord ? Reply.json(200, "{\"id\":\"" + (ask.method().equals("POST") ? 1_000_000 + ++messages : ask.path().replaceAll(".*/(\\d+)\\?.*", "$1"))
                + "\",\"channel_id\":\"42\",\"webhook_id\":\"4711\"}") : Reply.json(200, "{}");
    }
}
