package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.deliver.FaultScript.Happening;

/// How others deliver, written anew from what they say of themselves: one request for each alert and target, tried again
/// after fixed waits unless the status says that it was taken. What waits, waits in memory.
///
/// @param waits after the first try, the second, and so on
record Rival(String name, List<Duration> waits) {

    static final List<Rival> ALL = List.of(
            new Rival("one try", List.of()),
            new Rival("3 retries in 7 s", List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))),
            new Rival("6 retries up to 2 h", List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
                    Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2))));

    private record Try(Instant due, long order, int target, Message message, int failed) {}

    ServiceRow.Tally run(FaultScript script) {
        try (var row = new ServiceRow()) {
            var wire = new Wire(PostOffice.HTTP, row.time, OwnRun.PATIENCE);
            var queue = new PriorityQueue<Try>(Comparator.comparing(Try::due).thenComparing(Try::order));
            var start = row.time.now();
            for (var happening : script.happenings()) {
                send(row, wire, queue, start.plus(happening.at()));
                happen(row, queue, happening);
            }
            send(row, wire, queue, start.plus(script.length()).plus(OwnRun.AFTERWARDS));
            return row.tally();
        }
    }

    private void happen(ServiceRow row, PriorityQueue<Try> queue, Happening happening) {
        switch (happening) {
            case Happening.Alert alert -> {
                var fresh = row.alert(alert);
                var title = ServiceRow.title(fresh);
                var message = new Message(Severity.URGENT, title, title, List.of(), row.time.now(), "C0DE", Optional.empty(),
                        Optional.of(Story.of("hit-and-run", title, Map.of())));
                for (int target = 0; target < row.vendors.size(); target++) {
                    queue.add(new Try(row.time.now(), queue.size(), target, message, 0));
                }
            }
            case Happening.Outage outage -> row.outage(outage);
            case Happening.Hit hit -> row.hit(hit);
            case Happening.Kill _ -> queue.clear();
            case Happening.Clock _, Happening.Mended _ -> { }
        }
    }

    private void send(ServiceRow row, Wire wire, PriorityQueue<Try> queue, Instant until) {
        while (!queue.isEmpty() && !queue.element().due().isAfter(until)) {
            var next = queue.remove();
            row.time.reach(next.due());
            var vendor = row.vendors.get(next.target());
            var parcel = new Parcel(List.of(next.message()), Form.SHARED, key(next), row.time.now(), false);
            var call = ((OverHttp) vendor.notifier()).render(parcel, vendor.target(1, "T"));
            boolean taken = wire.send(call) instanceof Wire.Outcome.Answered(var answer) && answer.status() / 100 == 2;
            if (!taken && next.failed() < waits.size()) {
                queue.add(new Try(row.time.now().plus(waits.get(next.failed())), next.order(), next.target(), next.message(), next.failed() + 1));
            }
        }
        row.time.reach(until);
    }

    private static String key(Try next) {
        return next.message().told().id().replace('_', '-');
    }
}
