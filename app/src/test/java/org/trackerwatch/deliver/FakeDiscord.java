package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Discord on loopback that refuses what the real one documents as refused, keeps its limits by the test's clock, and
/// notes what a real one would punish. Tells what its readers see.
public final class FakeDiscord implements Vendor {

    public static final String TOKEN = "tokenOfSixtyEightCharactersWithDashes-and_underscores-0123456789-abcd";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PATH = Pattern.compile("/api(?<version>/v\\d+)?/webhooks/(?<id>\\d+)/(?<token>[^/?]+)(?:/messages/(?<message>\\d+))?");
    private static final Pattern AGENT = Pattern.compile("DiscordBot \\(https://\\S+, \\S+\\)");

    /// Of 401, 403 and 429 in a test. The real line is 10,000 in ten minutes.
    private static final int INVALID_BOUND = 60;

    /// @param channel   webhooks of one channel share its hidden limit
    /// @param forum     takes messages for a thread only
    public record Webhook(String id, String token, String channel, boolean forum) {}

    /// A message as it stands in a channel.
    public record Post(Instant at, String webhook, String channel, Optional<String> thread, JsonNode message) {

        /// Embeds that share a `url` are shown as one.
        public List<JsonNode> embeds() {
            var shown = new ArrayList<JsonNode>();
            var urls = new HashSet<String>();
            for (var embed : message.path("embeds")) {
                if (embed.path("url").isMissingNode() || urls.add(embed.path("url").asString())) {
                    shown.add(embed);
                }
            }
            return shown;
        }
    }

    private final Time time;
    private final Loopback host;
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> inTrouble = new HashSet<>();
    private final Set<String> answered404 = new HashSet<>();
    private final DiscordWindows windows;
    private final Set<String> deleted = new HashSet<>();
    private final List<String> changed = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();

    public FakeDiscord(Time time) {
        this.time = time;
        this.windows = new DiscordWindows(time);
        this.host = new Loopback(time, this::lawful);
        webhook("7", "70");
    }

    public URI base() {
        return host.base();
    }

    @Override
    public Notifier notifier() {
        return new Discord(base(), "1.0");
    }

