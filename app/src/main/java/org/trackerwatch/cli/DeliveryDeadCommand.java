package org.trackerwatch.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.DeadLetters.Dead;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

@Command(name = "dead", description = "Lists what was given up and neither sent once more nor taken off this list.",
        footer = {"", "Example:", "  trackerwatch delivery dead --target phone --ack"})
final class DeliveryDeadCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    DeliveryScope scope;

    @Option(names = "--ack", description = "Takes what it lists off the list. It stays in “delivery list”.")
    boolean acknowledged;

    @Mixin
    JsonOption output;

    DeliveryDeadCommand(Session session) {
        this.session = session;
    }

    /// @param at when it was given up
    private record Entry(DeliveryReport view, Instant at) {}

    @Override
    public Integer call() {
        scope.clear();
        var now = session.moment().now();
        var found = acknowledged ? session.write(books -> {
            var entries = entries(books);
            entries.forEach(entry -> books.app().deadLetters().acknowledge(books.tx(), entry.view().delivery().id(), now));
            return entries;
        }) : session.read(this::entries);
        output.print(session.terminal(), () -> document(found), out -> table(found, out));
        session.terminal().say(summary(found));
        return 0;
    }

    private List<Entry> entries(Books books) {
        scope.ids.forEach(books::delivery);
        var wanted = scope.filter(books);
        return books.app().deadLetters().list(books.tx()).stream()
                .filter(dead -> scope.ids.isEmpty() || scope.ids.contains(dead.delivery().id()))
                .filter(dead -> wanted.test(dead.delivery())).filter(this::isOfThatTime)
                .map(dead -> new Entry(DeliveryReport.of(books.app(), books.tx(), dead.delivery()), dead.at())).toList();
    }

    /// However old it is: what nobody has seen is not over.
    private boolean isOfThatTime(Dead dead) {
        var moment = session.moment();
        return scope.since.map(moment::parse).filter(dead.at()::isBefore).isEmpty()
                && scope.until.map(moment::parse).filter(until -> !dead.at().isBefore(until)).isEmpty();
    }

    private String summary(List<Entry> found) {
        if (found.isEmpty()) {
            return "Nothing was given up that is still on the list.";
        }
        var targets = found.stream().collect(Collectors.groupingBy(entry -> entry.view().target(), Collectors.counting()));
        var counted = targets.entrySet().stream().map(entry -> entry.getValue() + " to “" + Plain.of(entry.getKey()) + "”").sorted()
                .collect(Collectors.joining(", "));
        return acknowledged ? "Taken off the list: " + counted + "."
                : counted + ". “delivery redeliver --since TIME” sends them once more, “delivery dead --ack” takes them off the list.";
    }

    private void table(List<Entry> found, PrintStream out) {
        var table = new Table("ID", "GIVEN UP", "AGE", "TARGET", "TRACKER", "WHAT", "WHY");
        var moment = session.moment();
        found.forEach(entry -> table.row(Long.toString(entry.view().delivery().id()), Shown.time(entry.at(), session.zone()),
                moment.since(entry.view().delivery().created()), entry.view().target(), entry.view().tracker().orElse("-"),
                entry.view().about(), entry.view().delivery().reason().orElse("")));
        table.print(out);
    }

    private static ArrayNode document(List<Entry> found) {
        var list = Json.array();
        found.forEach(entry -> list.add(entry.view().summary().put("given_up_at", entry.at().toString())));
        return list;
    }
}
