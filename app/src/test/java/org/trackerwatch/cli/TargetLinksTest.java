package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        var discord = program.run("target", "kinds", "discord").out();
        assertTrue(discord.contains("https://discord.com/api/webhooks/"), discord);
        assertTrue(discord.contains("nothing to set"), discord);
        var unknown = program.run("target", "kinds", "discrod");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("“discord”"), unknown.err());
    }

    @Test
    void what_a_kind_does_not_know_can_not_be_set() {
        var refused = add(address, "discord", "--name", "phone", "--set", "sound=loud");
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("discord has nothing to set"), refused.err());
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
