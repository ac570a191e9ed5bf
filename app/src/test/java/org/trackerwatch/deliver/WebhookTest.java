package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Wire.Outcome.Answered;
import org.trackerwatch.deliver.Wire.Outcome.Broken;
import org.trackerwatch.trackers.Secret;

final class WebhookTest {

    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final SettableTime time = new SettableTime();
    private final FakeWebhook receiver = new FakeWebhook(time);
    private final Webhook webhook = receiver.notifier();
    private final Wire wire = new Wire(PostOffice.HTTP, time);

    @AfterEach
    void close() {
        receiver.close();
        assertTrue(receiver.violations().isEmpty() || receiver.violations().stream().allMatch("a signature that does not fit"::equals),
                receiver.violations()::toString);
    }

    private static Message message() {
        return new Message(Severity.URGENT, "Alpha: hit-and-runs 1 → 2", "Seed it.", List.of(), Instant.EPOCH, "C0DE", Optional.empty(),
                Optional.of(new Story(Story.of("x", "y", Map.of()).id(), "hit-and-run", Optional.of(new Story.Subject("Alpha", "Site")),
                        Map.of("current_hit_and_runs", 2), false)));
    }

    private Parcel parcel() {
        return new Parcel(List.of(message()), Form.SHARED, "k3y-1", time.now(), false);
    }

    private Target told(Map<String, String> options, Map<String, String> secrets) {
        var base = receiver.target(1, "T");
        var allOptions = new TreeMap<>(base.link().options());
        var allSecrets = new TreeMap<>(base.link().secrets());
        allOptions.putAll(options);
        secrets.forEach((key, text) -> allSecrets.put(key, new Secret(text)));
        return base.with(base.link().told(allOptions, allSecrets));
    }

