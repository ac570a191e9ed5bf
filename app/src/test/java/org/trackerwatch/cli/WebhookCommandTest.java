package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Time;

final class WebhookCommandTest {

    private static final Instant SIGNED = Instant.ofEpochSecond(1614265330);

    @TempDir
    private Path directory;

    private Program program;

    @BeforeEach
    void write() throws IOException {
        program = new Program(directory.resolve("config"));
        file("key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        file("body", "{\"test\": 2432232314}");
        file("headers", "POST /hook HTTP/1.1\r\nWebhook-Id: msg_p5jXN8AQM9LWM0D4loKWxJek\r\nwebhook-timestamp: 1614265330\r\n"
                + "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\r\n");
        file("url", "https://receiver.example/hooks/pathThatIsSecret\n");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private Program.Answer verify(Instant now) {
        return program.at(new Stopped(now)).run("webhook", "verify", "--headers-file", path("headers"), "--body-file", path("body"),
                "--secret-file", path("key"));
    }

    @Test
    void the_standard_s_published_request_is_genuine() {
        var answer = verify(SIGNED);
        assertEquals(0, answer.status(), answer::both);
        assertTrue(answer.out().startsWith("Genuine"), answer.out());
    }

    @Test
    void of_two_signature_lines_either_may_fit() throws IOException {
        var right = "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\n";
        var wrong = "Webhook-Signature: v1,AAAA\n";
        for (var lines : List.of(right + wrong, wrong + right)) {
            file("headers", "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek\nwebhook-timestamp: 1614265330\n" + lines);
            assertTrue(verify(SIGNED).out().contains("less than 5 min before it came"), () -> verify(SIGNED).both());
        }
    }

    @Test
    void it_says_which_check_failed() throws IOException {
        assertTrue(verify(SIGNED.plusSeconds(301)).out().startsWith("Failed at the timestamp."));
        file("body", "{\"test\": 2432232315}");
        assertEquals(1, verify(SIGNED).status());
        assertTrue(verify(SIGNED).out().startsWith("Failed at the signature."));
        file("headers", "content-type: application/json\n");
        assertTrue(verify(SIGNED).out().startsWith("Failed at the headers."));
    }

    @Test
    void the_body_may_be_piped_and_the_answer_be_json() {
        var answer = program.at(new Stopped(SIGNED)).piped("{\"test\": 2432232314}", "webhook", "verify", "--headers-file", path("headers"),
                "--secret-file", path("key"), "--json");
        assertTrue(answer.json().path("genuine").asBoolean(), answer::both);
        assertTrue(answer.json().path("failed").isNull());
    }

    @Test
    void what_was_kept_is_judged_as_of_when_it_came() {
        for (var when : List.of("2021-02-25T15:02:10Z|0", "2021-02-25T15:20:00Z|1")) {
            var parts = when.split("\\|");
            var answer = program.at(new Stopped(SIGNED.plusSeconds(1_000_000))).run("webhook", "verify", "--headers-file", path("headers"),
                    "--body-file", path("body"), "--secret-file", path("key"), "--at", parts[0]);
            assertEquals(Integer.parseInt(parts[1]), answer.status(), answer::both);
        }
    }

    @Test
    void what_rotating_did_is_told_to_programs() {
        program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"));
        var rotated = program.run("webhook", "rotate", "mine", "--json").json();
        assertTrue(rotated.path("secret").asString().startsWith("whsec_"), rotated::toString);
        assertFalse(rotated.path("former_until").isNull());
        var given = program.run("webhook", "rotate", "mine", "--at-once", "--secret-file", path("key"), "--json").json();
        assertTrue(given.path("secret").isNull() && given.path("former_until").isNull(), given::toString);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var answer = program.run("webhook", "verify", "--headers-file", path("none"), "--body-file", path("body"), "--secret-file", path("key"));
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("none can't be read"), answer.err());
    }

    @Test
    void a_webhook_is_added_with_a_key_that_is_shown_once_and_changed_by_rotating() {
        var added = program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"));
        assertEquals(0, added.status(), added::both);
        assertTrue(added.err().contains("shown only this once: whsec_"), added.err());
        assertFalse(program.run("target", "show", "mine").both().contains("whsec_"));
        var rotated = program.run("webhook", "rotate", "mine");
        assertTrue(rotated.out().matches("whsec_[A-Za-z0-9+/]{32}\n"), rotated::both);
        assertTrue(rotated.err().contains("for a day"), rotated.err());
        var settings = program.run("target", "show", "mine").out();
        assertTrue(settings.contains("old-secret-until=") && !settings.matches("(?s).*old-secret-until=\\S+Z.*"), settings);
        assertFalse(program.run("target", "kinds", "webhook").out().contains("old-secret"), "nobody sets it himself");
        assertFalse(added.err().contains(rotated.out().strip()));
        var preview = program.run("target", "preview", "mine", "--event", "ratio-drop");
        assertTrue(preview.out().contains("v1,") && preview.out().contains(" v1,"), preview.out());
        assertFalse(preview.out().contains("pathThatIsSecret"), preview.out());
        assertTrue(program.run("webhook", "rotate", "mine", "--at-once", "--secret-file", path("key")).out().isEmpty());
    }

    @Test
    void a_template_s_gaps_are_told_in_the_preview() {
        program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"));
        var preview = program.run("target", "preview", "mine", "--event", "ratio-drop", "--set", "template={\"text\": \"{{summary}} {{event.data.nothing}}\"}");
        assertEquals(0, preview.status(), preview::both);
        assertTrue(preview.err().contains("{{event.data.nothing}}"), preview.err());
    }

    @Test
    void a_template_that_is_none_is_refused_with_what_is_wrong_with_it() {
        for (var wrong : List.of("{{summary}} | variables stand within strings", "{\"a\": \"{{summary\"} | “{{summary” is not right: a {{ has no }}",
                "{\"a\": \"{{#tracker}}x\"} | “{{#tracker}}x” is not right", "{\"a\": \"" + "x".repeat(17_000) + "\"} | longer than 16 KiB",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]] | more than 16 levels")) {
            var parts = wrong.split(" \\| ");
            var refused = program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"), "--set", "template=" + parts[0]);
            assertEquals(2, refused.status(), refused::both);
            assertTrue(refused.err().contains(parts[1]), refused.err());
            assertTrue(refused.err().contains(". Allowed is JSON in whose strings"), refused.err());
        }
    }

