package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An ntfy server on loopback that refuses what the real one documents, or by its source, as refused, with its codes.
/// Attachments are not set up, and `private-topic` is for those who sign in.
public final class FakeNtfy extends JsonVendor {

    public static final String TOPIC = "private-topic";
    public static final String TOKEN = "tk_theSecretTokenOfThisUser";
    public static final String PAIR = "phil:p4ssw0rd";

    private static final int MESSAGE = 4096;
    private static final Duration REFILL = Duration.ofSeconds(5);

    private final boolean sequences;
    private double tokens = 60;
    private Instant refilled = Instant.MIN;
    private LocalDate day = LocalDate.MIN;
    private int today;

    public FakeNtfy(Time time) {
        this(time, true);
    }

    /// @param sequences as servers have them from 2.16 on
    FakeNtfy(Time time, boolean sequences) {
        super(time);
        this.sequences = sequences;
    }

    @Override
    public Ntfy notifier() {
        return new Ntfy();
    }

    @Override
    public String pasted() {
        return host().base() + "/" + TOPIC + "?auth=" + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(("Bearer " + TOKEN).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOPIC, TOKEN);
    }

    /// As the Android app and the web app show it: of a sequence, the latest.
    @Override
    public synchronized List<Shown> shown() {
        var latest = new LinkedHashMap<String, Shown>();
        for (var post : posts()) {
            var sequence = post.sent().path("sequence_id").asString("");
            latest.put(sequences && !sequence.isEmpty() ? sequence : "message " + latest.size(), new Shown(post.at(), text(post.sent())));
        }
        return List.copyOf(latest.values());
    }

    @Override
    String text(JsonNode sent) {
        return lines(sent, "", "message");
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        var auth = request.getHeaders().get("Authorization");
        if (auth != null && !knows(auth)) {
            return refused(40101, "unauthorized");
        }
        if (!mayAskNow()) {
            host().violated("at " + time.now() + ": more requests than a visitor may make");
            return refused(42901, "limit reached: too many requests");
        }
        return switch (request.getMethod() + " " + request.getUrl().encodedPath()) {
            case "GET /v1/account" -> json(200, Map.of("username", auth == null ? "*" : "phil", "limits", Map.of("messages", 250)));
            case "POST /", "PUT /" -> publish(Loopback.body(request), auth != null);
            default -> {
                host().violated("JSON sent to a topic's own address is shown as text");
                yield refused(40401, "page not found");
            }
        };
    }

    private static boolean knows(String auth) {
        return auth.equals("Bearer " + TOKEN)
                || auth.equals("Basic " + Base64.getEncoder().encodeToString(PAIR.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean mayAskNow() {
        var last = refilled.equals(Instant.MIN) ? time.now() : refilled;
        tokens = Math.min(60, tokens + (double) Duration.between(last, time.now()).toMillis() / REFILL.toMillis());
        refilled = time.now();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private MockResponse publish(String body, boolean known) {
        if (body.getBytes(StandardCharsets.UTF_8).length > 2 * MESSAGE) {
            return refused(41303, "JSON body too large");
        }
        try {
            var sent = JSON.readTree(body);
            var topic = sent.path("topic").asString("");
            if (!topic.matches("[-_A-Za-z0-9]{1,64}")) {
                return refused(40009, "invalid request: topic invalid");
            }
            return topic.equals(TOPIC) && !known ? refused(40301, "forbidden") : checked(sent, topic);
        } catch (JacksonException _) {
            return refused(40024, "invalid request: request body must be valid JSON");
        }
    }

    private MockResponse checked(JsonNode sent, String topic) {
        if (Set.of("docs", "static", "file", "app", "account", "settings", "signup", "login", "v1").contains(topic)) {
            return refused(40010, "invalid request: topic name is not allowed");
        }
        int priority = sent.path("priority").asInt(0);
        if (priority < 0 || priority > 5) {
            return refused(40007, "invalid priority parameter");
        }
        if (!sent.path("sequence_id").asString("x").matches("[-_A-Za-z0-9]{1,64}")) {
            return refused(40000, "invalid request");
        }
        if (sent.path("message").asString("").getBytes(StandardCharsets.UTF_8).length > MESSAGE) {
            return refused(40014, "invalid request: attachments not allowed");
        }
        return withinQuota() ? taken(sent, topic) : refused(42908, "limit reached: daily message quota reached");
    }

    private boolean withinQuota() {
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDate();
        today = now.equals(day) ? today + 1 : 1;
        day = now;
        return today <= 250;
    }

    private MockResponse taken(JsonNode sent, String topic) {
        keep(topic, sent);
        var answer = new LinkedHashMap<String, Object>(Map.of("id", "m%011d".formatted(posts().size()), "time", time.now().getEpochSecond(),
                "event", "message", "topic", topic, "message", sent.path("message").asString("triggered")));
        if (sequences && sent.has("sequence_id")) {
            answer.put("sequence_id", sent.path("sequence_id").asString());
        }
        return json(200, answer);
    }

    private static MockResponse refused(int code, String error) {
        return json(code / 100, Map.of("code", code, "http", code / 100, "error", error));
    }
}
