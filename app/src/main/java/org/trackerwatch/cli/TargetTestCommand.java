package org.trackerwatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.Rehearsal;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.DeliveryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Sends a test on the way that every alert takes, and says what came of it.",
        footer = {"", "Example:", "  trackerwatch target test phone --event hit-and-run"})
final class TargetTestCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The target.")
    String name = "";

    @Option(names = "--event", paramLabel = "EVENT", description = "Looks like this event, with invented figures.")
    Optional<String> event = Optional.empty();

    @Mixin
    JsonOption output;

    TargetTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var rule = event.map(key -> TargetOptions.rule(session.rules(), key));
        var target = session.read(books -> books.target(name));
        if (target.health().state() == Target.Health.State.PAUSED) {
            throw Refusal.failed("“" + Plain.of(target.name()) + "” is paused, so nothing is sent to it. “target resume” ends that.");
        }
        var delivery = session.during("Sending …", () -> Refusal.toldBy(() -> new Rehearsal(session.app()).play(target, rule)));
        var view = session.read(books -> DeliveryReport.of(books.app(), books.tx(), delivery));
        output.print(session.terminal(), view::document, out -> Tries.of(view, session.zone()).print(out));
        session.terminal().say("“" + Plain.of(target.name()) + "”: " + Plain.of(view.sentence()));
        return delivery.state() == State.DELIVERED || delivery.state() == State.ACCEPTED ? 0 : Refusal.FAILED;
    }
}
