package org.trackerwatch.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Somebody at the keyboard, who can be asked and who likes to see that something goes on.
public interface Person {

    /// Without echo. Empty when he only pressed Enter or closed the input.
    Optional<String> secret(String question);

    /// With echo. Empty likewise.
    Optional<String> line(String question);

    /// No unless he says yes.
    boolean agrees(String question);

    /// One line that the next one replaces; an empty one takes it away.
    void progress(String line);

    /// Nobody where input or output is a pipe or a file.
    static Optional<Person> present(PrintStream err) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(console -> at(console, err));
    }

    private static Person at(Console console, PrintStream err) {
        return new Person() {
            @Override
            public Optional<String> secret(String question) {
                var typed = console.readPassword("%s", question + " ");
                return Optional.ofNullable(typed).map(String::new).map(String::strip)
                        .filter(text -> !text.isEmpty());
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.ofNullable(console.readLine("%s", question + " ")).map(String::strip).filter(text -> !text.isEmpty());
            }

            @Override
            public boolean agrees(String question) {
                var typed = console.readLine("%s", question + " [y/N] ");
                return typed != null && Set.of("y", "yes").contains(typed.strip().toLowerCase(Locale.ROOT));
            }

            @Override
            public void progress(String line) {
                err.print("\r\033[K" + line);
                err.flush();
            }
        };
    }
}
