package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Bot API on loopback that refuses what the real one documents as refused, in its words, and keeps its limits by the
/// test's clock.
public final class FakeTelegram implements Vendor {

    public static final String TOKEN = "123456789:AAtheSecretHalfOfThisBotsToken_0-9x";
    public static final String CHAT = "-1001234567890";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PATH = Pattern.compile("/bot(?<token>[^/]+)/(?<method>\\w+)");
    private static final Pattern WELL_FORMED = Pattern.compile("\\d+:[A-Za-z0-9_-]{20,}");

    /// A message as it stands in a chat.
    public static final class Post {

        private final Instant at;
        private final String chat;
        private final JsonNode sent;
        private String text;
        private boolean deleted;
        private boolean sealed;

        private Post(Instant at, String chat, JsonNode sent, String text) {
            this.at = at;
            this.chat = chat;
            this.sent = sent;
            this.text = text;
        }

        public String chat() {
            return chat;
        }

        /// As it was sent first.
        public JsonNode sent() {
            return sent;
        }

        /// As it reads now.
        public String text() {
            return text;
        }
    }

    private final Time time;
    private final Loopback host;
    private final Map<String, String> chats = new HashMap<>(Map.of(CHAT, "Home", "42", "Ann", "@alerts", "Alerts"));
    private final Map<String, String> migrated = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Map<Long, Post> posts = new LinkedHashMap<>();

    public FakeTelegram(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    @Override
    public Telegram notifier() {
        return new Telegram(host.base());
    }

    @Override
    public String pasted() {
        return "https://api.telegram.org/bot" + TOKEN + "/sendMessage?chat_id=" + CHAT + "&text=hello";
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN, TOKEN.substring(10));
    }

    @Override
    public Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        return posts.values().stream().filter(post -> !post.deleted).map(post -> new Shown(post.at, TelegramReader.read(post.text).text())).toList();
    }

    public synchronized List<Post> posts() {
        return new ArrayList<>(posts.values());
    }

    @Override
    public List<String> violations() {
        return host.violations();
    }

    /// As when a group gets its 201st member, or topics.
    public synchronized void migrate(String chat, String supergroup) {
        migrated.put(chat, supergroup);
        chats.put(supergroup, chats.get(chat));
    }

    /// Somebody deletes the bot's messages from the chat.
    public synchronized void clear() {
        posts.values().forEach(post -> post.deleted = true);
    }

    /// As of messages that are too old.
    public synchronized void seal() {
        posts.values().forEach(post -> post.sealed = true);
    }

    /// Somebody removes the bot from the chat.
    public synchronized void kick(String chat) {
        left.add(chat);
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        var path = PATH.matcher(request.getUrl().encodedPath());
        if (!path.matches() || !WELL_FORMED.matcher(path.group("token")).matches()) {
            return refused(404, "Not Found");
        }
        if (!path.group("token").equals(TOKEN)) {
            return refused(401, "Unauthorized");
        }
        try {
            var body = JSON.readTree(Loopback.body(request));
            return switch (path.group("method")) {
                case "getChat" -> inChat(body, this::described);
                case "sendMessage" -> inChat(body, this::send);
                case "editMessageText" -> inChat(body, this::edit);
                default -> refused(404, "Not Found: method not found");
            };
        } catch (JacksonException _) {
            return refused(400, "Bad Request: can't parse JSON object");
        }
    }

    private interface Deed {

        MockResponse in(String chat, JsonNode body);
    }

    private MockResponse inChat(JsonNode body, Deed deed) {
        var chat = body.path("chat_id").asString("");
        if (chat.isEmpty()) {
            return refused(400, "Bad Request: chat_id is empty");
        }
        if (!chats.containsKey(chat)) {
            return refused(400, "Bad Request: chat not found");
        }
        if (left.contains(chat)) {
            return refused(403, "Forbidden: bot was kicked from the supergroup chat");
        }
        return migrated.containsKey(chat) ? json(400, "{\"ok\": false, \"error_code\": 400, \"description\": \"Bad Request: group chat"
                + " was upgraded to a supergroup chat\", \"parameters\": {\"migrate_to_chat_id\": " + migrated.get(chat) + "}}")
                : deed.in(chat, body);
    }

    private MockResponse described(String chat, JsonNode body) {
        return taken("{\"id\": " + id(chat) + ", \"title\": \"" + chats.get(chat) + "\", \"type\": \"supergroup\"}");
    }

    private MockResponse send(String chat, JsonNode body) {
        boolean paced = host.within("bot", 30, Duration.ofSeconds(1)) && host.within("chat " + chat, 1, Duration.ofSeconds(1))
                && (!chat.startsWith("-") || host.within("group " + chat, 20, Duration.ofSeconds(60)));
        if (!paced) {
            return json(429, "{\"ok\": false, \"error_code\": 429, \"description\": \"Too Many Requests: retry after 3\","
                    + " \"parameters\": {\"retry_after\": 3}}");
        }
        if (body.has("message_thread_id") && body.path("message_thread_id").asLong() != 77) {
            return refused(400, "Bad Request: message thread not found");
        }
        return written(body, text -> {
            long id = 1000L + posts.size();
            posts.put(id, new Post(time.now(), chat, body, text));
            return taken("{\"message_id\": " + id + ", \"chat\": {\"id\": " + id(chat) + "}}");
        });
    }

    private MockResponse edit(String chat, JsonNode body) {
        var post = posts.get(body.path("message_id").asLong());
        if (post == null || post.deleted || !post.chat.equals(chat)) {
            return refused(400, "Bad Request: message to edit not found");
        }
        if (post.sealed) {
            return refused(400, "Bad Request: message can't be edited");
        }
        return written(body, text -> {
            if (text.equals(post.text)) {
                return refused(400, "Bad Request: message is not modified: specified new message content and reply markup are"
                        + " exactly the same as a current content and reply markup of the message");
            }
            post.text = text;
            return taken("{\"message_id\": " + body.path("message_id") + ", \"chat\": {\"id\": " + id(chat) + "}}");
        });
    }

    private interface Text {

        MockResponse then(String text);
    }

    private static MockResponse written(JsonNode body, Text text) {
        var raw = body.path("text").asString("");
        if (raw.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return refused(400, "Bad Request: strings must be encoded in UTF-8");
        }
        if (raw.getBytes(StandardCharsets.UTF_8).length > 1 << 15) {
            return refused(400, "Bad Request: text is too long");
        }
        try {
            var parsed = body.path("parse_mode").asString("").equals("HTML") ? TelegramReader.parsed(raw) : raw;
            if (parsed.replaceAll("[\\s\u200b-\u200d\u2060\ufeff]", "").isEmpty()) {
                return refused(400, "Bad Request: message text is empty");
            }
            return parsed.strip().length() > 4096 ? refused(400, "Bad Request: message is too long") : text.then(parsed.strip());
        } catch (TelegramReader.Unparsable e) {
            return refused(400, e.getMessage());
        }
    }

    private static String id(String chat) {
        return chat.startsWith("@") ? "-1009876543210" : chat;
    }

    private static MockResponse taken(String result) {
        return json(200, "{\"ok\": true, \"result\": " + result + "}");
    }

    private static MockResponse refused(int code, String description) {
        return json(code, JSON.writeValueAsString(Map.of("ok", false, "error_code", code, "description", description)));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }
}
