package org.trackerwatch.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.cli.terminal.Person;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;

class SecretSourceTest {

    private static final SecretSource SOURCE = new SecretSource("secret", "TRACKERWATCH_SECRET_FILE", "Key:");

    @TempDir
    Path directory;

    @Test
    void a_files_trailing_newline_is_not_part_of_the_secret() throws IOException {
        assertEquals("the key", read(terminal(""), Optional.of(file("the key\r\n")), false));
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_secret() throws IOException {
        assertEquals("key", read(terminal(""), Optional.of(file("\ufeffkey")), false));
    }

    @Test
    void standard_input_is_read_to_its_end() {
        assertEquals("a=1;\nb=2", read(terminal("a=1;\nb=2\n"), Optional.empty(), true));
    }

    @Test
    void the_environment_may_name_the_file() throws IOException {
        var terminal = terminal("", Map.of("TRACKERWATCH_SECRET_FILE", file("from env\n").toString()), Optional.empty());
        assertEquals("from env", read(terminal, Optional.empty(), false));
    }

    @Test
    void an_option_goes_before_the_environment() throws IOException {
        var terminal = terminal("piped", Map.of("TRACKERWATCH_SECRET_FILE", file("from env").toString()), Optional.empty());
        assertEquals("piped", read(terminal, Optional.empty(), true));
    }

    @Test
    void who_sits_at_the_terminal_is_asked() {
        assertEquals("typed", read(terminal("", Map.of(), Optional.of(new Typist("typed"))),
                Optional.empty(), false));
    }

    @Test
    void an_empty_answer_does_nothing() {
        var terminal = terminal("", Map.of(), Optional.of(new Typist("")));
        var refusal = assertThrows(Refusal.class, () -> read(terminal, Optional.empty(), false));
        assertEquals(Refusal.FAILED, refusal.status());
    }

    @Test
    void without_a_source_all_ways_are_listed() {
        var refusal = assertThrows(Refusal.class, () -> read(terminal(""), Optional.empty(), false));
        assertEquals(Refusal.WRONG_USAGE, refusal.status());
        for (var way : new String[] {"--secret-file", "--secret-stdin", "TRACKERWATCH_SECRET_FILE"}) {
            assertTrue(refusal.sentence().contains(way), refusal.sentence());
        }
    }

    @Test
    void two_sources_exclude_each_other() {
        var refusal = assertThrows(Refusal.class, () -> read(terminal("x"), Optional.of(directory), true));
        assertEquals(Refusal.WRONG_USAGE, refusal.status());
    }

    @Test
    void a_missing_file_is_named() {
        var refusal = assertThrows(Refusal.class,
                () -> read(terminal(""), Optional.of(directory.resolve("absent")), false));
        assertTrue(refusal.sentence().contains("absent"), refusal.sentence());
    }

    @Test
    void an_empty_a_binary_and_an_endless_file_are_refused_without_being_quoted() throws IOException {
        assertTrue(refusedFor(file("\n")).contains("nothing in"));
        var binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xc3, 0x28, 'S', 'E', 'C'});
        assertTrue(refusedFor(binary).contains("no text"));
        assertFalse(refusedFor(binary).contains("SEC"));
        assertTrue(refusedFor(file("x".repeat(70_000))).contains("longer"));
    }

    private static String read(Terminal terminal, Optional<Path> file, boolean stdin) {
        return SOURCE.read(terminal, file, stdin, text -> text);
    }

    private String refusedFor(Path file) {
        return assertThrows(Refusal.class, () -> read(terminal(""), Optional.of(file), false)).sentence();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("secret"), text);
    }

    private static Terminal terminal(String input) {
        return terminal(input, Map.of(), Optional.empty());
    }

    private static Terminal terminal(String input, Map<String, String> environment, Optional<Person> person) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), nowhere, nowhere, environment,
                person);
    }

    private record Typist(String answer) implements Person {

        @Override
        public Optional<String> secret(String question) {
            return Optional.of(answer).filter(typed -> !typed.isEmpty());
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }

        @Override
        public boolean agrees(String question) {
            return false;
        }

        @Override
        public void progress(String line) {}
    }
}
