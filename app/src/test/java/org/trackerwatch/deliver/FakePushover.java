package org.trackerwatch.deliver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Pushover on loopback that refuses what the real one documents as refused, counts the month's messages, and notes what
/// it asks programs not to do: to repeat what was refused, and to come back within five seconds after its own trouble.
public final class FakePushover implements Vendor {

    public static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
    public static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

    private static final JsonMapper JSON = new JsonMapper();

    private final Time time;
    private final Loopback host;
    private final List<Post> posts = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int quota = 10_000;

    /// A notification as it was taken.
    public record Post(Instant at, JsonNode message) {}

    public FakePushover(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    @Override
    public Pushover notifier() {
        return new Pushover(host.base());
    }

    @Override
    public String pasted() {
        return "https://api.pushover.net/1/messages.json?token=" + TOKEN + "&user=" + USER;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN, USER);
    }

    @Override
    public Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        return posts.stream().map(post -> new Shown(post.at(), (post.message().path("title").asString("") + "\n"
                + post.message().path("message").asString()).replace("\u200b", ""))).toList();
    }

    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    /// So many messages are left in this month.
    public synchronized void quota(int left) {
        quota = left;
    }

    @Override
    public List<String> violations() {
        var requests = host.requests();
        var early = Stream.iterate(1, i -> i < requests.size(), i -> i + 1)
                .filter(i -> requests.get(i - 1).status() >= 500
                        && requests.get(i).at().isBefore(requests.get(i - 1).at().plusSeconds(5)))
                .map(i -> "at " + requests.get(i).at() + ": again within five seconds after its trouble");
        return Stream.concat(host.violations().stream(), early).toList();
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        try {
            var body = JSON.readTree(Loopback.body(request));
            if (!request.getMethod().equals("POST")) {
                return answer(400, Map.of("status", 0, "errors", List.of("use POST")));
            }
            return switch (request.getUrl().encodedPath()) {
                case "/1/messages.json" -> judged(body);
                case "/1/users/validate.json" -> validated(body);
                default -> answer(404, Map.of("status", 0, "errors", List.of("no such method")));
            };
        } catch (JacksonException _) {
            return refusal("message", "cannot be blank", "message cannot be blank");
        }
    }

    private MockResponse judged(JsonNode body) {
        if (refused.contains(body.toString())) {
            host.violated("the same request again after its refusal");
        }
        var response = post(body);
        if (response.getCode() / 100 == 4 && response.getCode() != 429) {
            refused.add(body.toString());
        }
        return response;
    }

    private MockResponse post(JsonNode body) {
        var unknown = unknown(body);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        var message = body.path("message").asString("");
        if (message.strip().isEmpty()) {
            return refusal("message", "cannot be blank", "message cannot be blank");
        }
        if (characters(message) > 1024) {
            return refusal("message", "is too long", "message is too long, must be less than 1024 characters");
        }
        if (characters(body.path("title").asString("")) > 250) {
            return refusal("title", "is too long", "title is too long, must be less than 250 characters");
        }
        int priority = body.path("priority").asInt(0);
        if (priority < -2 || priority > 2) {
            return refusal("priority", "is invalid", "priority is invalid");
        }
        if (priority == 2 && (body.path("retry").asInt(0) < 30 || body.path("expire").asInt(0) < 1 || body.path("expire").asInt() > 10_800)) {
            return refusal("expire", "must be supplied", "retry and expire must be supplied with priority=2");
        }
        if (quota == 0) {
            return limited(answer(429, Map.of("status", 0, "errors", List.of("application is over its quota"))));
        }
        quota--;
        posts.add(new Post(time.now(), body));
        return limited(answer(200, Map.of("status", 1, "request", "647d2300-702c-4b38-8b2f-d56326ae460b")));
    }

    private MockResponse validated(JsonNode body) {
        return unknown(body).orElseGet(() -> answer(200, Map.of("status", 1, "group", 0, "devices", List.of("phone", "tablet"))));
    }

    private static Optional<MockResponse> unknown(JsonNode body) {
        if (!body.path("token").asString("").equals(TOKEN)) {
            return Optional.of(refusal("token", "invalid", "application token is invalid, see https://pushover.net/api"));
        }
        return body.path("user").asString("").equals(USER) ? Optional.empty()
                : Optional.of(refusal("user", "invalid", "user identifier is not a valid user, group, or subscribed user key"));
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /// To the first of the next month.
    private MockResponse limited(MockResponse response) {
        var reset = time.now().atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(ZoneOffset.UTC);
        return response.newBuilder().setHeader("X-Limit-App-Limit", 10_000).setHeader("X-Limit-App-Remaining", quota)
                .setHeader("X-Limit-App-Reset", reset.toEpochSecond()).build();
    }

    private static MockResponse refusal(String parameter, String problem, String error) {
        return answer(400, Map.of(parameter, problem, "errors", List.of(error), "status", 0, "request", "5042853c"));
    }

    private static MockResponse answer(int status, Map<String, Object> body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json")
                .body(JSON.writeValueAsString(body)).build();
    }
}
