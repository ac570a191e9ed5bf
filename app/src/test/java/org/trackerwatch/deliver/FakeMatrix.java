package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A homeserver on loopback that refuses what the specification has it refuse, and answers the same key of the same token
/// with the same event, which stands in the room once.
public final class FakeMatrix implements Vendor {

    public static final String TOKEN = "syt_dHJhY2tlcndhdGNo_secretHalfOfTheToken_0abcde";
    public static final String ROOM = "!AbCdEfGhIj:example.org";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SEND = Pattern.compile("/_matrix/client/v3/rooms/([^/]+)/send/m\\.room\\.message/([^/]+)");
    private static final Pattern MEMBERS = Pattern.compile("/_matrix/client/v3/rooms/([^/]+)/joined_members");

    /// What a homeserver adds to an event before it travels: ids, hashes, signatures, the events that it follows.
    private static final int ADDED = 4096;

    private final Time time;
    private final Loopback host;
    private final Set<String> rooms = new HashSet<>(Set.of(ROOM));
    private final Map<String, String> keys = new HashMap<>();
    private final List<Post> posts = new ArrayList<>();

    /// An event as it stands in a room.
    public record Post(Instant at, String room, String id, JsonNode content) {

        /// What a client shows of it.
        public MatrixReader.Shown read() {
            return MatrixReader.read(content);
        }
    }

    public FakeMatrix(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    @Override
    public Matrix notifier() {
        return new Matrix();
    }

    @Override
    public String pasted() {
        return host.base() + "/_matrix/client/v3/rooms/" + ROOM + "/send/m.room.message?access_token=" + TOKEN;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN);
    }

    @Override
    public Loopback host() {
        return host;
    }

    /// A change stands in the place of what it changes.
    @Override
    public synchronized List<Shown> shown() {
        return posts.stream().filter(post -> replaced(post).isEmpty()).map(post -> new Shown(post.at(), posts.stream()
                .filter(other -> replaced(other).filter(post.id()::equals).isPresent()).reduce((_, later) -> later)
                .map(later -> MatrixReader.read(later.content().path("m.new_content")).text()).orElseGet(() -> post.read().text()))).toList();
    }

    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    /// The account is put out of the room.
    public synchronized void leave(String room) {
        rooms.remove(room);
    }

    @Override
    public List<String> violations() {
        return host.violations();
    }

    private static Optional<String> replaced(Post post) {
        return post.content().path("m.relates_to").path("event_id").asStringOpt();
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        var authorization = Optional.ofNullable(request.getHeaders().get("Authorization")).orElse("");
        if (request.getUrl().queryParameter("access_token") != null) {
            host.violated("the token stands in the address");
        }
        if (!authorization.startsWith("Bearer ")) {
            return refused(401, "M_MISSING_TOKEN", "Missing access token");
        }
        if (!authorization.equals("Bearer " + TOKEN)) {
            return refused(401, "M_UNKNOWN_TOKEN", "Unrecognised access token");
        }
        var path = request.getUrl().encodedPath();
        var send = SEND.matcher(path);
        var members = MEMBERS.matcher(path);
        if (request.getMethod().equals("PUT") && send.matches()) {
            return send(PastedUrl.decoded(send.group(1)), send.group(2), Loopback.body(request));
        }
        if (request.getMethod().equals("GET") && members.matches()) {
            return rooms.contains(PastedUrl.decoded(members.group(1)))
                    ? json(200, Map.of("joined", Map.of("@tw:example.org", Map.of(), "@ann:example.org", Map.of()))) : stranger();
        }
        return refused(404, "M_UNRECOGNIZED", "Unrecognized request");
    }

    private MockResponse send(String room, String key, String body) {
        if (!rooms.contains(room)) {
            return stranger();
        }
        var known = keys.get(room + " " + key);
        if (known != null) {
            return json(200, Map.of("event_id", known));
        }
        if (!host.within("account", 10, Duration.ofSeconds(50))) {
            return json(429, Map.of("errcode", "M_LIMIT_EXCEEDED", "error", "Too Many Requests", "retry_after_ms", 5200))
                    .newBuilder().setHeader("Retry-After", 6).build();
        }
        if (body.getBytes(StandardCharsets.UTF_8).length + ADDED > 65_536) {
            return refused(413, "M_TOO_LARGE", "event too large");
        }
        return written(room, key, body);
    }

    /// The homeserver has forgotten the room's past, as after a restore.
    public synchronized void forget() {
        posts.clear();
    }

    private MockResponse written(String room, String key, String body) {
        try {
            var content = JSON.readTree(body);
            if (!content.isObject() || !content.path("msgtype").isString() || !content.path("body").isString()) {
                return refused(400, "M_BAD_JSON", "'msgtype' and 'body' are required");
            }
            var changed = content.path("m.relates_to").path("event_id").asStringOpt();
            if (changed.filter(known -> posts.stream().noneMatch(post -> post.id().equals(known))).isPresent()) {
                return refused(400, "M_UNKNOWN", "Can't send relation to unknown event");
            }
            var id = "$event" + keys.size();
            posts.add(new Post(time.now(), room, id, content));
            keys.put(room + " " + key, id);
            return json(200, Map.of("event_id", id));
        } catch (JacksonException _) {
            return refused(400, "M_NOT_JSON", "Content not JSON.");
        }
    }

    private static MockResponse stranger() {
        return refused(403, "M_FORBIDDEN", "User @tw:example.org not in room");
    }

    private static MockResponse refused(int status, String code, String error) {
        return json(status, Map.of("errcode", code, "error", error));
    }

    private static MockResponse json(int status, Map<String, Object> body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json")
                .body(JSON.writeValueAsString(body)).build();
    }
}
