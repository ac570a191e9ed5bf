package org.trackerwatch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.cli.Commands;
import org.trackerwatch.cli.terminal.Terminal;

/// What the build runs once in the linked folder: a command, and the web server until it was asked for what every browser
/// asks for first. The classes that are loaded on the way are kept ready for every later start.
final class FirstRun {

    private static final List<String> ASKED = List.of("/", "/api/v1/setup");

    private FirstRun() {}

    /// @param arguments the directory to use
    public static void main(String... arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Commands.run(Terminal.system(), Doors.real(), "--config", arguments[0], "tracker", "list");
        var config = Config.of(Optional.of(Path.of(arguments[0])), Map.of());
        try (var app = App.open(config); var server = Serving.open(app, 0)) {
            for (var path : ASKED) {
                try (var answer = URI.create("http://127.0.0.1:" + server.port() + path).toURL().openStream()) {
                    answer.readAllBytes();
                }
            }
        }
    }
}
