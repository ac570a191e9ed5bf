package org.trackerwatch.demo;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Discord with a few webhooks. It takes what the real one documents that it takes, refuses what that refuses, and
/// counts requests by the demo's clock.
final class SimulatedDiscord implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern PATH = Pattern.compile("/api/v10/webhooks/(?<id>\\d+)/(?<token>[\\w-]+)(?<message>/messages/\\d+)?");

    private static final Pattern AGENT = Pattern.compile("DiscordBot \\(https://\\S+, \\S+\\).*");

    /// Of one webhook, in one window.
    private static final int REQUESTS = 5;

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private static final Duration CROWDED = Duration.ofMillis(41_300);

    private record Webhook(Secret token, String channel, Deque<Instant> requests) {}

    private final Time time;
    private final Consumer<Post> readers;
    private final LoopbackServer server;
    private final Map<String, Webhook> hooks = new HashMap<>();
    private final Map<String, Webhook> shown = new HashMap<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private boolean down;
    private int turnedAway;
    private long posts;

    /// @param host    the last number of its address
    /// @param readers see each message when it is posted
    SimulatedDiscord(int host, Time time, Consumer<Post> readers) {
        this.time = time;
        this.readers = readers;
        this.server = new LoopbackServer(host, this::answer);
    }

    /// What stands for https://discord.com.
    URI address() {
        return server.address();
    }

    /// Makes a webhook for a channel, and gives its URL as a user would copy it.
    synchronized Secret webhook(String id, String token, String channel) {
        hooks.put(id, new Webhook(new Secret(token), channel, new ArrayDeque<>()));
        return new Secret("https://discord.com/api/webhooks/" + id + "/" + token);
    }

    /// Every request is answered 503 until it is up again.
    synchronized void down(boolean now) {
        down = now;
    }

    /// Others write so much to its channels that the next posts are asked to wait.
    synchronized void crowded(int requests) {
        turnedAway = requests;
    }

    /// How many requests were answered with which status.
    synchronized Map<Integer, Integer> answers() {
        return Map.copyOf(answers);
    }

    @Override
    public void close() {
        server.close();
    }

    /// All of its answers name the way they came; the real one's do, unless its gate turned the request away.
    private synchronized Answer answer(Query query) {
        var page = page(query);
        answers.merge(page.status(), 1, Integer::sum);
        return page.with("Via", "1.1 simulated");
    }

    private Answer.Page page(Query query) {
        var path = PATH.matcher(query.path());
        if (down) {
            return error(503, 0, "503: Service Unavailable");
        }
        if (query.header("user-agent").filter(agent -> AGENT.matcher(agent).matches()).isEmpty()) {
            return error(403, 40333, "internal network error");
        }
        if (!path.matches()) {
            return error(404, 0, "404: Not Found");
        }
        var webhook = hooks.get(path.group("id"));
        if (webhook == null) {
            return error(404, 10015, "Unknown Webhook");
        }
        if (!webhook.token().equals(new Secret(path.group("token")))) {
            return error(401, 50027, "Invalid Webhook Token");
        }
        return switch (query.method() + (path.group("message") == null ? "" : " of a message")) {
            case "GET" -> Answer.json(200, "{\"id\":\"" + path.group("id") + "\",\"name\":\"" + webhook.channel()
                    + "\",\"channel_id\":\"" + channelId(webhook) + "\"}");
            case "POST" -> limited(webhook, query);
            case "PATCH of a message" -> shown.get(path.group("message")) == webhook ? limited(webhook, query)
                    : error(404, 10008, "Unknown Message");
            default -> error(405, 0, "405: Method Not Allowed");
        };
    }

    private Answer.Page limited(Webhook webhook, Query query) {
        var now = time.now();
        webhook.requests().removeIf(at -> !at.plus(WINDOW).isAfter(now));
        if (turnedAway > 0) {
            turnedAway--;
            return throttled("shared", REQUESTS - webhook.requests().size(), CROWDED);
        }
        if (webhook.requests().size() >= REQUESTS) {
            return throttled("user", 0, Duration.between(now, webhook.requests().element().plus(WINDOW)));
        }
        webhook.requests().add(now);
        return posted(webhook, query, now)
                .with("X-RateLimit-Limit", String.valueOf(REQUESTS))
                .with("X-RateLimit-Remaining", String.valueOf(REQUESTS - webhook.requests().size()))
                .with("X-RateLimit-Reset-After", seconds(Duration.between(now, webhook.requests().element().plus(WINDOW))));
    }

    private Answer.Page posted(Webhook webhook, Query query, Instant now) {
        JsonNode message;
        try {
            message = JSON.readTree(query.body());
        } catch (JacksonException _) {
            return error(400, 50109, "The request body contains invalid JSON.");
        }
        if (message.path("content").asString("").isBlank() && message.path("embeds").isEmpty()) {
            return error(400, 50006, "Cannot send an empty message");
        }
        var wrong = ChatRules.broken(message);
        if (!wrong.isEmpty()) {
            return Answer.json(400, ChatRules.answer(wrong));
        }
        if (query.method().equals("PATCH")) {
            readers.accept(Post.of(now, webhook.channel(), message).changed());
            return Answer.json(200, "{\"id\":\"" + query.path().replaceFirst(".*/", "") + "\",\"channel_id\":\"" + channelId(webhook) + "\"}");
        }
        posts++;
        shown.put("/messages/" + (1_000_000 + posts), webhook);
        readers.accept(Post.of(now, webhook.channel(), message));
        boolean wait = query.parameter("wait").equals("true");
        var kept = "{\"id\":\"" + (1_000_000 + posts) + "\",\"channel_id\":\"" + channelId(webhook) + "\"}";
        return wait ? Answer.json(200, kept) : Answer.json(204, "");
    }

    private static Answer.Page throttled(String scope, int remaining, Duration wait) {
        var body = "{\"message\":\"You are being rate limited.\",\"retry_after\":" + seconds(wait) + ",\"global\":false}";
        return Answer.json(429, body)
                .with("Retry-After", String.valueOf(wait.toSeconds() + 1))
                .with("X-RateLimit-Scope", scope)
                .with("X-RateLimit-Limit", String.valueOf(REQUESTS))
                .with("X-RateLimit-Remaining", String.valueOf(remaining))
                .with("X-RateLimit-Reset-After", seconds(wait));
    }

    private static Answer.Page error(int status, int code, String message) {
        return Answer.json(status, "{\"message\":\"" + message + "\",\"code\":" + code + "}");
    }

    private static String seconds(Duration wait) {
        return BigDecimal.valueOf(wait.toMillis(), 3).toPlainString();
    }

    private static String channelId(Webhook webhook) {
        return String.valueOf(9_000_000L + Math.floorMod(webhook.channel().hashCode(), 1_000_000));
    }
}
