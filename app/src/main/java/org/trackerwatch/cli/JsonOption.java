package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.trackerwatch.cli.terminal.JsonPrinter;
import org.trackerwatch.cli.terminal.Terminal;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `--json`: the same answer, for a program.
final class JsonOption {

    @Option(names = "--json", description = "One JSON document in base units: bytes, seconds, ISO-8601 in UTC.")
    boolean json;

    /// Only one of the two is made.
    void print(Terminal terminal, Supplier<? extends JsonNode> document, Consumer<PrintStream> words) {
        if (json) {
            JsonPrinter.print(terminal.out(), document.get());
        } else {
            words.accept(terminal.out());
        }
    }
}
