package org.trackerwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.trackerwatch.SendNow;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "redeliver", description = "Sends once more what was given up, called off or lost on the other side.",
        footer = {"", "Example:", "  trackerwatch delivery redeliver --since 3d --target phone"})
final class DeliveryRedeliverCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    DeliveryScope scope;

    @Option(names = "--dead", description = "All that were given up, of the last 7 days if no time is given.")
    boolean dead;

    @Option(names = "--all-states", description = "Without numbers: not only what was given up, but what arrived or was called off, too.")
    boolean allStates;

    @Mixin
    JsonOption output;

    DeliveryRedeliverCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (scope.isOpen() && !dead || !scope.ids.isEmpty() && (dead || allStates)) {
            throw Refusal.usage("Name the deliveries to send once more by their numbers, or say which: --since, --target, --dead.");
        }
        scope.clear();
        var now = session.moment().now();
        var fresh = Refusal.toldBy(() -> session.write(books -> chosen(books).stream()
                .filter(each -> !scope.ids.isEmpty() || isLeft(books, each))
                .map(each -> books.app().outbox().redeliver(books.tx(), each, now)).toList()));
        var tried = session.during("Sending …", () -> new SendNow(session.app()).await(fresh));
        var views = session.read(books -> tried.stream().map(each -> DeliveryReport.of(books.app(), books.tx(), each)).toList());
        output.print(session.terminal(), () -> {
            var list = Json.array();
            views.stream().map(DeliveryReport::summary).forEach(list::add);
            return list;
        }, out -> views.forEach(each -> out.println(each.delivery().id() + " to “" + Plain.of(each.target()) + "”: "
                + Plain.of(each.sentence()))));
        if (views.isEmpty()) {
            session.terminal().say("Nothing of that time is left to send once more.");
        }
        return views.stream().map(each -> each.delivery().state()).allMatch(state -> state == State.DELIVERED || state == State.ACCEPTED)
                ? 0 : Refusal.FAILED;
    }

    private List<Delivery> chosen(Books books) {
        return scope.of(session, books, !scope.ids.isEmpty() ? List.of()
                : allStates ? List.of(State.DEAD, State.CANCELLED, State.DELIVERED, State.ACCEPTED) : List.of(State.DEAD));
    }

    /// Asked anew for each, since the one before may have put the same on its way.
    private static boolean isLeft(Books books, Delivery delivery) {
        var letters = books.app().deadLetters();
        return !letters.isSentAgain(books.tx(), delivery) && letters.onTheWay(books.tx(), delivery).isEmpty();
    }
}
