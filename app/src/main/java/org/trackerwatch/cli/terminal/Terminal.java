package org.trackerwatch.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Both ends of a run of the program.
///
/// @param in     data that is piped in, such as a secret
/// @param out    data: tables, JSON, CSV
/// @param err    sentences for people
/// @param person whoever sits at it, if anybody does
public record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment,
                       Optional<Person> person) {

    /// The process's own. Always UTF-8: a container without a locale would print `?` for `∞`.
    public static Terminal system() {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Terminal(System.in, out, err, System.getenv(), Person.present(err));
    }

    public void say(String sentence) {
        err.println(sentence);
    }

    /// The value of an environment variable; an empty one counts as not set, as compose files leave them so.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
