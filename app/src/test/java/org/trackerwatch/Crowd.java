package org.trackerwatch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.DashboardReport;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Value;

/// Ten thousand trackers and sixty thousand messages that wait, which is more than anybody has: nothing breaks. Prints what
/// each step took; give Java `-Xmx96m`, as the program has.
final class Crowd implements AutoCloseable {

    private static final int TRACKERS = Integer.getInteger("trackerwatch.trackers", 10_000);
    private static final int EVENTS = Integer.getInteger("trackerwatch.events", 40_000);

    private static final List<String> RULES = List.of("hit-and-run", "account-warned", "download-disabled", "rank-change");

    private final Path directory;
    private final Household house;

    private Crowd(Path directory) {
        this.directory = directory;
        house = new Household(directory);
    }

    public static void main(String... arguments) throws Exception {
        var directory = Files.createTempDirectory("crowd");
        try (var crowd = new Crowd(directory)) {
            crowd.run();
        }
    }

    private void run() {
        measured("adding the trackers", () -> house.app.database().writeAndGet(this::trackers));
        measured("starting anew", () -> {
            house.restart();
            return "";
        });
        measured("a round that moves what is overdue", () -> house.poll() + " polls");
        var spread = spread();
        System.out.println("polls planned: " + spread.size() + " minutes, at most " + spread.values().stream().max(Long::compare).orElse(0L) + " in one");
        measured("a round in which nothing is due", () -> house.poll() + " polls");
        measured("the page's dashboard", () -> house.app.database().read(tx -> DashboardReport.of(house.app, tx).document(tx))
                .toString().length() + " characters");
        List.of("1", "2", "3").forEach(this::target);
        measured("finding the messages", () -> house.app.database().writeAndGet(this::messages));
        measured("starting with them", () -> {
            house.restart();
            return "";
        });
        for (int pass = 1; pass <= 3; pass++) {
            house.time.pass(Duration.ofSeconds(30));
            measured("pass " + pass + " of sending", () -> house.app.dispatcher().runDue().requests() + " requests, " + left() + " wait");
        }
        measured("all messages, as a command lists them", () -> house.app.database().read(tx -> house.app.deliveries()
                .list(tx, Optional.empty(), List.of(), Instant.EPOCH, house.time.now().plusSeconds(1))).size());
        measured("a pass in which nothing may be sent yet", () -> house.app.dispatcher().runDue().requests() + " requests");
        measured("sending all that may be sent in two minutes", () -> {
            var requests = 0;
            for (int second = 0; second < 120; second++) {
                house.time.pass(Duration.ofSeconds(1));
                requests += house.app.dispatcher().runDue().requests();
            }
            return requests + " requests, " + left() + " wait, limits broken: " + house.discord.violations().size();
        });
        System.out.println("database " + directory.resolve("trackerwatch.db").toFile().length() / 1024 + " KiB, threads " + Thread.activeCount());
    }

    private Object trackers(Transaction tx) {
        IntStream.range(0, TRACKERS).forEach(i -> house.app.registry().add(tx, new Tracker(0, "Otters " + i, "unit3d",
                Optional.of(house.url()), Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(),
                Tracker.Mode.ACTIVE, house.time.now()), new Credential.ApiKey(new Secret(Household.KEY)), Optional.empty(),
                house.time.now().minus(Duration.ofHours(1))));
        return TRACKERS + " trackers";
    }

    private Object messages(Transaction tx) {
        var now = house.time.now();
        for (int i = 0; i < EVENTS; i++) {
            var event = new Event("crowd " + i, 1 + i / RULES.size() % TRACKERS, RULES.get(i % RULES.size()), Severity.WARNING, now,
                    new Event.Detail.Changed(Field.HIT_AND_RUNS, Optional.of(new Value.Count(0)), new Value.Count(1)), AccountStats.NOTHING);
            house.app.outbox().route(tx, house.app.events().add(tx, event).orElseThrow(), event, now);
        }
        return left(tx) + " wait";
    }

    private void target(String number) {
        var address = new Providers(house.app).address("discord", house.discord.webhook("471" + number, "4" + number));
        house.app.database().write(tx -> house.app.targets().add(tx, new Target(0, "alerts " + number, "discord", address, Set.copyOf(RULES),
                Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    private int left() {
        return house.app.database().read(this::left);
    }

    private int left(Transaction tx) {
        return house.app.deliveries().queues(tx).values().stream().mapToInt(Deliveries.Queue::waiting).sum();
    }

    /// How many polls are planned for each minute from now.
    private Map<Long, Long> spread() {
        return house.app.database().read(tx -> house.app.schedules().all(tx)).values().stream().collect(Collectors.groupingBy(
                schedule -> Duration.between(house.time.now(), schedule.dueAt()).toMinutes(), TreeMap::new, Collectors.counting()));
    }

    private static void measured(String what, Supplier<Object> step) {
        var began = Time.SYSTEM.now();
        var came = step.get();
        var took = Duration.between(began, Time.SYSTEM.now()).toMillis();
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(Locale.ROOT, "%-45s %7d ms   %s   (%d MiB used)%n", what, took, came, used >> 20);
    }

    @Override
    public void close() {
        house.close();
    }
}
