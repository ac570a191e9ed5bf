package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Value;

/// Ends the real program with SIGKILL at any moment between asking a tracker and storing Discord's answer, and finds
/// every event delivered: each at least once, and twice only where the message itself admits it.
///
/// Each run has a tracker of its own, whose hit-and-runs have just gone from 0 to 1.
final class KillTest {

    private static final int RUNS = Integer.getInteger("trackerwatch.kills", 50);
    private static final long SEED = Seed.first();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    /// What the killer waits for before it strikes a random moment later. Between two neighbours lies every step of the
    /// way: reading, evaluating, the poll's commit, the attempt's commit, the request, the answer, the answer's commit.
    private enum Moment { STARTED, ASKED, ANSWERED, KEPT, SENDING, TOLD }

    @TempDir
    private Path directory;

    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MockWebServer site = new MockWebServer();
    private final FakeDiscord discord = new FakeDiscord(Time.SYSTEM);
    private App app;

    @BeforeEach
    void open() throws IOException {
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var name = request.getUrl().pathSegments().getFirst();
                asked.put(name, Time.SYSTEM.now());
                return new UserJson().hitAndRuns(1).answer().newBuilder().headersDelay(30, TimeUnit.MILLISECONDS).build();
            }
        });
        site.start(InetAddress.getByName("127.0.0.1"), 0);
        app = App.open(Config.of(Optional.of(directory), Map.of("TRACKERWATCH_DISCORD_URL", discord.base().toString())));
        app.database();
    }

    @AfterEach
    void close() {
        app.close();
        site.close();
        discord.close();
    }

    @Test
    void every_event_is_delivered_however_often_the_program_is_killed() throws Exception {
        subscribe();
        var struck = new EnumMap<Moment, Integer>(Moment.class);
        for (int run = 0; run < RUNS; run++) {
            var moment = Moment.values()[run % Moment.values().length];
            struck.merge(moment, strike("Otter" + run + "x", moment) ? 1 : 0, Integer::sum);
        }
        var last = start();
        assertTrue(await(last, this::nothingIsLeft), "something is left after " + PATIENCE + ", seed " + SEED);
        last.destroy();
        assertTrue(last.waitFor(15, TimeUnit.SECONDS), "the program did not end on SIGTERM");
        long twice = accounts().filter(name -> told(name).size() > 1).count();
        System.out.println("Killed " + RUNS + " times, seed " + SEED + "; the moment was met in " + struck + "; told twice: " + twice);
        accounts().forEach(this::assertTold);
        assertEquals(List.of(), discord.violations());
    }

    private void assertTold(String name) {
        var told = told(name);
        assertEquals(1, app.database().read(tx -> app.events().list(tx, Optional.of(app.registry().find(tx, name).orElseThrow().id()),
                LONG_AGO, LONG_AGO.plus(Duration.ofDays(3650)))).size(), name + " has not one event, seed " + SEED);
        assertTrue(!told.isEmpty(), name + " was never told of, seed " + SEED);
        assertTrue(told.size() == 1 || told.subList(1, told.size()).stream().allMatch(text -> text.contains("may be a duplicate")),
                name + " was told of twice without a word, seed " + SEED);
    }

    /// @return whether the moment came; else the program ended before, which no test may overlook
    private boolean strike(String name, Moment moment) throws Exception {
        long tracker = track(name);
        var program = start();
        boolean came = await(program, () -> has(name, tracker, moment));
        Thread.sleep(random.nextInt(40));
        program.destroyForcibly().waitFor();
        return came;
    }

    private boolean has(String name, long tracker, Moment moment) {
        return switch (moment) {
            case STARTED -> true;
            case ASKED -> asked.containsKey(name);
            case ANSWERED -> asked.containsKey(name) && Time.SYSTEM.now().isAfter(asked.get(name).plusMillis(30));
            case KEPT -> !deliveries(tracker).isEmpty();
            case SENDING -> deliveries(tracker).stream().anyMatch(delivery -> delivery.state() == State.SENDING);
            case TOLD -> !told(name).isEmpty();
        };
    }

    private boolean nothingIsLeft() {
        return accounts().allMatch(asked::containsKey) && !deliveries().isEmpty()
                && deliveries().stream().allMatch(delivery -> delivery.state() == State.DELIVERED)
                && deliveries().stream().map(Delivery::tracker).distinct().count() == RUNS;
    }

    private List<String> told(String name) {
        return discord.posts().stream().flatMap(post -> post.embeds().stream()).map(Object::toString)
                .filter(embed -> embed.contains(name)).toList();
    }

    private List<Delivery> deliveries() {
        return app.database().read(tx -> app.deliveries().list(tx, Optional.empty(), List.of(), LONG_AGO, LONG_AGO.plus(Duration.ofDays(3650))));
    }

    private List<Delivery> deliveries(long tracker) {
        return deliveries().stream().filter(delivery -> delivery.tracker() == tracker).toList();
    }

    private Stream<String> accounts() {
        return IntStream.range(0, RUNS).mapToObj(run -> "Otter" + run + "x");
    }

    /// The account as it was, and due now: the next start finds its hit-and-run.
    private long track(String name) {
        var now = Time.SYSTEM.now();
        return app.database().writeAndGet(tx -> {
            var tracker = app.registry().add(tx, new Tracker(0, name, "unit3d", Optional.of(site.url("/" + name + "/").toString()),
                    Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, now),
                    new Credential.ApiKey(new Secret("key")), Optional.empty(), now);
            var before = Evaluator.evaluate(tracker, app.terms(tracker), TrackerState.NEW, new Outcome.Read(figures(0)),
                    app.rulebook().rules(), now.minusSeconds(3600));
            app.history().remember(tx, tracker.id(), before.state());
            return tracker.id();
        });
    }

    private void subscribe() {
        var address = new Providers(app).address("discord", discord.webhook("4711", "42"));
        app.database().write(tx -> app.targets().add(tx, new Target(0, "alerts", "discord", address, Set.of("hit-and-run"), Set.of(),
                Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "org.trackerwatch.Main", "serve", "--config", directory.toString());
        builder.environment().put("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        builder.environment().put("TRACKERWATCH_PORT", "0");
        builder.redirectErrorStream(true).redirectOutput(directory.resolveSibling("serve.log").toFile());
        return builder.start();
    }

    private boolean await(Process program, BooleanSupplier condition) throws InterruptedException {
        var end = Time.SYSTEM.now().plus(PATIENCE);
        while (Time.SYSTEM.now().isBefore(end) && program.isAlive()) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    private static AccountStats figures(int hitAndRuns) {
        return AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(2_000_000_000_000L),
                Field.DOWNLOADED, ByteSize.exact(1_000_000_000_000L), Field.RATIO, Ratio.finite("2"),
                Field.SEEDING, new Value.Count(12), Field.HIT_AND_RUNS, new Value.Count(hitAndRuns)));
    }
}
