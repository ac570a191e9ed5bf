package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delivery", description = "What was sent, when, and what the service answered.",
        subcommands = {DeliveryRedeliverCommand.class, DeliveryDeadCommand.class},
        footer = {"", "Example:", "  trackerwatch delivery list --state dead"})
final class DeliveryCommand {

    private final Session session;

    DeliveryCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists deliveries, oldest first.",
            footer = {"", "Example:", "  trackerwatch delivery list --target phone --since 30d"})
    int list(@Mixin DeliveryScope scope,
            @Option(names = "--state", paramLabel = "STATE", split = ",", description = "Only ${COMPLETION-CANDIDATES}.")
            List<Delivery.State> states,
            @Mixin JsonOption output) {
        scope.clear();
        var found = session.read(books -> scope.of(session, books, states == null ? List.of() : states).stream()
                .map(each -> DeliveryReport.of(books.app(), books.tx(), each)).toList());
        output.print(session.terminal(), () -> {
            var list = Json.array();
            found.stream().map(DeliveryReport::summary).forEach(list::add);
            return list;
        }, out -> table(found, out));
        if (found.isEmpty()) {
            session.terminal().say("Nothing was sent since " + Shown.time(scope.from(session), session.zone()) + ".");
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one delivery with every attempt and the service's answers.",
            footer = {"", "Example:", "  trackerwatch delivery show 17"})
    int show(@Parameters(index = "0", paramLabel = "ID", description = "As “delivery list” shows it.") long id,
            @Mixin JsonOption output) {
        var view = session.read(books -> DeliveryReport.of(books.app(), books.tx(), books.delivery(id)));
        output.print(session.terminal(), view::document, out -> show(view, out));
        return 0;
    }

    @Command(name = "cancel", description = "Calls off what was not sent yet.",
            footer = {"", "Example:", "  trackerwatch delivery cancel --target phone"})
    int cancel(@Mixin DeliveryScope scope) {
        if (scope.isOpen()) {
            throw Refusal.usage("Say what to call off: by the numbers that “delivery list” shows, or all to a target (--target), of a"
                    + " tracker (--tracker) or from a time on (--since).");
        }
        scope.clear();
        var now = session.moment().now();
        var called = session.write(books -> scope.of(session, books, scope.ids.isEmpty() ? List.of(Delivery.State.WAITING) : List.of())
                .stream().map(each -> {
                    if (!books.app().outbox().cancel(books.tx(), each.id(), "Called off by you.", now)) {
                        throw Refusal.failed("Delivery " + each.id() + " can't be called off: it is " + DeliveryReport.of(books.app(), books.tx(), each).state() + ".");
                    }
                    return DeliveryReport.of(books.app(), books.tx(), each);
                }).toList());
        called.forEach(view -> session.terminal().say("Delivery " + view.delivery().id() + " to “" + Plain.of(view.target()) + "” is called off."));
        if (called.isEmpty()) {
            session.terminal().say("Nothing of that waits.");
        }
        return 0;
    }

    private void table(List<DeliveryReport> found, PrintStream out) {
        var zone = session.zone();
        var table = new Table("ID", "AT", "TARGET", "TRACKER", "WHAT", "STATE", "TRIES", "NEXT", "WHY");
        found.forEach(each -> table.row(Long.toString(each.delivery().id()), Shown.time(each.delivery().created(), zone),
                each.target(), each.tracker().orElse("-"), each.about(), each.state(), Integer.toString(each.attempts().size()),
                each.delivery().state() == Delivery.State.WAITING ? Shown.time(each.delivery().notBefore(), zone) : "-",
                each.delivery().reason().orElse("")));
        table.print(out);
    }

    private void show(DeliveryReport view, PrintStream out) {
        var zone = session.zone();
        var delivery = view.delivery();
        new Table("DELIVERY", Long.toString(delivery.id()))
                .row("target", view.target()).row("tracker", view.tracker().orElse("-")).row("what", view.about())
                .row("state", view.sentence()).row("made", Shown.time(delivery.created(), zone)).row("key", view.key())
                .row("next try", delivery.state() == Delivery.State.WAITING ? "at " + Shown.time(delivery.notBefore(), zone) : "-")
                .row("given up", delivery.state() == Delivery.State.WAITING ? "at " + Shown.time(delivery.expires(), zone) : "-")
                .print(out);
        view.events().forEach(each -> out.println("\n" + Shown.time(each.event().at(), zone) + "  "
                + Plain.of(each.event().rule() + ": " + Details.words(each.event().detail(), zone))));
        out.println();
        Tries.of(view, zone).print(out);
        view.numbered((each, number) -> {
            if (!each.answer().isEmpty() || !each.headers().isEmpty()) {
                out.println("\nAnswer to attempt " + number + ":");
                Stream.of(each.headers(), each.answer()).filter(part -> !part.isEmpty()).map(Plain::lines).forEach(out::println);
            }
        });
    }
}
