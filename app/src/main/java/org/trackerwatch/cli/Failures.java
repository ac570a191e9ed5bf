package org.trackerwatch.cli;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.trackerwatch.cli.terminal.JsonPrinter;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Problem;

/// Turns whatever made a command end into one sentence on standard error and, where JSON was asked for, an `error` on
/// standard output.
record Failures(Terminal terminal) {

    /// @return the exit status
    int told(Exception trouble, String... arguments) {
        return switch (trouble) {
            case Refusal refusal -> {
                tell(arguments, refusal.sentence());
                yield refusal.status();
            }
            case StoreException store -> failed(arguments, String.valueOf(store.getMessage()), store);
            case Problem.Broken broken -> failed(arguments, String.valueOf(broken.getMessage()), broken);
            case InterruptedException interrupt -> failed(arguments, "Interrupted.", interrupt);
            case UncheckedIOException files -> failed(arguments, "A file could not be read or written: "
                    + files.getCause().getMessage(), files);
            default -> failed(arguments, "trackerwatch stumbled over a fault of its own (" + Stumble.of(trouble) + "). Please report it, with what TRACKERWATCH_LOG_LEVEL=debug shows.", trouble);
        };
    }

    void tell(String[] arguments, String sentence) {
        terminal.say(Plain.of(sentence.replace('\n', ' ')));
        if (String.join(" ", arguments).matches("(?i).*--(json|format[ =]json)\\b.*")) {
            JsonPrinter.print(terminal.out(), Json.object().put("error", sentence));
        }
    }

    private int failed(String[] arguments, String sentence, Exception trouble) {
        tell(arguments, sentence);
        if (terminal.variable("TRACKERWATCH_LOG_LEVEL").filter("debug"::equalsIgnoreCase).isPresent()) {
            trace(trouble);
        }
        return Refusal.FAILED;
    }

    /// Places only. What exceptions of libraries say may quote a header or an address, and so a secret.
    private void trace(Throwable trouble) {
        for (var at = Optional.of(trouble); at.isPresent(); at = at.map(Throwable::getCause)) {
            terminal.say(at.get().getClass().getName());
            Arrays.stream(at.get().getStackTrace()).forEach(frame -> terminal.say("    at " + frame));
        }
    }
}
