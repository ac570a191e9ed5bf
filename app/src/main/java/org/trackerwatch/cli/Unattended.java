package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// What containers and service managers call, understood without the library that understands all commands: its classes would
/// stay in the memory of a daemon that runs for years, and take a fifth of its start and a third of each health check.
///
/// Whatever is not exactly one of these forms is left to that library, and so is what it says of mistakes.
record Unattended(Function<Session, Callable<Integer>> command, Optional<Path> directory) {

    private static final Map<String, Function<Session, Callable<Integer>>> COMMANDS =
            Map.of("serve", ServeCommand::new, "health", HealthCommand::new);

    private static final String CONFIG = "--config";

    static Optional<Unattended> of(String... words) {
        return switch (words.length) {
            case 1 -> of(words[0], Optional.empty());
            case 3 -> words[0].equals(CONFIG) ? in(words[1], words[2]) : words[1].equals(CONFIG) ? in(words[2], words[0]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// A bare word may be another command; what begins like an option or a file of arguments, or is quoted, means something
    /// of its own.
    private static Optional<Unattended> in(String directory, String command) {
        return directory.matches("[\\w.]*/[^\"'\0]*") ? of(command, Optional.of(Path.of(directory))) : Optional.empty();
    }

    private static Optional<Unattended> of(String command, Optional<Path> directory) {
        return Optional.ofNullable(COMMANDS.get(command)).map(known -> new Unattended(known, directory));
    }

    /// @return the exit status
    int run(Session session, String... words) {
        directory.ifPresent(session::directory);
        try {
            return command.apply(session).call();
        } catch (Exception trouble) {
            return new Failures(session.terminal()).told(trouble, words);
        }
    }
}
