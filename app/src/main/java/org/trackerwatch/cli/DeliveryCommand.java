package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Json;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delivery", description = "What was sent, when, and what the service answered.",
        subcommands = DeliveryRedeliverCommand.class,
        footer = {"", "Example:", "  trackerwatch delivery list --state dead"})
final class DeliveryCommand {

    private final Session session;

    DeliveryCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists deliveries, oldest first.",
            footer = {"", "Example:", "  trackerwatch delivery list --target phone --since 30d"})
    int list(@Option(names = "--target", paramLabel = "NAME", description = "Only to this target.") Optional<String> target,
            @Option(names = "--state", paramLabel = "STATE", split = ",", description = "Only ${COMPLETION-CANDIDATES}.")
            List<Delivery.State> states,
            @Option(names = "--tracker", paramLabel = "NAME", description = "Only of this tracker.") Optional<String> tracker,
            @Option(names = "--since", paramLabel = "TIME", defaultValue = "7d",
                    description = "From when on; 7 days if not given.") String since,
            @Mixin JsonOption output) {
        var moment = session.moment();
        var from = moment.parse(since);
        var wanted = states == null ? List.<Delivery.State>of() : states;
        var found = session.read(books -> {
            var to = books.target(target).map(Target::id);
            var of = books.tracker(tracker).map(Tracker::id);
            return books.app().deliveries().list(books.tx(), to, wanted, from, moment.now().plusMillis(1)).stream()
                    .filter(each -> of.isEmpty() || of.get() == each.tracker()).map(each -> DeliveryView.of(books, each)).toList();
        });
        output.print(session.terminal(), () -> {
            var list = Json.array();
            found.stream().map(DeliveryView::summary).forEach(list::add);
            return list;
        }, out -> table(found, out));
        if (found.isEmpty()) {
            session.terminal().say("Nothing was sent since " + Shown.time(from, session.zone()) + ".");
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one delivery with every attempt and the service's answers.",
            footer = {"", "Example:", "  trackerwatch delivery show 17"})
    int show(@Parameters(index = "0", paramLabel = "ID", description = "As “delivery list” shows it.") long id,
            @Mixin JsonOption output) {
        var view = session.read(books -> DeliveryView.of(books, books.delivery(id)));
        output.print(session.terminal(), view::document, out -> show(view, out));
        return 0;
    }

    @Command(name = "cancel", description = "Calls off a delivery that was not sent yet.",
            footer = {"", "Example:", "  trackerwatch delivery cancel 17"})
    int cancel(@Parameters(index = "0", paramLabel = "ID", description = "As “delivery list” shows it.") long id) {
        var view = session.write(books -> {
            books.delivery(id);
            if (!books.app().outbox().cancel(books.tx(), id, "Called off by you.", session.moment().now())) {
                throw Refusal.failed("Delivery " + id + " can't be called off: it is " + DeliveryView.of(books, books.delivery(id)).state() + ".");
            }
            return DeliveryView.of(books, books.delivery(id));
        });
        session.terminal().say("Delivery " + id + " to “" + Plain.of(view.target()) + "” is called off.");
        return 0;
    }

    private void table(List<DeliveryView> found, PrintStream out) {
        var zone = session.zone();
        var table = new Table("ID", "AT", "TARGET", "TRACKER", "WHAT", "STATE", "TRIES", "NEXT", "WHY");
        found.forEach(each -> table.row(Long.toString(each.delivery().id()), Shown.time(each.delivery().created(), zone),
                each.target(), each.tracker().orElse("-"), each.about(), each.state(), Integer.toString(each.attempts().size()),
                each.delivery().state() == Delivery.State.WAITING ? Shown.time(each.delivery().notBefore(), zone) : "-",
                each.delivery().reason().orElse("")));
        table.print(out);
    }

    private void show(DeliveryView view, PrintStream out) {
        var zone = session.zone();
        var delivery = view.delivery();
        new Table("DELIVERY", Long.toString(delivery.id()))
                .row("target", view.target()).row("tracker", view.tracker().orElse("-")).row("what", view.about())
                .row("state", view.sentence()).row("made", Shown.time(delivery.created(), zone))
                .row("given up", delivery.state() == Delivery.State.WAITING ? "at " + Shown.time(delivery.expires(), zone) : "-")
                .print(out);
        view.events().forEach(each -> out.println("\n" + Shown.time(each.event().at(), zone) + "  "
                + Plain.of(each.event().rule() + ": " + Details.words(each.event().detail(), zone))));
        out.println();
        view.attempts(zone).print(out);
        view.numbered((each, number) -> {
            if (!each.answer().isEmpty()) {
                out.println("\nAnswer to attempt " + number + ":\n" + Plain.lines(each.answer()));
            }
        });
    }
}
