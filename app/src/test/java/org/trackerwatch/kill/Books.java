package org.trackerwatch.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Providers;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.deliver.Fault;
import org.trackerwatch.kill.Watch.Phase;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Value;

/// The database of a program that is killed, from outside: what is put in for it, and what it has come to.
final class Books implements AutoCloseable {

    static final String ALERTS = "4711";
    static final String SLOW = "4712";
    static final String RESTING = "4713";
    static final String PAUSED = "4714";

    private static final Set<String> RULES = Set.of("hit-and-run", "rank-change", "anniversary");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = LONG_AGO.plus(Duration.ofDays(36_500));

    private final App app;
    private final Site site;
    private final Map<String, Long> otters = new TreeMap<>();
    private final Map<String, Long> docks = new TreeMap<>();
    private final Map<String, List<Instant>> interrupted = new HashMap<>();
    private List<String> held = List.of();

    Books(Path directory, String discordAddress, Site site, FakeDiscord discord) {
        this.site = site;
        app = App.open(Config.of(Optional.of(directory), Map.of("TRACKERWATCH_DISCORD_URL", discordAddress)));
        app.database();
        discord.script(Fault.bucket429(3600));
        var slow = target("slow", discord.webhook(SLOW, "43"), Set.of("bonus-cap"));
        var resting = target("resting", discord.webhook(RESTING, "44"), RULES);
        var paused = target("paused", discord.webhook(PAUSED, "45"), RULES);
        target("alerts", discord.webhook(ALERTS, "42"), RULES);
        var now = now();
        app.outbox();
        app.database().write(tx -> {
            app.targets().health(tx, resting, new Target.Health(Target.Health.State.ACTIVE, 6, Optional.of(now.plusSeconds(29 * 60)),
                    Duration.ofMinutes(30), Optional.of("It was not reached."), Optional.of(now.minusSeconds(3600))));
            app.targets().pause(tx, paused.id());
            app.outbox().test(tx, slow, now);
        });
        site.hurried("Heron");
        add("Heron", new Credential.ApiKey(new Secret("key")), "unit3d");
    }

