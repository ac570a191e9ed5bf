package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trackerwatch.SettableTime;

/// A member of one site on loopback, at the program. Nothing that it prints to him may hold his key.
final class Member implements AutoCloseable {

    final SettableTime time = new SettableTime();
    final LoopbackSite site = new LoopbackSite();
    final Program program;
    private final StringBuilder printed = new StringBuilder();

    Member(Path directory) {
        program = new Program(directory).at(time);
    }

    Program.Answer run(String... arguments) {
        return piped("", arguments);
    }

    Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    /// His account, as “Otters”.
    Program.Answer add(String... more) {
        var arguments = new ArrayList<>(List.of("tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        arguments.addAll(List.of(more));
        return piped(PLANTED + "\n", arguments.toArray(String[]::new));
    }

    boolean hasNone() {
        return run("tracker", "list", "--json").json().isEmpty();
    }

    @Override
    public void close() {
        site.close();
        assertFalse(printed.toString().contains(PLANTED), "a secret was printed");
    }
}
