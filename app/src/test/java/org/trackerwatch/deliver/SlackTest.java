package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Seed;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;

final class SlackTest {

    private static final Slack SLACK = new Slack(URI.create("https://hooks.slack.com"));

    private final SettableTime time = new SettableTime();
    private final FakeSlack fake = new FakeSlack(time);
    private final Slack here = new Slack(fake.base());
    private final Target target = fake.target(1, "Home");

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.slack.com/services/T01/B02/Abc3", " <https://HOOKS.slack.com/services/T01/B02/Abc3/> ",
            "hooks.slack.com/services/T01/B02/Abc3", "https://hooks.slack.com/services/T01/B02/Abc3?x=1"})
    void every_form_that_people_paste_is_stored_as_one(String pasted) {
        assertEquals("https://hooks.slack.com/services/T01/B02/Abc3", SLACK.address(pasted).reveal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://hooks.slack.com/workflows/T01/A02/3/Abc4         | Workflow Builder
            https://hooks.slack.com/triggers/E01/2/abc               | Workflow Builder
            https://hooks.slack.com/services/T01/B02                 | not whole
            http://hooks.slack.com/services/T01/B02/Abc3             | https://
            https://evil.example/?x=hooks.slack.com/services/T/B/a   | does not lead to Slack
            https://hooks.slack.com.evil.example/services/T01/B02/a  | does not lead to Slack
            """)
    void a_wrong_address_is_refused_with_what_is_wrong(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> SLACK.address(pasted));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void an_alert_has_a_bar_of_its_colour_and_its_figures() {
        post(List.of(message(Severity.URGENT)), Form.SHARED);
        var attachment = fake.posts().getFirst().path("attachments").path(0);
        assertEquals("#ef4444", attachment.path("color").asString());
        assertEquals(List.of("header", "section", "section", "context"),
                attachment.path("blocks").valueStream().map(block -> block.path("type").asString()).toList());
        assertEquals("Otters: hit-and-run\n3 → 4 & counting\nRatio\n1.04\n2026-03-04T12:00:00Z · K7QX · delayed", shown().strip());
    }

    @Test
    void who_is_to_be_called_is_called_when_it_is_urgent_only() {
        var calling = target.with(new Link("slack", target.address(), Map.of("mention", "here"), Map.of(), true, Optional.empty()));
        var urgent = here.render(Parcels.of(List.of(message(Severity.URGENT)), Form.SHARED), calling);
        assertTrue(urgent.body().contains("<!here>"), urgent.body());
        assertFalse(here.render(Parcels.of(List.of(message(Severity.INFO)), Form.SHARED), calling).body().contains("<!here>"));
        assertTrue(here.choices().getFirst().accepts().test("S0614TZR7"));
        assertFalse(here.choices().getFirst().accepts().test("everyone> <!channel"));
    }

    @Test
    void whatever_a_tracker_says_slack_accepts_it_and_shows_it_as_text() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                var some = form == Form.SHARED ? messages : messages.subList(0, 1);
                post(some, form);
                assertFalse(shown().contains(FakeSlack.CALLED), () -> "seed " + seed);
                assertTrue(shown().contains("C0DE"), () -> "seed " + seed);
            }
        }
    }

    @Test
    void fifty_blocks_are_enough_for_twelve_alerts_and_the_rest_goes_later() {
        var many = Collections.nCopies(20, message(Severity.INFO));
        assertEquals(12, here.render(Parcels.of(many, Form.SHARED), target).messages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | ok                                                       | Delivered
            200 | <html>captive portal</html>                              | Unreadable
            400 | invalid_blocks                                           | PayloadRefused
            400 | no_text                                                  | PayloadRefused
            400 | posting_to_general_channel_denied                        | TargetRefused
            403 | action_prohibited                                        | TargetRefused
            403 | invalid_token                                            | TargetRefused
            404 | no_active_hooks                                          | TargetRefused
            404 | <html>not found by something else</html>                 | Transient
            410 | channel_is_archived                                      | TargetRefused
            302 | ''                                                       | TargetRefused
            429 | {"ok":false,"error":"rate_limited","retry_after":3}      | Throttled
            500 | rollup_error                                             | Transient
            503 | ''                                                       | Transient
            """)
    void every_documented_answer_has_its_class(int status, String body, String expected) {
        assertEquals(expected, SLACK.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), body)).getClass().getSimpleName());
    }

    @Test
    void the_wait_it_tells_is_kept() {
        var answer = new HttpAnswer(Instant.EPOCH, 429, Map.of("Retry-After", List.of("30")), "");
        assertEquals(new Result.Throttled(Duration.ofSeconds(30), Pace.Scope.BUCKET), SLACK.read(answer));
        assertEquals("slack/T0000TEAM/B0000HOOK", SLACK.pace(target).bucket());
    }

    @Test
    void the_fake_refuses_what_slack_documents_as_refused() {
        assertEquals("no_text", answer("{}").body());
        assertEquals("invalid_payload", answer("{").body());
        assertEquals("invalid_blocks", answer("{\"attachments\":[{\"blocks\":[{\"type\":\"header\",\"text\":{\"type\":\"plain_text\",\"text\":\""
                + "x".repeat(151) + "\"}}]}]}").body());
        assertEquals("ok", answer("{\"text\":\"hello\"}").body());
        fake.trouble("no_active_hooks");
        assertInstanceOf(Result.TargetRefused.class, here.read(answer("{\"text\":\"hello\"}")));
    }

    private void post(List<Message> messages, Form form) {
        var answer = send(here.render(Parcels.of(messages, form), target));
        assertInstanceOf(Result.Delivered.class, here.read(answer), answer.body());
    }

    private HttpAnswer answer(String body) {
        var call = here.render(Parcels.of(List.of(message(Severity.INFO)), Form.SHARED), target);
        return send(new HttpCall(call.method(), call.url(), call.headers(), body, 1, call.secrets(), call.reach()));
    }

    private HttpAnswer send(HttpCall call) {
        time.pass(Duration.ofSeconds(1));
        return assertInstanceOf(Wire.Outcome.Answered.class, new Wire(PostOffice.HTTP, time).send(call)).answer();
    }

    private String shown() {
        return fake.shown().getLast().text();
    }

    private static Message message(Severity severity) {
        return new Message(severity, "Otters: hit-and-run", "3 → 4 & counting", List.of(new Figure("Ratio", "1.04")),
                Instant.parse("2026-03-04T12:00:00Z"), "K7QX", Optional.of("delayed"));
    }
}
