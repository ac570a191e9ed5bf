package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Offline;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.InquiryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "explain", description = "Tells why an event did or did not happen at a poll, and who was told of it.",
        footer = {"", "Example:", "  trackerwatch event explain mysite --rule ratio-drop --at \"2h ago\""})
final class EventExplainCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "TRACKER", description = "The tracker's name.")
    String tracker = "";

    @Option(names = "--rule", paramLabel = "EVENT", required = true, description = "The event, such as ratio-drop.")
    String event = "";

    @Option(names = "--at", paramLabel = "TIME", description = "The last poll until then: 2h ago, 2026-03-04T18:30 …; now if not given.")
    Optional<String> at = Optional.empty();

    @Option(names = "--target", paramLabel = "NAME", description = "Only what this target was told.")
    Optional<String> target = Optional.empty();

    @Mixin
    JsonOption output;

    EventExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var moment = session.moment();
        var until = at.map(moment::parse).orElse(moment.now());
        var rule = TargetOptions.rule(session.rules(), event);
        if (rule.key().equals(Offline.RULE)) {
            throw Refusal.usage("Whether trackerwatch is offline shows over all trackers, and not in a poll of one;"
                    + " “trackerwatch incident list” tells when it was.");
        }
        var inquiry = session.read(books -> InquiryReport.of(books.app(), books.tx(), session.rules(), rule, books.tracker(tracker), until, books.target(target)))
                .orElseThrow(() -> Refusal.failed("Nothing is known of “" + Plain.of(tracker) + "” until "
                        + Shown.time(until, session.zone()) + "."));
        var limits = session.read(books -> books.report(books.tracker(tracker))).limits();
        output.print(session.terminal(), () -> {
            var document = inquiry.document();
            document.set("limit", limits.<JsonNode>map(known -> known.document(rule)).orElseGet(document::nullNode));
            return document;
        }, out -> {
            print(inquiry, rule, out);
            limits.map(known -> Limits.sentence(known, rule)).filter(sentence -> !sentence.isEmpty()).ifPresent(out::println);
        });
        return 0;
    }

    private void print(InquiryReport inquiry, Rule rule, PrintStream out) {
        var zone = session.zone();
        out.println((inquiry.tracker().mode() == Tracker.Mode.MANUAL ? "Record of " : "Poll of ") + Shown.time(inquiry.poll().at(), zone) + ": " + Plain.of(inquiry.explanation().sentence()));
        inquiry.told().ifPresentOrElse(told -> {
            out.println("\n" + rule.title() + " of " + Shown.time(told.event().event().at(), zone) + ": "
                    + Plain.of(Details.words(told.event().event().detail(), zone)) + "\n");
            if (told.targets().isEmpty()) {
                out.println("Nobody was told: there was no target, or it was removed since.");
            } else {
                FateView.table(told, zone).print(out);
            }
        }, () -> out.println("\nIt has never happened to this tracker until then."));
    }
}
