package org.trackerwatch.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.SendNow;
import org.trackerwatch.cli.terminal.Json;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "redeliver", description = "Sends once more what was given up, called off or lost on the other side.",
        footer = {"", "Example:", "  trackerwatch delivery redeliver --dead --since 3d"})
final class DeliveryRedeliverCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "As “delivery list” shows them.")
    List<Long> ids = List.of();

    @Option(names = "--dead", description = "All that were given up.")
    boolean dead;

    @Option(names = "--since", paramLabel = "TIME", description = "With --dead: those from when on; 7 days if not given.")
    Optional<String> since = Optional.empty();

    @Mixin
    JsonOption output;

    DeliveryRedeliverCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (dead == !ids.isEmpty()) {
            throw Refusal.usage("Name the deliveries to send once more, or say --dead.");
        }
        var now = session.moment().now();
        var fresh = Refusal.toldBy(() -> session.write(books -> chosen(books).stream()
                .map(each -> books.app().outbox().redeliver(books.tx(), each, now)).toList()));
        var tried = session.during("Sending …", () -> new SendNow(session.app()).await(fresh));
        var views = session.read(books -> tried.stream().map(each -> DeliveryView.of(books, each)).toList());
        output.print(session.terminal(), () -> {
            var list = Json.array();
            views.stream().map(DeliveryView::summary).forEach(list::add);
            return list;
        }, out -> views.forEach(each -> out.println(each.delivery().id() + " to “" + Plain.of(each.target()) + "”: "
                + Plain.of(each.sentence()))));
        if (views.isEmpty()) {
            session.terminal().say("Nothing was given up in that time.");
        }
        return views.stream().map(each -> each.delivery().state()).allMatch(state -> state == State.DELIVERED || state == State.ACCEPTED)
                ? 0 : Refusal.FAILED;
    }

    private List<Delivery> chosen(Books books) {
        var moment = session.moment();
        return dead ? books.app().deliveries().list(books.tx(), Optional.empty(), List.of(State.DEAD),
                        moment.parse(since.orElse("7d")), moment.now().plusMillis(1))
                : ids.stream().distinct().map(books::delivery).toList();
    }
}
