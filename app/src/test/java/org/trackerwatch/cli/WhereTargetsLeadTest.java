package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An address that no alert would ever be sent to is refused when it is entered, whether its service can be asked or not.
final class WhereTargetsLeadTest {

    @TempDir
    private Path directory;

    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).resolving("hook.example.org", "93.184.215.14").resolving("nas.example.org", "192.168.1.5")
                .resolving("blocked.example.org", "0.0.0.0").resolving("six.example.org", "fd12::5");
    }

    private Program.Answer add(String kind, String pasted, String... words) {
        var arguments = new ArrayList<>(List.of("target", "add", kind, "--name", "mine", "--url-stdin"));
        arguments.addAll(List.of(words));
        return program.piped(pasted + "\n", arguments.toArray(String[]::new));
    }

    private Program.Answer edit(String pasted, String... words) {
        var arguments = new ArrayList<>(List.of("target", "edit", "mine"));
        arguments.addAll(List.of(words));
        return program.piped(pasted + "\n", arguments.toArray(String[]::new));
    }

    private String host() {
        return program.run("target", "preview", "mine", "--json").json().get("headers").get("Host").asString();
    }

    private void assertNothingWasAdded(Program.Answer refused) {
        assertEquals(1, refused.status(), refused::both);
        assertTrue(refused.err().contains("Nothing was changed."), refused.err());
        assertFalse(refused.both().contains("s3cret"), refused::both);
        assertTrue(program.run("target", "list", "--json").json().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hook.example.org/s3cret", "https://192.168.1.5/s3cret", "https://10.0.0.7:8443/s3cret", "https://127.0.0.1/s3cret",
            "https://2130706433/s3cret", "https://[::1]/s3cret", "https://[fd12::5]:9000/s3cret", "https://[::ffff:192.168.1.5]/s3cret",
            "https://localhost/s3cret", "https://LOCALHOST./s3cret", "https://nas/s3cret", "https://nas.local/s3cret", "https://nas.lan/s3cret",
            "https://nas.home.arpa/s3cret", "https://app.internal/s3cret", "https://nas.example.org/s3cret", "https://six.example.org/s3cret"})
    void one_in_the_own_network_or_in_the_clear_is_refused_with_what_to_do_and_taken_with_leave(String pasted) {
        var refused = add("webhook", pasted);
        assertTrue(refused.err().contains("--allow-private"), refused.err());
        assertNothingWasAdded(refused);
        var added = add("webhook", pasted, "--allow-private");
        assertEquals(0, added.status(), added::both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254/s3cret", "https://[fe80::1]/s3cret", "https://0.0.0.0/s3cret", "https://blocked.example.org/s3cret"})
    void where_no_message_ever_goes_no_leave_helps(String pasted) {
        assertNothingWasAdded(add("webhook", pasted));
        assertNothingWasAdded(add("webhook", pasted, "--allow-private"));
    }

    @Test
    void a_public_one_is_taken() {
        var added = add("webhook", "https://hook.example.org/s3cret");
        assertEquals(0, added.status(), added::both);
        assertFalse(added.err().contains("resolved"), added.err());
    }

    @Test
    void a_name_that_can_not_be_resolved_now_is_told_and_taken() {
        var added = add("webhook", "https://away.example.org/s3cret");
        assertEquals(0, added.status(), added::both);
        assertTrue(added.err().contains("The name away.example.org can't be resolved now"), added.err());
        assertTrue(added.err().contains("Added"), added.err());
    }

    @ParameterizedTest
    @CsvSource({
        "teams, https://192.168.1.5/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke?sig=s3cret-s3cret-s3cret-s3cret-s3cret-s3cr",
        "home-assistant, http://hook.example.org/api/webhook/s3cret-s3cret-s3cret",
        "home-assistant, https://homeassistant.local:8123/api/webhook/s3cret-s3cret-s3cret",
        "ntfy, http://192.168.1.5/s3cret-topic",
        "gotify, http://nas.lan/message?token=A-s3cret-s3cret",
        "apprise, http://apprise:8000/notify/s3cret-key",
        "matrix, http://192.168.1.5/_matrix/client/v3/rooms/!room:example.org/send/m.room.message?access_token=s3cret-s3cret",
        "email, smtps://me%40example.org:s3cret@192.168.1.5/"})
    void so_it_is_with_every_kind_that_leads_to_a_server_of_one_s_own(String kind, String pasted) {
        var refused = add(kind, pasted);
        assertTrue(refused.err().contains("--allow-private"), refused.err());
        assertNothingWasAdded(refused);
        assertNothingWasAdded(add(kind, pasted, "--no-check"));
    }

    @Test
    void unchecked_no_name_is_resolved_and_what_is_written_is_judged() {
        assertNothingWasAdded(add("webhook", "https://192.168.1.5/s3cret", "--no-check"));
        var added = add("webhook", "https://away.example.org/s3cret", "--no-check");
        assertEquals(0, added.status(), added::both);
        assertFalse(added.err().contains("resolved"), added.err());
    }

    @Test
    void a_new_address_is_judged_too_and_the_old_one_stays() {
        add("webhook", "https://hook.example.org/s3cret");
        for (var wrong : List.of("http://hook.example.org/s3cret", "https://nas.example.org/s3cret", "https://[::1]/s3cret", "https://nas.local/s3cret")) {
            var refused = edit(wrong, "--url-stdin");
            assertEquals(1, refused.status(), refused::both);
            assertTrue(refused.err().contains("--allow-private") && refused.err().contains("Nothing was changed."), refused.err());
        }
        assertEquals("hook.example.org", host());
        assertEquals(0, edit("https://nas.example.org/s3cret", "--url-stdin", "--allow-private").status());
        assertEquals("nas.example.org", host());
    }

    @ParameterizedTest
    @CsvSource({"webhook, https://nas.example.org/s3cret", "webhook, http://hook.example.org/s3cret", "webhook, https://[fd12::5]/s3cret",
        "gotify, http://nas.lan/message?token=A-s3cret-s3cret", "email, smtp://me%40example.org:s3cret@192.168.1.5/"})
    void leave_is_not_taken_from_one_that_needs_it(String kind, String pasted) {
        assertEquals(0, add(kind, pasted, "--allow-private", "--no-check").status());
        var refused = edit("", "--no-allow-private");
        assertEquals(1, refused.status(), refused::both);
        assertTrue(refused.err().contains("--allow-private") && refused.err().contains("Nothing was changed."), refused.err());
        assertTrue(program.run("target", "show", "mine", "--json").json().get("allow_private").asBoolean());
    }

    @Test
    void leave_is_taken_from_one_that_does_without() {
        assertEquals(0, add("webhook", "https://hook.example.org/s3cret", "--allow-private").status());
        assertEquals(0, edit("", "--no-allow-private").status());
        assertFalse(program.run("target", "show", "mine", "--json").json().get("allow_private").asBoolean());
    }

    @Test
    void what_was_taken_once_can_be_changed_otherwise_without_being_judged_again() {
        assertEquals(0, add("webhook", "https://hook.example.org/s3cret").status());
        program.resolving("hook.example.org", "192.168.1.5");
        assertEquals(0, edit("", "--set", "user=otter").status());
    }
}