    @Override
    public String pasted() {
        return "https://ptb.discord.com/api/webhooks/7/" + TOKEN + "7";
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN + "7");
    }

    @Override
    public Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        return posts.stream().map(post -> new Shown(post.at(), read(post))).toList();
    }

    private static String read(Post post) {
        return Stream.concat(Stream.of(post.message().path("content").asString("")), post.embeds().stream().flatMap(embed ->
                Stream.concat(Stream.of(embed.path("title"), embed.path("description"), embed.path("footer").path("text"))
                        .map(text -> text.asString("")), embed.path("fields").valueStream().flatMap(field ->
                        Stream.of(field.path("name").asString(), field.path("value").asString())))))
                .map(text -> DiscordReader.read(text).text()).collect(Collectors.joining("\n"));
    }

    /// Makes a webhook and gives the URL that a user would copy.
    public synchronized String webhook(String id, String channel) {
        webhooks.put(id, new Webhook(id, TOKEN + id, channel, false));
        return "https://discord.com/api/webhooks/" + id + "/" + TOKEN + id;
    }

    public synchronized String forum(String id, String channel) {
        webhooks.put(id, new Webhook(id, TOKEN + id, channel, true));
        return "https://discord.com/api/webhooks/" + id + "/" + TOKEN + id;
    }

    /// As if somebody had deleted it in Discord.
    public synchronized void delete(String id) {
        gone.add(id);
    }

    /// As if a reader with the right to had deleted a message.
    public synchronized void deleteMessage(String id) {
        deleted.add(id);
    }

    /// Numbers of messages that were changed, in order.
    public synchronized List<String> changed() {
        return List.copyOf(changed);
    }

    /// These happen to the next requests, one each.
    public void script(Fault... faults) {
        host.script(faults);
    }

    /// Happens once, when the next request has been handled and before it is answered.
    public void whenHandled(Runnable deed) {
        host.whenHandled(deed);
    }

    /// Every request is answered 502 until it is up again.
    public void down(boolean isDown) {
        host.down(isDown);
    }

    /// The same for one webhook only.
    public synchronized void down(String id, boolean isDown) {
        if (isDown) {
            inTrouble.add(id);
        } else {
            inTrouble.remove(id);
        }
    }

    public List<Loopback.Request> requests() {
        return host.requests();
    }

    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    /// All embeds that readers of a webhook's channel see, in order.
    public synchronized List<JsonNode> embeds(String webhook) {
        return posts.stream().filter(post -> post.webhook().equals(webhook)).flatMap(post -> post.embeds().stream()).toList();
    }

    @Override
    public List<String> violations() {
        long invalid = requests().stream().filter(request -> List.of(401, 403, 429).contains(request.status())).count();
        return invalid <= INVALID_BOUND ? host.violations() : Stream.concat(host.violations().stream(),
                Stream.of("more than " + INVALID_BOUND + " requests were answered 401, 403 or 429")).toList();
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        var body = Loopback.body(request);
        var path = PATH.matcher(request.getUrl().encodedPath());
        if (!AGENT.matcher(String.valueOf(request.getHeaders().get("User-Agent"))).matches()) {
            return json(403, "{\"message\": \"internal network error\", \"code\": 40333}").build();
        }
        if (!path.matches()) {
            return json(404, "{\"message\": \"404: Not Found\", \"code\": 0}").build();
        }
        var webhook = Optional.ofNullable(webhooks.get(path.group("id"))).filter(known -> !gone.contains(known.id()));
        if (inTrouble.contains(path.group("id"))) {
            return new MockResponse.Builder().code(503).body("<html>Service Unavailable</html>").build();
        }
        if (webhook.isEmpty()) {
            return unknown(path.group("id"));
        }
        if (!webhook.get().token().equals(path.group("token"))) {
            return json(401, "{\"message\": \"Invalid Webhook Token\", \"code\": 50027}").build();
        }
        return request.getMethod().equals("GET") ? described(webhook.get())
                : written(webhook.get(), request, body, Optional.ofNullable(path.group("message")), path.group("version") != null);
    }

    private MockResponse unknown(String id) {
        if (!answered404.add(id)) {
            host.violated("a request to webhook " + id + " after it had answered 404");
        }
        return json(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}").build();
    }

    private MockResponse written(Webhook webhook, RecordedRequest request, String body, Optional<String> message, boolean versioned) {
        var bucket = windows.window("webhook " + webhook.id(), Duration.ofSeconds(2));
        if (bucket.size() >= 5) {
            return limited("the webhook's limit of 5 in 2 s", bucket, Duration.ofSeconds(2), 0);
        }
        var channel = windows.window("channel " + webhook.channel(), Duration.ofSeconds(60));
        if (channel.size() >= 30) {
            return limited("the channel's hidden limit of 30 in 60 s", channel, Duration.ofSeconds(60), 4 - bucket.size());
        }
        bucket.add(time.now());
        channel.add(time.now());
        var thread = Optional.ofNullable(request.getUrl().queryParameter("thread_id"));
        if (webhook.forum() && thread.isEmpty()) {
            return json(400, "{\"message\": \"Webhooks posted to forum channels must have a thread_name or thread_id\","
                    + " \"code\": 220001}").build();
        }
        if (request.getMethod().equals("PATCH") != message.isPresent()) {
            return json(405, "{\"message\": \"405: Method Not Allowed\", \"code\": 0}").build();
        }
        var accepted = message.map(id -> change(webhook, thread, id, body, versioned)).orElseGet(() -> accept(webhook, thread, body, versioned));
        var answer = message.isPresent() || "true".equals(request.getUrl().queryParameter("wait")) || accepted.getCode() != 200
                ? accepted.newBuilder() : new MockResponse.Builder().code(204).setHeader("Via", "1.1 google");
        return answer.setHeader("X-RateLimit-Limit", 5).setHeader("X-RateLimit-Remaining", 5 - bucket.size())
                .setHeader("X-RateLimit-Reset-After", windows.resetAfter(bucket, Duration.ofSeconds(2)))
                .setHeader("X-RateLimit-Bucket", "b7c1").build();
    }

    private MockResponse accept(Webhook webhook, Optional<String> thread, String body, boolean versioned) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JacksonException _) {
            return json(400, "{\"message\": \"The request body contains invalid JSON.\", \"code\": 50109}").build();
        }
        var refusal = DiscordLaw.refusal(message, versioned);
        if (refusal.isPresent()) {
            return json(400, refusal.get()).build();
        }
        posts.add(new Post(time.now(), webhook.id(), webhook.channel(), thread, message));
        return json(200, "{\"id\": \"9" + posts.size() + "\", \"channel_id\": \"" + webhook.channel()
                + "\", \"webhook_id\": \"" + webhook.id() + "\"}").build();
    }

    /// What the request names takes the place of what was there, embeds as a whole; the rest stays.
    private MockResponse change(Webhook webhook, Optional<String> thread, String id, String body, boolean versioned) {
        int nr = deleted.contains(id) || !id.startsWith("9") || id.length() == 1 ? -1 : Integer.parseInt(id.substring(1)) - 1;
        var before = nr < 0 || nr >= posts.size() ? Optional.<Post>empty() : Optional.of(posts.get(nr))
                .filter(post -> post.webhook().equals(webhook.id()) && post.thread().equals(thread));
        if (before.isEmpty()) {
            return json(404, "{\"message\": \"Unknown Message\", \"code\": 10008}").build();
        }
        var message = before.get().message().deepCopy();
        try {
            JSON.readTree(body).forEachEntry((name, value) -> ((ObjectNode) message).set(name, value));
        } catch (JacksonException _) {
            return json(400, "{\"message\": \"The request body contains invalid JSON.\", \"code\": 50109}").build();
        }
        var refusal = DiscordLaw.refusal(message, versioned);
        if (refusal.isPresent()) {
            return json(400, refusal.get()).build();
        }
        posts.set(nr, new Post(before.get().at(), webhook.id(), webhook.channel(), thread, message));
        changed.add(id);
        return json(200, "{\"id\": \"" + id + "\", \"channel_id\": \"" + webhook.channel()
                + "\", \"webhook_id\": \"" + webhook.id() + "\"}").build();
    }

    private MockResponse limited(String limit, Deque<Instant> window, Duration length, int remaining) {
        host.violated("at " + time.now() + ": " + limit);
        return json(429, "{\"message\": \"You are being rate limited.\", \"retry_after\": " + windows.resetAfter(window, length)
                + ", \"global\": false}").setHeader("X-RateLimit-Remaining", remaining)
                .setHeader("Retry-After", (long) Math.ceil(windows.resetAfter(window, length))).build();
    }

    private MockResponse described(Webhook webhook) {
        return json(200, "{\"id\": \"" + webhook.id() + "\", \"name\": \"Alerts of " + webhook.channel() + "\","
                + " \"channel_id\": \"" + webhook.channel() + "\", \"guild_id\": \"7\", \"token\": \"" + webhook.token() + "\","
                + " \"url\": \"https://discord.com/api/webhooks/" + webhook.id() + "/" + webhook.token() + "\"}").build();
    }

    /// As Discord's API answers: always with `Via`.
    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Via", "1.1 google")
                .setHeader("Content-Type", "application/json").body(body);
    }
}
