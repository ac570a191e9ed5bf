package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Doors;
import org.trackerwatch.cli.terminal.Terminal;

class UnattendedTest {

    private static Session session() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Session(new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Optional.empty()), Doors.real());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "--config /config serve", "serve --config /config", "serve --config ./c", "serve --config /mnt/Eigene,Dateien", "health", "health --config /config"})
    void what_it_understands_means_the_same_to_the_library(String line) {
        var words = line.split(" ");
        var session = session();
        var parsed = Grammar.of(session, words).parseArgs(words);

        var understood = Unattended.of(words).orElseThrow();

        assertInstanceOf(parsed.subcommand().commandSpec().userObject().getClass(), understood.command().apply(session));
        understood.directory().ifPresent(directory -> assertEquals(session.config().directory(), at(directory)));
        assertEquals(words.length == 3, understood.directory().isPresent());
    }

    private static Path at(Path directory) {
        var session = session();
        session.directory(directory);
        return session.config().directory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Serve", "serve --help", "serve --config", "serve --config --help", "serve --config @/words", "--config serve serve", "serve --config health", "--config -h serve",
            "serve serve", "serve --config '/a'", "serve --config=/config", "--config /config", "health --json", "health --strict", "--config /config event", "serve --port 80"})
    void all_else_is_left_to_the_library(String line) {
        assertEquals(Optional.empty(), Unattended.of(line.split(" ")));
        assertEquals(Optional.empty(), Unattended.of(List.of("serve", "--config", "").toArray(String[]::new)));
    }

    @Test
    void what_makes_it_end_is_told_in_one_sentence(@TempDir Path home) throws IOException {
        var file = Files.writeString(home.resolve("file"), "in the way");
        var answer = new Program(home).run("serve", "--config", file.toString());

        assertEquals(1, answer.status());
        assertEquals(1, answer.err().lines().count(), answer.err());
    }
}
