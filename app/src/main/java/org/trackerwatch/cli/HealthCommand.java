package org.trackerwatch.cli;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.report.HealthReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Glance;
import org.trackerwatch.store.Reserve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// For the container's HEALTHCHECK and for whoever wonders.
@Command(name = "health", description = "Tells whether the daemon polls and delivers, and which targets it can't reach.",
        footer = {"", "Exit status 0 if both loops go round, as starting the daemon anew mends no target and no disk; with --strict only"
                + " if every target can be reached and the disk is not full, too.", "", "Example:", "  trackerwatch health --strict"})
final class HealthCommand implements Callable<Integer> {

    private static final String UPGRADE = "The daemon brings its database up to date, so no tracker is asked. That may take some minutes.";

    private final Session session;

    @Option(names = "--strict", description = "A target that can't be reached and a full disk count as failures.")
    boolean strict;

    @Mixin
    JsonOption output = new JsonOption();

    HealthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return isBeingUpgraded() ? upgrading() : looked();
    }

    /// To open the database would be to bring it up to date as well, beside the daemon that is at it.
    private boolean isBeingUpgraded() {
        var file = session.config().database();
        if (!session.app().daemonRuns() || !Files.exists(file)) {
            return false;
        }
        try (var glance = Glance.at(file)) {
            return glance.isBehind();
        }
    }

    /// Who ends what is not healthy would end it each time before it is done.
    private int upgrading() {
        output.print(session.terminal(), () -> document(Map.of(), List.of(), true, Optional.of(UPGRADE), session.moment().now()).put("running", true), _ -> { });
        session.terminal().say("Degraded: " + UPGRADE);
        return strict ? Refusal.FAILED : 0;
    }

    private int looked() {
        var beats = session.read(books -> books.app().heartbeats().all(books.tx()));
        var now = session.moment().now();
        var cutOff = cutOff(now);
        boolean runs = session.app().daemonRuns();
        boolean full = runs && Reserve.isMissed(session.config().database());
        boolean good = runs && !beats.isEmpty() && beats.values().stream().allMatch(at -> HealthReport.isFresh(at, now));
        output.print(session.terminal(), () -> document(beats, cutOff, good, Optional.of(HealthReport.FULL).filter(_ -> full), now).put("running", runs), out -> {
            var table = new Table("LOOP", "LAST ROUND");
            beats.forEach((loop, at) -> table.row(loop, session.moment().since(at)));
            table.print(out);
        });
        session.terminal().say(good ? "Both loops go round."
                : runs ? "The daemon runs, but does not go round; its log tells why."
                : "No daemon runs on this directory; “trackerwatch serve” starts it.");
        if (full) {
            session.terminal().say("Degraded: " + HealthReport.FULL);
        }
        cutOff.forEach(each -> session.terminal().say("Degraded: alerts do not reach “" + Plain.of(each.target().name()) + "”, "
                + each.state(session.moment()) + "; waiting: " + each.waiting(session.moment()) + ". “trackerwatch target show” tells why."));
        return good && (cutOff.isEmpty() && !full || !strict) ? 0 : Refusal.FAILED;
    }

    private List<TargetView> cutOff(Instant now) {
        return session.read(books -> books.app().targets().list(books.tx()).stream()
                .filter(target -> Transitions.isCutOff(target.health(), now)).map(target -> TargetView.of(books, target)).toList());
    }

    /// @param cutOff the targets that can't be reached
    /// @param trouble why no tracker is asked although the daemon runs
    private static ObjectNode document(Map<String, Instant> beats, List<TargetView> cutOff, boolean good, Optional<String> trouble, Instant now) {
        boolean degraded = trouble.isPresent() || !cutOff.isEmpty();
        var document = Json.object().put("healthy", good).put("degraded", degraded);
        document.put("status", !good ? "down" : degraded ? "degraded" : "good");
        document.set("trouble", Json.text(trouble));
        var loops = document.putObject("loops");
        beats.forEach((loop, at) -> loops.putObject(loop).put("at", at.toString()).put("fresh", HealthReport.isFresh(at, now)));
        var unreached = document.putArray("unreached");
        cutOff.forEach(each -> {
            var node = unreached.addObject().put("target", each.target().name()).put("state", each.state());
            node.set("since", Json.text(each.target().health().since()));
            node.set("reason", Json.text(each.target().health().reason()));
            node.put("waiting", each.queue().waiting()).set("oldest_waiting", Json.text(each.queue().oldest()));
        });
        return document;
    }
}
