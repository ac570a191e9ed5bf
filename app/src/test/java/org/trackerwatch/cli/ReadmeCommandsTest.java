package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.trackerwatch.Doors;
import org.trackerwatch.cli.terminal.Terminal;

/// The commands that the README tells people to type are commands.
class ReadmeCommandsTest {

    /// In a block for the shell: at its beginning, or what a container is to run.
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:docker compose exec trackerwatch )?trackerwatch ([^#\n]+)");

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> each_of_them_is_understood() throws IOException {
        var commands = commands(Files.readString(Path.of("../README.md")));
        assertFalse(commands.isEmpty());
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> assertDoesNotThrow(() -> {
            try (var session = new Session(Terminal.system(), Doors.real())) {
                Grammar.of(session).parseArgs(command.split("\\s+"));
            }
        })));
    }

    private static List<String> commands(String readme) {
        return SHELL.matcher(readme).results().flatMap(block -> COMMAND.matcher(block.group(1)).results())
                .map(command -> command.group(1).strip()).toList();
    }
}