    private Target target(String name, String address, Set<String> rules) {
        return app.database().writeAndGet(tx -> app.targets().add(tx, new Target(0, name, "discord",
                new Providers(app).address("discord", address), rules, Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    /// An account as it was an hour ago, and due now: the next poll finds a hit-and-run, and that it is a year old today.
    void add(String name, boolean signsIn) {
        if (signsIn) {
            docks.put(name, add(name, new Credential.Login(new Secret("otterby"), new Secret("plantedPassword77"), Optional.empty()), "dockside"));
        } else {
            otters.put(name, add(name, new Credential.ApiKey(new Secret("key")), "unit3d"));
        }
    }

    private long add(String name, Credential credential, String definition) {
        var now = now();
        app.registry();
        return app.database().writeAndGet(tx -> {
            var tracker = app.registry().add(tx, new Tracker(0, name, definition, Optional.of(site.address(name)), Optional.empty(),
                    Duration.ofHours(1), Optional.empty(), Optional.of(LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(1)),
                    Tracker.Mode.ACTIVE, now), credential, Optional.empty(), now);
            var before = Evaluator.evaluate(tracker, app.terms(tracker), TrackerState.NEW, new Outcome.Read(figures()), List.of(), now.minusSeconds(3600));
            app.history().remember(tx, tracker.id(), before.state());
            return tracker.id();
        });
    }

    private static AccountStats figures() {
        return AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(2_000_000_000_000L), Field.DOWNLOADED, ByteSize.exact(1_000_000_000_000L),
                Field.RATIO, Ratio.finite("2"), Field.SEEDING, new Value.Count(12), Field.HIT_AND_RUNS, new Value.Count(0),
                Field.CLASS, new Value.Text("User")));
    }

    static Instant now() {
        return Time.SYSTEM.now();
    }

    /// An hour passes for every account whose first poll is kept: it changes once more, and is due.
    void advance() {
        otters.forEach((name, id) -> {
            if (site.changes(name) == 0 && polls(id) == 1) {
                site.change(name);
                app.database().write(tx -> app.schedules().move(tx, id, now()));
            }
        });
    }

    /// Nobody else can commit meanwhile.
    void locked(Runnable work) {
        app.database().write(_ -> work.run());
    }

    /// How far the program had come with the account, or with what else it was sending.
    Found found(String name, Optional<Phase> reached) {
        if (isSending()) {
            return switch (reached.orElse(Phase.CONNECTED)) {
                case CONNECTED -> Found.ATTEMPTED;
                case TAKEN -> Found.BODY_LEFT;
                case ANSWERED -> Found.UNSTORED;
            };
        }
        if (site.asked(name).isEmpty()) {
            return Found.NOTHING_ASKED;
        }
        if (!isKept(name)) {
            return site.hasAnswered(name) ? Found.UNKEPT : Found.ASKED;
        }
        return deliveries(name, "alerts").stream().anyMatch(Delivery::hasArrived) ? Found.STORED : Found.KEPT;
    }

    private boolean isSending() {
        return read(tx -> tx.first("SELECT 1 FROM attempt WHERE ended_at IS NULL", row -> row.getInt(1))).isPresent();
    }

    /// Notes whose poll the kill has cut off.
    void countInterrupted() {
        read(tx -> tx.query("SELECT name FROM tracker t JOIN schedule s ON s.tracker = t.id WHERE leased_until > 0", row -> row.getString(1)))
                .forEach(name -> interrupted.computeIfAbsent(name, _ -> new ArrayList<>()).add(now()));
    }

    /// Kills that cut off its polls.
    List<Instant> interruptions(String name) {
        return interrupted.getOrDefault(name, List.of());
    }

    boolean isKept(String name) {
        return polls(id(name)) > 0;
    }

    boolean isTold(String name) {
        return deliveries(name, "alerts").stream().anyMatch(Delivery::hasArrived);
    }

    boolean isDone() {
        return otters.values().stream().allMatch(id -> polls(id) == 2) && docks.keySet().stream().allMatch(this::isWaiting)
                && all("alerts").stream().allMatch(Delivery::hasArrived);
    }

    /// Whether its last poll failed, with a reason that is kept.
    boolean isWaiting(String name) {
        return schedule(name).failure().isPresent();
    }

    boolean isHeld(String name) {
        return read(tx -> tx.first("SELECT 1 FROM pace WHERE held_until > ?", row -> row.getInt(1), now().plusSeconds(3000))).isPresent()
                && !all(name).isEmpty();
    }

    /// What no kill may change from now on: pauses, rests and learned limits.
    void remember() {
        held = standing();
    }

    List<String> remembered() {
        return held;
    }

    List<String> standing() {
        return read(tx -> {
            var all = new ArrayList<>(tx.query("SELECT name || ' held until ' || held_until FROM pace WHERE held_until > ? ORDER BY name",
                    row -> row.getString(1), now().plusSeconds(600)));
            app.targets().list(tx).stream().filter(target -> !target.name().equals("alerts"))
                    .forEach(target -> all.add(target.name() + " " + target.health()));
            all.add("Heron " + schedule("Heron"));
            return all;
        });
    }

    Set<String> otters() {
        return otters.keySet();
    }

    Set<String> docks() {
        return docks.keySet();
    }

    long id(String name) {
        return Optional.ofNullable(otters.get(name)).or(() -> Optional.ofNullable(docks.get(name)))
                .orElseGet(() -> read(tx -> app.registry().find(tx, name)).orElseThrow().id());
    }

    int polls(long tracker) {
        return read(tx -> app.history().snapshots(tx, tracker, LONG_AGO, FAR_AHEAD)).size();
    }

    Schedule schedule(String name) {
        long id = id(name);
        return read(tx -> app.schedules().get(tx, id));
    }

    List<Event> events(String name) {
        return read(tx -> app.events().list(tx, Optional.of(id(name)), LONG_AGO, FAR_AHEAD)).stream().map(stored -> stored.event()).toList();
    }

    List<Delivery> all(String target) {
        return read(tx -> app.deliveries().list(tx, app.targets().find(tx, target).map(Target::id), List.of(), LONG_AGO, FAR_AHEAD));
    }

    List<Delivery> deliveries(String name, String target) {
        long id = id(name);
        return all(target).stream().filter(delivery -> delivery.tracker() == id).toList();
    }

    List<Attempts.Attempt> attempts(Delivery delivery) {
        return read(tx -> app.attempts().of(tx, delivery.id()));
    }

    String rule(Delivery delivery) {
        return read(tx -> app.events().get(tx, delivery.events().getFirst())).orElseThrow().event().rule();
    }

    List<String> integrity() {
        return read(tx -> tx.query("PRAGMA integrity_check", row -> row.getString(1)));
    }

    App app() {
        return app;
    }

    <T> T read(Function<Transaction, T> work) {
        return app.database().read(work);
    }

    @Override
    public void close() {
        app.close();
    }
}
