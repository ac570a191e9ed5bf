package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordTest {

    @ParameterizedTest
    @ValueSource(strings = {"MySite", "my-site.org:8080", "Ünïcode"})
    void a_plain_name_stays_as_it_is(String name) {
        assertEquals(name, ShellWord.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"My Site", "a$(id)b", "a`id`b", "a\"b", "it's", "''", "a;b", "a\\b", "!x", "*", "~", "a'$(id)'b", ""})
    void a_shell_reads_every_other_one_as_one_word_and_runs_nothing_of_it(String name) throws IOException {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(name)).start();
        assertEquals(name, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
