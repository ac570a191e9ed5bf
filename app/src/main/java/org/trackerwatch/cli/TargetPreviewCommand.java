package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.Preview;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.report.PreviewReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "preview", description = "Shows exactly what would be sent, with secrets masked, and sends nothing.",
        footer = {"", "Example:", "  trackerwatch target preview phone --event hit-and-run"})
final class TargetPreviewCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The target.")
    String name = "";

    @Option(names = "--event", paramLabel = "EVENT", description = "As for this event, with invented figures; else a plain test.")
    Optional<String> event = Optional.empty();

    @Mixin
    LinkOptions link;

    @Mixin
    JsonOption output;

    TargetPreviewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var rule = event.map(key -> TargetOptions.rule(session.rules(), key));
        var stored = session.read(books -> books.target(name));
        var choices = new Providers(session.app()).choices(stored.kind());
        var target = stored.with(link.applied(session, choices, stored.id(), stored.link()));
        var request = Refusal.toldBy(() -> new Preview(session.app()).of(target, rule));
        output.print(session.terminal(), () -> PreviewReport.of(request), out -> print(request, out));
        request.remarks().forEach(remark -> session.terminal().say(Plain.of(remark)));
        session.terminal().say("Nothing was sent. What is secret shows as •••.");
        return 0;
    }

    private static void print(Preview.Request request, PrintStream out) {
        out.println(Plain.of(request.method() + " " + request.address()));
        request.headers().forEach((header, value) -> out.println(Plain.of(header + ": " + value)));
        out.println();
        out.println(Plain.lines(request.body()));
    }
}
