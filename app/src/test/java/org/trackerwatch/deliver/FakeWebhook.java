package org.trackerwatch.deliver;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver on loopback as a careful person would write one: it asks for its token, checks the signature by code that is
/// none of ours, holds the clock and the schema against what it is sent, and takes each `webhook-id` once.
public final class FakeWebhook implements Vendor {

    static final String PLACE = "placeThatOnlyWeKnow-41c9";
    static final String TOKEN = "bearerTokenOfTheReceiver-77";
    static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ROOM = "kitchenBehindTheStairs";

    private static final JsonMapper JSON = new JsonMapper();

    private final Time time;
    private final Loopback host;
    private final Map<String, JsonNode> taken = new LinkedHashMap<>();
    private final Map<String, Instant> when = new LinkedHashMap<>();
    private String style = "standard";
    private List<String> keys = List.of(KEY);
    private boolean inOurForm = true;

    public FakeWebhook(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    /// Against which it holds what it is sent.
    static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../docs/schema/webhook.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It knows these keys from now on, and expects that form of signature.
    synchronized void expects(String otherStyle, String... otherKeys) {
        style = otherStyle;
        keys = List.of(otherKeys);
    }

    /// It takes what a template makes.
    public synchronized void takesAnyForm() {
        inOurForm = false;
    }

    /// What it took, each once.
    synchronized List<JsonNode> taken() {
        return List.copyOf(taken.values());
    }

    @Override
    public Webhook notifier() {
        return new Webhook("1.0");
    }

    @Override
    public String pasted() {
        return host.base() + "/hooks/" + PLACE + "?room=1";
    }

    @Override
    public Set<String> planted() {
        return Set.of(PLACE, TOKEN, KEY, ROOM);
    }

    @Override
    public Map<String, String> options() {
        return Map.of("auth", "bearer");
    }

    @Override
    public Map<String, Secret> secrets() {
        return Map.of("secret", new Secret(KEY), "credential", new Secret(TOKEN), "headers", new Secret("X-Room: " + ROOM));
    }

    @Override
    public Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        var shown = new ArrayList<Shown>();
        taken.forEach((id, body) -> shown.add(new Shown(when.get(id), body.path("summary").asString("") + "\n"
                + body.path("text").asString("") + "\n" + body.path("meta").path("code").asString("") + "\n" + body)));
        return shown;
    }

    @Override
    public List<String> violations() {
        return host.violations();
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        var body = Loopback.body(request);
        var id = String.valueOf(request.getHeaders().get("webhook-id"));
        if (!request.getMethod().equals("POST") || !request.getTarget().equals("/hooks/" + PLACE + "?room=1")) {
            return answer(404, "nothing here");
        }
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization")) || !ROOM.equals(request.getHeaders().get("X-Room"))) {
            return answer(401, "who are you, " + request.getHeaders().get("Authorization") + "?");
        }
        if (!isGenuine(request, id, body)) {
            host.violated("a signature that does not fit");
            return answer(403, "bad signature");
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > 20_000) {
            return answer(413, "too much");
        }
        var problems = inOurForm ? schema().validate(body, InputFormat.JSON).stream().map(Object::toString).toList() : List.<String>of();
        if (!problems.isEmpty() || !"application/json; charset=utf-8".equals(request.getHeaders().get("Content-Type"))) {
            host.violated("a body against the schema: " + problems);
            return answer(422, problems.toString());
        }
        taken.putIfAbsent(id, JSON.readTree(body));
        when.putIfAbsent(id, time.now());
        return answer(200, "");
    }

    private boolean isGenuine(RecordedRequest request, String id, String body) {
        var stamp = String.valueOf(request.getHeaders().get("webhook-timestamp"));
        var own = String.valueOf(request.getHeaders().get("X-Trackerwatch-Signature"));
        return switch (style) {
            case "standard" -> isFresh(stamp) && any(String.valueOf(request.getHeaders().get("webhook-signature")).split(" "),
                    key -> "v1," + Base64.getEncoder().encodeToString(hmac(Base64.getDecoder().decode(key.substring(6)), id + "." + stamp + "." + body)));
            case "sha256" -> any(own.split(","), key -> "sha256=" + HexFormat.of().formatHex(hmac(key.getBytes(StandardCharsets.UTF_8), body)));
            case "timestamped" -> {
                var parts = own.split(",");
                var t = parts[0].substring(2);
                yield isFresh(t) && any(parts, key -> "v1=" + HexFormat.of().formatHex(hmac(key.getBytes(StandardCharsets.UTF_8), t + "." + body)));
            }
            default -> throw new IllegalStateException(style);
        };
    }

    private boolean isFresh(String seconds) {
        return Math.abs(time.now().getEpochSecond() - Long.parseLong(seconds)) <= 300;
    }

    private boolean any(String[] candidates, UnaryOperator<String> right) {
        return keys.stream().map(right).anyMatch(wanted -> Stream.of(candidates).anyMatch(wanted::equals));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }
}
