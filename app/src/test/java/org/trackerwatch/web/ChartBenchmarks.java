package org.trackerwatch.web;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.trackerwatch.Api;
import org.trackerwatch.BenchmarkPage;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.store.LivingAccounts;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

/// Writes its part of docs/benchmarks.md: how long the page's questions take on a year of fifty accounts, and what fifty
/// readers do to polls. To be run from the module's folder, with the page to be written as its argument.
final class ChartBenchmarks implements AutoCloseable {

    private static final int TRACKERS = 50;
    private static final int HOURS = 365 * 24;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 60;
    private static final int CLIENTS = 50;
    private static final int POLLS = 200;

    private static final String PART = "## The page on a year of fifty accounts";

    private static final List<String> QUESTIONS = List.of(
            "dashboard", "summary", "trackers", "trackers/1",
            "trackers/1/series?range=24h", "trackers/1/series?range=7d", "trackers/1/series?range=30d", "trackers/1/series?range=90d",
            "trackers/2/series?range=1y", "trackers/3/series?range=all", "trackers/3/series?range=1y&mode=per_day", "trackers/1/snapshots",
            "fleet/daily?range=30d", "fleet/daily?range=1y", "fleet/share?range=1y", "fleet/calendar?range=1y",
            "fleet/compare?range=24h&field=ratio", "fleet/compare?range=7d&field=ratio", "fleet/compare?range=30d&field=ratio",
            "fleet/compare?range=1y&field=uploaded");

    private final Api api;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LivingAccounts accounts = new LivingAccounts(20261121, TRACKERS);
    private final String key;

