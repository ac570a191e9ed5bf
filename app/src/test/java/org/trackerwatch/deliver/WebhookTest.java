package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.trackers.Secret;

final class WebhookTest extends WebhookTalk {

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

    @Test
    void a_fragment_that_some_read_as_another_machine_is_refused_with_words() {
        var refused = assertThrows(IllegalArgumentException.class,
                () -> WebhookAddress.parse("https://example.org#@127.0.0.1/x"));
        assertTrue(refused.getMessage().contains("another machine"), refused.getMessage());
    }
}
