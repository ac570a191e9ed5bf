package org.trackerwatch.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Json;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/// For the container's HEALTHCHECK and for whoever wonders.
@Command(name = "health", description = "Tells whether the daemon polls and delivers; exit status 0 if so.",
        footer = {"", "Example:", "  trackerwatch health"})
final class HealthCommand implements Callable<Integer> {

    private static final Duration FRESH = Duration.ofSeconds(90);

    private final Session session;

    @Mixin
    JsonOption output;

    HealthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var beats = session.read(books -> books.app().heartbeats().all(books.tx()));
        var now = session.moment().now();
        boolean runs = session.app().daemonRuns();
        boolean good = runs && !beats.isEmpty() && beats.values().stream().allMatch(at -> fresh(at, now));
        output.print(session.terminal(), () -> document(beats, good, now).put("running", runs), out -> {
            var table = new Table("LOOP", "LAST ROUND");
            beats.forEach((loop, at) -> table.row(loop, session.moment().since(at)));
            table.print(out);
        });
        session.terminal().say(good ? "Both loops go round."
                : runs ? "The daemon runs, but does not go round; its log tells why."
                : "No daemon runs on this directory; “trackerwatch serve” starts it.");
        return good ? 0 : Refusal.FAILED;
    }

    /// A beat from the future is as good as none: the clock was set back.
    private static boolean fresh(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(FRESH) <= 0;
    }

    private static ObjectNode document(Map<String, Instant> beats, boolean good, Instant now) {
        var document = Json.object().put("healthy", good);
        var loops = document.putObject("loops");
        beats.forEach((loop, at) -> loops.putObject(loop).put("at", at.toString()).put("fresh", fresh(at, now)));
        return document;
    }
}
