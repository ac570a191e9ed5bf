package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;

final class TeamsTest {

    private static final Teams TEAMS = new Teams();

    private final SettableTime time = new SettableTime();
    private final FakeTeams fake = new FakeTeams(time);
    private final Target target = fake.target(1, "Work");

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://prod-07.westeurope.logic.azure.com:443/workflows/0a1b/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2F&sv=1.0&sig=a-b_C",
            "https://0123.45.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0a1b/triggers/manual/paths/invoke?api-version=1&sp=%2F&sv=1.0&sig=a-b_C"})
    void both_forms_of_a_workflow_s_address_are_kept_as_they_were_signed(String pasted) {
        assertEquals(pasted, TEAMS.address(" <" + pasted + "> ").reveal());
        assertTrue(TEAMS.recognises(URI.create(pasted)));
        assertEquals("teams/0a1b", TEAMS.pace(fake.target(1, "x").with(target.link().at(TEAMS.address(pasted)))).bucket());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://contoso.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4                          | switched connectors off
            https://prod-07.westeurope.logic.azure.com/workflows/0a1b/triggers/manual/paths/invoke?sp=1   | no whole URL
            https://evil.example/?x=logic.azure.com/workflows/0a1b/triggers/&sig=1                        | no whole URL
            """)
    void a_wrong_address_is_refused_with_what_is_wrong(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> TEAMS.address(pasted));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void an_alert_is_a_container_in_the_colour_of_its_severity() {
        post(List.of(message("Otters: hit-and-run")), Form.SHARED);
        assertEquals("Otters: hit-and-run\n3 → 4\nRatio: 1.04\n2026-03-04T12:00:00Z · K7QX · delayed", fake.shown().getLast().text());
        var body = JsonText.read(fake.host().requests().getLast().body());
        assertEquals("attention", body.path("attachments").path(0).path("content").path("body").path(0).path("style").asString());
    }

    @Test
    void whatever_a_tracker_says_the_flow_can_post_it_and_the_request_stays_below_its_size() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                post(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                assertEquals(List.of(), fake.violations(), () -> "seed " + seed);
                assertTrue(fake.shown().getLast().text().contains("C0DE"), () -> "seed " + seed);
            }
        }
    }

    @Test
    void many_alerts_fill_a_card_and_the_rest_goes_later() {
        var call = TEAMS.render(Parcels.of(Collections.nCopies(100, message("x".repeat(200))), Form.SHARED), target);
        assertTrue(call.messages() > 5 && call.messages() < 100);
        assertTrue(call.body().getBytes(StandardCharsets.UTF_8).length <= 20_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            202 | ''                                               | Accepted
            200 | ''                                               | Accepted
            400 | {"error":{"code":"TriggerInputSchemaMismatch"}}  | PayloadRefused
            400 | {"error":{"code":"WorkflowTriggerIsNotEnabled"}} | TargetRefused
            400 | <html>proxy</html>                               | Transient
            413 | {"error":{"code":"RequestEntityTooLarge"}}       | PayloadRefused
            401 | {"error":{"code":"DirectApiAuthorizationRequired"}} | TargetRefused
            403 | {"error":{"code":"AuthorizationFailed"}}         | TargetRefused
            404 | {"error":{"code":"WorkflowNotFound"}}            | TargetRefused
            410 | {"error":{"code":"WorkflowGone"}}                | TargetRefused
            302 | ''                                               | TargetRefused
            429 | ''                                               | Throttled
            502 | <html>                                           | Transient
            """)
    void every_documented_answer_has_its_class_and_none_is_more_than_accepted(int status, String body, String expected) {
        assertEquals(expected, TEAMS.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), body)).getClass().getSimpleName());
    }

    @Test
    void a_flow_that_was_switched_off_and_a_wrong_signature_are_said_to_be_so() {
        var call = TEAMS.render(Parcels.of(List.of(message("a")), Form.SHARED), target);
        var wrong = new HttpCall(call.method(), TEAMS.address(fake.pasted() + "x"), call.headers(), call.body(), 1, call.secrets(), call.reach());
        assertTrue(assertInstanceOf(Result.TargetRefused.class, TEAMS.read(send(wrong))).reason().contains("signature"));
        fake.switchOff();
        assertTrue(assertInstanceOf(Result.TargetRefused.class, TEAMS.read(send(call))).reason().contains("switched off"));
    }

    private void post(List<Message> messages, Form form) {
        assertEquals(new Result.Accepted(), TEAMS.read(send(TEAMS.render(Parcels.of(messages, form), target))));
    }

    private HttpAnswer send(HttpCall call) {
        time.pass(Duration.ofSeconds(1));
        return assertInstanceOf(Wire.Outcome.Answered.class, new Wire(PostOffice.HTTP, time).send(call)).answer();
    }

    private static Message message(String title) {
        return new Message(Severity.URGENT, title, "3 → 4", List.of(new Figure("Ratio", "1.04")),
                Instant.parse("2026-03-04T12:00:00Z"), "K7QX", Optional.of("delayed"));
    }
}