    private ChartBenchmarks(Path directory) {
        api = Api.in(directory);
        key = api.with(tx -> api.app().apiKeys().make(tx, "benchmark", false, api.app().random(), api.time().now())).text().reveal();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var benchmarks = new ChartBenchmarks(Files.createTempDirectory("charts"))) {
            int readings = benchmarks.fill();
            var charts = benchmarks.charts();
            BenchmarkPage.put(Path.of(arguments[0]), page(readings, charts, benchmarks.crowd()));
        }
        System.exit(0);
    }

    private int fill() {
        api.with(this::trackers);
        int readings = 0;
        List<Snapshot> last = List.of();
        for (int day = 0; day < HOURS / 24; day++) {
            var hours = new ArrayList<List<Snapshot>>();
            for (int hour = 0; hour < 24; hour++) {
                last = accounts.nextHour();
                hours.add(last);
                readings += last.size();
            }
            api.with(tx -> {
                hours.forEach(snapshots -> snapshots.forEach(snapshot -> api.app().history().append(tx, snapshot)));
                return hours;
            });
        }
        var known = last;
        api.time().set(accounts.hour().plus(Duration.ofMinutes(15)));
        api.with(tx -> {
            known.forEach(snapshot -> settle(tx, snapshot));
            return known;
        });
        return readings;
    }

    private int trackers(Transaction tx) {
        var slugs = api.app().definitions().slugs();
        for (int i = 0; i < TRACKERS; i++) {
            var tracker = api.app().registry().add(tx, new Tracker(0, "Tracker " + i, slugs.get(i * 3), Optional.empty(), Optional.empty(),
                    Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, accounts.hour()),
                    new Credential.ApiKey(new Secret("key " + i)), Optional.empty(), accounts.hour());
            for (int nr = 0; nr < 40; nr++) {
                var at = accounts.hour().plus(Duration.ofHours(200L * nr + i));
                api.app().events().add(tx, new Event(tracker.id() + " " + nr, tracker.id(), "rank-change", Severity.INFO, at,
                        new Event.Detail.Changed(Field.CLASS, Optional.of(new Value.Text("User")), new Value.Text("Elite")), AccountStats.NOTHING));
            }
        }
        return TRACKERS;
    }

    private void settle(Transaction tx, Snapshot snapshot) {
        api.app().history().remember(tx, snapshot.tracker(), new TrackerState(snapshot.stats(), Optional.of(snapshot.at()), Optional.empty(),
                Optional.empty(), Map.of(), Set.of()));
        api.app().schedules().settle(tx, snapshot.tracker(), new Schedule(snapshot.at().plus(Duration.ofHours(1)), 0, Optional.of(snapshot.at()),
                Optional.empty()));
    }

    private String charts() throws IOException, InterruptedException {
        var first = new ArrayList<Long>();
        for (var question : QUESTIONS) {
            first.add(timed(question));
        }
        for (int i = 0; i < WARM_UP; i++) {
            for (var question : QUESTIONS) {
                timed(question);
            }
        }
        var table = new StringBuilder();
        for (int nr = 0; nr < QUESTIONS.size(); nr++) {
            table.append(line(QUESTIONS.get(nr), first.get(nr)));
        }
        return table.toString();
    }

    private String line(String question, long first) throws IOException, InterruptedException {
        var times = new ArrayList<Long>();
        long began = processor();
        for (int i = 0; i < ROUNDS; i++) {
            times.add(timed(question));
        }
        long worked = (processor() - began) / ROUNDS;
        times.sort(null);
        var line = String.format(Locale.ROOT, "| `%s` | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f |%n", question, millis(times.getFirst()),
                millis(times.get(ROUNDS / 2)), millis(times.get(ROUNDS * 95 / 100)), millis(worked), millis(first),
                bytes(question, "identity") / 1000.0, bytes(question, "gzip") / 1000.0);
        System.out.print(line);
        return line;
    }

    /// Of the whole process: who asks and who collects garbage are in it.
    private static long processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private long timed(String question) throws IOException, InterruptedException {
        long start = System.nanoTime();
        bytes(question, "identity");
        return System.nanoTime() - start;
    }

    private int bytes(String question, String encoding) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(api.address() + "/api/v1/" + question)).header("X-Api-Key", key)
                .header("Accept-Encoding", encoding).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(question + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length;
    }

    /// What a poll's transaction takes alone, and while the dashboard and a chart are loaded again and again.
    private String crowd() throws InterruptedException {
        polls();
        var alone = polls();
        var over = new AtomicBoolean();
        var loads = new AtomicInteger();
        List<Long> crowded;
        long start = System.nanoTime();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int nr = i + 1;
                clients.submit(() -> {
                    while (!over.get()) {
                        bytes("dashboard", "gzip");
                        bytes("trackers/" + nr + "/series?range=30d", "gzip");
                        loads.incrementAndGet();
                    }
                    return nr;
                });
            }
            crowded = polls();
            over.set(true);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var text = String.format(Locale.ROOT, "A poll's transaction takes %.1f ms alone (median; 95 %% within %.1f ms), and %.1f ms (%.1f ms) while "
                + "%d clients reload the dashboard and a chart without a pause, %.0f times a second in all.", millis(alone.get(POLLS / 2)),
                millis(alone.get(POLLS * 95 / 100)), millis(crowded.get(POLLS / 2)), millis(crowded.get(POLLS * 95 / 100)), CLIENTS, loads.get() / seconds);
        System.out.println(text);
        return text;
    }

    private List<Long> polls() throws InterruptedException {
        var times = new ArrayList<Long>();
        while (times.size() < POLLS) {
            for (var snapshot : accounts.nextHour().subList(0, 10)) {
                Thread.sleep(5);
                long start = System.nanoTime();
                api.with(tx -> {
                    api.app().history().append(tx, snapshot);
                    settle(tx, snapshot);
                    return Instant.EPOCH;
                });
                times.add(System.nanoTime() - start);
            }
        }
        times.sort(null);
        return times;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static String page(int readings, String charts, String crowd) {
        return """
                %s

                %d accounts were read hourly for a year: %d readings, with 40 events each. Each question is asked by HTTP on the loopback, \
                %d times after %d times that warm the program up; the times are what the client waits, the first ones with a program that has just started. \
                The processor time is that of one question in the mean, with who asks, the compiler and the garbage collector, and does not \
                depend on what else the machine does. %sThe goals are 25 ms and 300 kB \
                for a chart, 50 ms for the dashboard.

                | question, after `/api/v1/` | least, ms | median, ms | 95 %% within, ms | processor, ms | first, ms | kB | kB, gzip |
                |---|---|---|---|---|---|---|---|
                %s
                %s

                Made by `org.trackerwatch.web.ChartBenchmarks` in the test tree on %d cores, run with the test class path from the folder `app` \
                with `../docs/benchmarks.md` as its argument. It takes some minutes.
                """.formatted(PART, TRACKERS, readings, ROUNDS, WARM_UP, busy(), charts, crowd, Runtime.getRuntime().availableProcessors());
    }

    /// Others' work on the machine is in the times.
    private static String busy() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 2 ? "" : String.format(Locale.ROOT, "The machine was busy with other work (load average %.0f), which shows in all "
                + "but the least of them. ", load);
    }

    @Override
    public void close() {
        client.close();
        api.close();
    }
}
