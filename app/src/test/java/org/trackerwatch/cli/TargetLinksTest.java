package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

/// How targets are reached, of every kind: what an address is recognised as, and what can be set beside it.
class TargetLinksTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;
    private String address = "";

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        address = discord.webhook("123456789012345678", "42");
    }

    @AfterEach
    void close() {
        discord.close();
    }

    private Program.Answer add(String pasted, String... words) {
        var arguments = new ArrayList<>(List.of("target", "add"));
        arguments.addAll(List.of(words));
        arguments.add("--url-stdin");
        return program.piped(pasted + "\n", arguments.toArray(String[]::new));
    }

    @Test
    void the_kind_is_recognised_and_said() {
        var added = add(address, "--name", "phone", "--json");
        assertEquals(0, added.status(), added.both());
        assertEquals("discord", added.json().get("kind").asString());
        assertTrue(added.err().contains("Recognised as discord."), added.err());
        assertFalse(add(address, "discord", "--name", "named").err().contains("Recognised"));
    }

    @Test
    void at_the_prompt_it_is_recognised_too() {
        var added = program.typing(address).run("target", "add", "--name", "phone");
        assertEquals(0, added.status(), added.both());
        assertEquals("discord", program.run("target", "show", "phone", "--json").json().get("kind").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "ftp://example.org/x", "http://example.org/x"})
    void what_is_no_address_of_anything_is_told_where_to_look(String pasted) {
        var refused = add(pasted, "--name", "phone");
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("target kinds"), refused.err());
        assertTrue(program.run("target", "list", "--json").json().isEmpty());
    }

    @Test
    void each_kind_says_what_its_address_looks_like() {
        var kinds = program.run("target", "kinds", "--json").json();
        assertTrue(kinds.size() >= 1);
        kinds.forEach(kind -> assertTrue(kind.get("address").asString().length() > 30, kind::toString));
        var all = program.run("target", "kinds").out();
        assertTrue(all.lines().filter(line -> !line.contains("://")).allMatch(line -> line.length() <= 80), all);
        assertFalse(all.contains("'s is ") || all.contains("That of"), all);
        var discord = program.run("target", "kinds", "discord").out();
        assertTrue(discord.contains("https://discord.com/api/webhooks/"), discord);
        assertTrue(discord.contains("recovery"), discord);
        assertTrue(program.run("target", "kinds", "email").out().contains("nothing to set"));
        var unknown = program.run("target", "kinds", "discrod");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("“discord”"), unknown.err());
    }

    @Test
    void what_a_kind_leaves_to_choose_is_set_changed_shown_and_taken_back() {
        assertEquals(0, add(address, "--name", "phone", "--set", "recovery=post").status());
        var shown = program.run("target", "show", "phone");
        assertTrue(shown.out().lines().anyMatch(line -> line.matches("settings +recovery=post")), shown.out());
        assertEquals(0, program.run("target", "edit", "phone", "--set", "RECOVERY=both").status());
        assertEquals("both", program.run("target", "show", "phone", "--json").json().get("options").get("recovery").asString());
        assertEquals(0, program.run("target", "edit", "phone", "--set", "recovery=default").status());
        assertTrue(program.run("target", "show", "phone", "--json").json().get("options").isEmpty());
    }

    @Test
    void a_secret_is_set_from_a_file_or_at_the_prompt_and_never_shown() throws IOException {
        var key = Files.writeString(directory.resolve("key"), "hunter2hunter2\n");
        var added = add("https://example.org/hook", "--name", "own", "--no-check", "--set-file", "credential=" + key);
        assertEquals(0, added.status(), added.both());
        assertTrue(added.err().contains("No known service is recognised"), added.err());
        var json = program.run("target", "show", "own", "--json");
        assertEquals("webhook", json.json().get("kind").asString());
        assertEquals("credential", json.json().get("secrets").get(0).asString());
        assertFalse(json.both().contains("hunter2"), json.both());
        assertTrue(program.run("target", "show", "own").out().contains("credential=•••"));
        assertEquals(0, program.typing("another-hunter").run("target", "edit", "own", "--ask", "credential").status());
        var argument = program.run("target", "edit", "own", "--set", "credential=hunter3hunter3");
        assertEquals(2, argument.status());
        assertTrue(argument.err().contains("--set-file credential=FILE"), argument.err());
        assertFalse(argument.both().contains("hunter3"), argument.both());
        assertEquals(0, program.run("target", "edit", "own", "--set", "credential=default").status());
        assertFalse(program.run("target", "show", "own", "--json").json().get("secrets").toString().contains("credential"));
    }

    @Test
    void what_a_kind_does_not_know_can_not_be_set() {
        var refused = add(address, "discord", "--name", "phone", "--set", "recovry=post");
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("Did you mean “recovery”?"), refused.err());
        var value = add(address, "--name", "phone", "--set", "recovery=often");
        assertEquals(2, value.status(), value.both());
        assertTrue(value.err().contains("Allowed is edit (its message is changed"), value.err());
        var nothing = program.piped("smtps://me%40example.org:pw@127.0.0.1/", "target", "add", "--name", "mail", "--url-stdin", "--set", "sound=loud");
        assertTrue(nothing.err().contains("email has nothing to set"), nothing.err());
        assertTrue(program.run("target", "list", "--json").json().isEmpty());
    }

    @Test
    void a_fallback_is_another_target_and_none_takes_it_back() {
        add(address, "--name", "phone");
        assertEquals(0, add(discord.webhook("2", "43"), "--name", "desk", "--fallback", "phone").status());
        assertEquals("phone", program.run("target", "show", "desk", "--json").json().get("fallback").asString());
        var itself = program.run("target", "edit", "desk", "--fallback", "Desk");
        assertEquals(2, itself.status());
        assertTrue(itself.err().contains("its own fallback"), itself.err());
        assertEquals(1, program.run("target", "edit", "desk", "--fallback", "nobody").status());
        assertEquals(0, program.run("target", "edit", "desk", "--fallback", "none").status());
        assertTrue(program.run("target", "show", "desk", "--json").json().get("fallback").isNull());
        assertTrue(program.run("target", "show", "desk").out().contains("every other target"));
    }

    @Test
    void the_own_network_is_allowed_and_closed_again() {
        add(address, "--name", "phone", "--allow-private");
        assertTrue(program.run("target", "show", "phone", "--json").json().get("allow_private").asBoolean());
        assertEquals(0, program.run("target", "edit", "phone", "--no-allow-private").status());
        assertFalse(program.run("target", "list", "--json").json().get(0).get("allow_private").asBoolean());
    }
}