    @Test
    void a_signing_secret_that_says_it_is_the_standard_s_and_is_not_is_refused_without_it() throws IOException {
        file("key", "whsec_!!!!notBase64!!!!\n");
        var refused = program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"), "--set-file", "secret=" + path("key"));
        assertEquals(2, refused.status(), refused::both);
        assertTrue(refused.err().contains("What stands behind whsec_ in a signing secret is base64"), refused.err());
        assertFalse(refused.both().contains("notBase64"), refused::both);
        file("key", "brief\n");
        var brief = program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"), "--set-file", "secret=" + path("key"));
        assertTrue(brief.err().contains("A signing secret has at least 16 characters."), brief.err());
    }

    @Test
    void what_is_no_signing_secret_is_not_rotated_to() throws IOException {
        program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"));
        for (var wrong : List.of("brief", "whsec_!!!!notBase64!!!!")) {
            file("key", wrong + "\n");
            var refused = program.run("webhook", "rotate", "mine", "--secret-file", path("key"));
            assertEquals(1, refused.status(), refused::both);
            assertTrue(refused.err().contains("signing secret"), refused.err());
            assertFalse(refused.both().contains(wrong), refused::both);
        }
    }

    @Test
    void a_preview_masks_the_value_of_every_secret_header_however_short() throws IOException {
        file("more", "X-Pin: 42\nX-Door: a\nX-Room: kitchen\n");
        var added = program.run("target", "add", "webhook", "--name", "mine", "--url-file", path("url"), "--set-file", "headers=" + path("more"));
        assertEquals(0, added.status(), added::both);
        var headers = program.run("target", "preview", "mine", "--event", "ratio-drop", "--json").json().path("headers");
        for (var name : List.of("X-Pin", "X-Door", "X-Room")) {
            assertEquals("•••", headers.path(name).asString(), headers::toString);
        }
        assertEquals("application/json; charset=utf-8", headers.path("Content-Type").asString(), "what only has such letters in it stays");
    }

    @Test
    void only_a_webhook_has_a_key_to_rotate() throws IOException {
        file("url", "https://hooks.zapier.com/hooks/catch/1/abcdef\n");
        var added = program.run("target", "add", "--name", "zap", "--url-file", path("url"));
        assertEquals(0, added.status(), added::both);
        var answer = program.run("webhook", "rotate", "zap");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("is no webhook"), answer.err());
    }

    private record Stopped(Instant now) implements Time {

        @Override
        public void sleep(Duration length) {
            // It stands.
        }
    }
}