    private Target told(String... options) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return told(all, Map.of());
    }

    private int send(HttpCall call) {
        return assertInstanceOf(Answered.class, wire.send(call)).answer().status();
    }

    private int send(Target target) {
        return send(webhook.render(parcel(), target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "sha256", "timestamped"})
    void every_form_of_signature_is_accepted_by_somebody_else_s_code(String style) {
        receiver.expects(style, FakeWebhook.KEY);
        assertEquals(200, send(told("signature", style)));
        var tampered = webhook.render(parcel(), told("signature", style));
        assertEquals(403, send(new HttpCall(tampered.method(), tampered.url(), tampered.headers(), tampered.body().replace("Seed", "seed"), 1,
                tampered.secrets(), tampered.reach())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "timestamped"})
    void what_was_caught_on_the_way_is_stale_five_minutes_later(String style) {
        receiver.expects(style, FakeWebhook.KEY);
        var caught = webhook.render(parcel(), told("signature", style));
        assertEquals(200, send(caught));
        time.pass(Duration.ofSeconds(301));
        assertEquals(403, send(caught));
    }

    @Test
    void a_delivery_that_is_sent_again_bears_the_same_id_and_the_time_of_sending() {
        var first = webhook.render(parcel(), told());
        time.pass(Duration.ofMinutes(10));
        var second = webhook.render(parcel(), told());
        assertEquals(first.headers().get("webhook-id"), second.headers().get("webhook-id"));
        assertEquals(first.body(), second.body());
        assertFalse(first.headers().get("webhook-timestamp").equals(second.headers().get("webhook-timestamp")));
        assertEquals(200, send(second));
        assertEquals(200, send(second));
        assertEquals(1, receiver.taken().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "sha256", "timestamped"})
    void for_a_day_either_key_is_enough_and_then_the_new_one_alone(String style) {
        var link = Keys.rotated(told("signature", style).link(), new Secret(OTHER), Optional.of(time.now().plus(Keys.OVERLAP)));
        var rotated = receiver.target(1, "T").with(link);
        receiver.expects(style, FakeWebhook.KEY);
        assertEquals(200, send(rotated));
        receiver.expects(style, OTHER);
        assertEquals(200, send(rotated));
        time.pass(Duration.ofHours(24));
        assertEquals(200, send(rotated));
        receiver.expects(style, FakeWebhook.KEY);
        assertEquals(403, send(rotated));
    }

    @Test
    void a_key_that_leaked_can_be_put_out_of_use_at_once() {
        var link = Keys.rotated(told().link(), new Secret(OTHER), Optional.empty());
        assertEquals(List.of(new Secret(OTHER)), new WebhookSettings(link).keys(time.now()));
        assertFalse(link.secrets().containsValue(new Secret(FakeWebhook.KEY)));
    }

    @Test
    void a_key_is_made_where_none_was_given_and_fits_the_standard() {
        var issued = webhook.issued(new Link("webhook", new Secret("https://x.example/")), new Random(1)).get("secret");
        assertTrue(issued.reveal().matches("whsec_[A-Za-z0-9+/]{32}"));
        assertEquals(Map.of(), webhook.issued(told().link(), new Random(1)));
        assertEquals(Map.of(), webhook.issued(new Link("webhook", new Secret("https://x.example/")).told(Map.of("signature", "none"), Map.of()), new Random(1)));
    }

    @ParameterizedTest
    @CsvSource({"none,,", "bearer,Authorization,Bearer bearerTokenOfTheReceiver-77", "basic,Authorization,Basic YW5uOmJlYXJlclRva2VuT2ZUaGVSZWNlaXZlci03Nw==",
            "header,X-API-Key,bearerTokenOfTheReceiver-77"})
    void we_say_who_we_are_as_the_receiver_wants_it(String auth, String header, String value) {
        var headers = webhook.render(parcel(), told("auth", auth, "user", "ann")).headers();
        if (header == null) {
            assertFalse(headers.containsKey("Authorization"));
        } else {
            assertEquals(value, headers.get(header));
        }
    }

    @Test
    void headers_name_the_event_the_delivery_and_us() {
        var headers = webhook.render(parcel(), told()).headers();
        assertEquals("hit-and-run", headers.get("X-Trackerwatch-Event"));
        assertEquals("msg_k3y-1", headers.get("X-Trackerwatch-Delivery"));
        assertEquals("trackerwatch/1.0", headers.get("User-Agent"));
        assertEquals("kitchenBehindTheStairs", headers.get("X-Room"));
        assertEquals("sha256", webhook.render(parcel(), told("signature", "sha256", "signature-header", "X-Hub-Signature-256")).headers()
                .get("X-Hub-Signature-256").split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil", "content-length: 1", "Transfer-Encoding: chunked", "Connection: close", "webhook-id: 1",
            "X-Trackerwatch-Signature: x", "X A: b", "no colon", "X-A: b\u0000c", "X-A: b\u00e4", "X-A: b\n\tc", "X-A: b\nHost: evil"})
    void headers_of_the_connection_and_of_signatures_and_broken_ones_are_refused(String line) {
        assertFalse(accepts("headers", line));
    }

    @Test
    void choices_accept_what_they_say() {
        assertTrue(accepts("headers", "X-A: b\r\nX-B: c: d"));
        assertTrue(accepts("template", "{\"text\": \"{{summary}}\"}"));
        assertFalse(accepts("template", "{{summary}}"));
        assertFalse(accepts("signature", "md5"));
        assertFalse(accepts("secret", "short"));
        assertFalse(accepts("secret", "whsec_!!!!!!!!!!!!!!!!"));
        assertTrue(accepts("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") && accepts("secret", "no base64, but long enough"));
        assertFalse(accepts("auth-header", "Host"));
        assertFalse(accepts("credential", "a\nb"));
    }

    private boolean accepts(String key, String text) {
        return webhook.choices().stream().filter(choice -> choice.key().equals(key)).findFirst().orElseThrow().accepts().test(text);
    }

    @Test
    void a_template_makes_the_body_and_its_gaps_are_told_in_previews() {
        receiver.takesAnyForm();
        var target = told("template", "{\"content\": \"{{event.type}} on {{tracker.name}} {{event.data.nothing}}\"}");
        assertEquals("{\"content\":\"hit-and-run on Alpha \"}", webhook.render(parcel(), target).body());
        assertEquals(200, send(target));
        assertEquals(1, webhook.remarks(parcel(), target).size());
        assertTrue(webhook.remarks(parcel(), target).getFirst().contains("{{event.data.nothing}}"));
        assertEquals(List.of(), webhook.remarks(parcel(), told()));
    }

    @Test
    void a_template_that_makes_too_much_gives_way_to_our_own_form() {
        var lengthy = new Message(Severity.INFO, "t".repeat(400), "", List.of(), Instant.EPOCH, "C", Optional.empty());
        var target = told("template", "{\"a\": \"" + "{{summary}}".repeat(1000) + "\"}");
        var parcel = new Parcel(List.of(lengthy), Form.SHARED, "k3y-1", time.now(), false);
        assertTrue(webhook.render(parcel, target).body().startsWith("{\"event\":{"));
        assertEquals(200, send(webhook.render(parcel, target)));
        assertTrue(webhook.remarks(parcel, target).getFirst().contains("too much"));
    }

    @ParameterizedTest
    @CsvSource({"200,Delivered", "201,Delivered", "204,Delivered", "202,Accepted", "301,TargetRefused", "302,TargetRefused", "308,TargetRefused",
            "400,PayloadRefused", "413,PayloadRefused", "422,PayloadRefused", "401,TurnedAway", "403,TurnedAway", "404,TurnedAway",
            "410,TargetRefused", "408,Transient", "425,Transient", "429,Throttled", "409,Transient", "418,Transient", "500,Transient",
            "502,Transient", "503,Transient", "504,Transient"})
    void every_status_has_its_meaning(int status, String meaning) {
        var result = webhook.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), "no"));
        assertEquals(meaning, result.getClass().getSimpleName(), result::toString);
    }

    @Test
    void a_receiver_in_trouble_is_left_alone_for_a_while() {
        assertEquals(Optional.of(Instant.EPOCH.plusSeconds(30)), webhook.learn(new HttpAnswer(Instant.EPOCH, 502, Map.of(), "")).freeAt());
        assertEquals(Optional.of(Instant.EPOCH.plusSeconds(90)),
                webhook.learn(new HttpAnswer(Instant.EPOCH, 503, Map.of("Retry-After", List.of("90")), "")).freeAt());
        assertEquals(Optional.empty(), webhook.learn(new HttpAnswer(Instant.EPOCH, 500, Map.of(), "")).freeAt());
        var dated = new HttpAnswer(Instant.parse("2026-11-21T10:00:00Z"), 429, Map.of("Retry-After", List.of("Sat, 21 Nov 2026 10:02:00 GMT")), "");
        assertEquals(Duration.ofMinutes(2), assertInstanceOf(Result.Throttled.class, webhook.read(dated)).told());
    }

    @Test
    void a_redirect_is_not_followed_and_its_host_is_told() {
        receiver.host().script(Fault.redirect(302, "http://127.0.0.1:1/secret-path"));
        var answer = assertInstanceOf(Answered.class, wire.send(webhook.render(parcel(), told()))).answer();
        var reason = assertInstanceOf(Result.TargetRefused.class, webhook.read(answer)).reason();
        assertTrue(reason.contains("127.0.0.1") && !reason.contains("secret-path"), reason);
        assertEquals(1, receiver.host().requests().size());
    }

    /// A gigabyte is not read, and what is not read is not waited for.
    @Test
    void an_endless_answer_is_cut() {
        var endless = new MockResponse.Builder().code(200).body(new Gigabyte()).build();
        receiver.host().script(new Fault(Optional.of(endless), answer -> answer));
        var answer = assertInstanceOf(Answered.class, wire.send(webhook.render(parcel(), told()))).answer();
        assertEquals(64 * 1024, answer.body().length());
    }

    @Test
    void a_success_that_comes_too_late_is_uncertain_and_taken_once() {
        receiver.host().script(Fault.silence());
        var impatient = new Wire(PostOffice.HTTP, time, new Wire.Patience(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofMillis(300)));
        var call = webhook.render(parcel(), told());
        assertTrue(assertInstanceOf(Broken.class, impatient.send(call)).left());
        assertEquals(200, send(call));
        assertEquals(1, receiver.taken().size());
        assertEquals(Duration.ofSeconds(10), call.within());
    }

    @Test
    void what_a_receiver_repeats_is_kept_without_secrets() {
        var call = webhook.render(parcel(), told(Map.of(), Map.of("headers", "X-Room: elsewhereInTheHouse")));
        var kept = wire.kept(call, wire.send(call));
        assertTrue(kept.body().startsWith("who are you, "), kept.body());
        assertFalse(kept.body().contains(FakeWebhook.TOKEN), kept.body());
    }

    @Test
    void without_leave_it_reaches_nothing_but_the_internet() {
        var link = receiver.target(1, "T").link();
        var target = receiver.target(1, "T").with(new Link("webhook", link.address(), link.options(), link.secrets(), false, Optional.empty()));
        assertInstanceOf(Wire.Outcome.Astray.class, wire.send(webhook.render(parcel(), target)));
        assertEquals(List.of(), receiver.host().requests());
    }

    @ParameterizedTest
    @CsvSource({"<https://Example.ORG/Hook?A=b#c>,https://example.org/Hook?A=b", "https://example.org,https://example.org/",
            "http://home_assistant:8123/x,http://home_assistant:8123/x", "https://[fd00::1]:8443/x,https://[fd00::1]:8443/x"})
    void an_address_is_kept_as_it_is_but_for_its_case(String pasted, String kept) {
        assertEquals(kept, webhook.address(pasted).reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann:pw@example.org/", "https:///x", "https://exa mple.org/", "ws://example.org/", "https://example.org:port/"})
    void an_address_that_is_none_is_refused(String pasted) {
        assertThrows(IllegalArgumentException.class, () -> webhook.address(pasted));
    }

    private static final class Gigabyte implements MockResponseBody {

        @Override
        public long getContentLength() {
            return 1L << 30;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (int i = 0; i < 1 << 17; i++) {
                sink.write(new byte[1 << 13]);
            }
        }
    }

    @Test
    void a_fragment_that_some_read_as_another_machine_is_refused_with_words() {
        var refused = assertThrows(IllegalArgumentException.class,
                () -> WebhookAddress.parse("https://example.org#@127.0.0.1/x"));
        assertTrue(refused.getMessage().contains("another machine"), refused.getMessage());
    }
}
