package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;

/// How a target is spared, as it is typed and shown.
final class CalmOptionsTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
    }

    @AfterEach
    void close() {
        discord.close();
    }

    private Program.Answer add(String... more) {
        var arguments = new ArrayList<>(List.of("target", "add", "discord", "--name", "phone", "--url-stdin"));
        arguments.addAll(List.of(more));
        return program.piped(discord.webhook("123456789012345678", "42") + "\n", arguments.toArray(String[]::new));
    }

    private Program.Answer edit(String... more) {
        var arguments = new ArrayList<>(List.of("target", "edit", "phone"));
        arguments.addAll(List.of(more));
        return program.piped("", arguments.toArray(String[]::new));
    }

    private String shown() {
        return program.piped("", "target", "show", "phone", "--json").json().get("calm").toString();
    }

    @Test
    void what_is_not_said_is_as_usual() {
        assertEquals(0, add().status());
        assertEquals("{\"least\":\"info\",\"quiet\":null,\"batch\":true,\"reminders\":true,\"digest\":null}", shown());
    }

    @Test
    void all_of_it_is_set_when_a_target_is_added_and_kept_when_something_else_is_changed() {
        assertEquals(0, add("--least", "warning", "--quiet", "22:00-7", "--quiet-days", "fri-sun", "--quiet-mode", "silent", "--batch", "off",
                "--reminders", "off", "--digest", "weekly", "--digest-at", "9:30", "--digest-day", "tue").status());
        var full = "{\"least\":\"warning\",\"quiet\":{\"from\":\"22:00\",\"to\":\"07:00\",\"mode\":\"silent\",\"days\":[\"friday\",\"saturday\","
                + "\"sunday\"]},\"batch\":false,\"reminders\":false,\"digest\":{\"at\":\"09:30\",\"day\":\"tuesday\"}}";
        assertEquals(full, shown());
        assertEquals(0, edit("--hide-tracker-name").status());
        assertEquals(full, shown());
        var person = program.piped("", "target", "show", "phone").out();
        assertTrue(person.contains("22:00 to 07:00 from Fri, Sat, Sun, told without a sound"), person);
        assertTrue(person.contains("warning and graver") && person.contains("Tuesdays at 09:30"), person);
    }

    @Test
    void each_is_changed_by_itself_and_taken_back() {
        add("--quiet", "22:00-07:00", "--digest", "weekly");
        assertEquals(0, edit("--quiet-mode", "silent", "--digest-at", "21:00").status());
        assertTrue(shown().contains("\"from\":\"22:00\",\"to\":\"07:00\",\"mode\":\"silent\""), shown());
        assertTrue(shown().contains("\"at\":\"21:00\",\"day\":\"monday\""), shown());
        edit("--quiet", "23:00-06:00");
        assertTrue(shown().contains("\"from\":\"23:00\",\"to\":\"06:00\",\"mode\":\"silent\""), shown());
        edit("--quiet", "off", "--digest", "off");
        assertTrue(shown().contains("\"quiet\":null") && shown().contains("\"digest\":null"), shown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--quiet|22:00|22:00-07:00", "--quiet|25:00-07:00|no time of the day", "--quiet|22:61-07:00|no time of the day",
        "--quiet|08:00-08:00|never end", "--quiet-days|sat|--quiet 22:00-07:00", "--quiet-mode|silent|--quiet 22:00-07:00",
        "--quiet-mode|loud|hold, silent", "--least|grave|urgent, warning, good, info", "--batch|maybe|on, off", "--digest|hourly|daily, weekly, off",
        "--digest-at|08:00|--digest daily", "--digest-day|mon|--digest"})
    void what_can_t_be_meant_says_what_can(String option, String value, String words) {
        var answer = add(option, value);
        assertEquals(2, answer.status(), answer::both);
        assertTrue(answer.err().contains(words), answer.err());
    }
}
