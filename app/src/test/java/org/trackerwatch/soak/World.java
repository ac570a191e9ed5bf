package org.trackerwatch.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.poll.Poller;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Retention;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// The program with all that lies around it: sites, receivers, a line that may be down, a disk from which it is started
/// anew, and sudden deaths.
final class World implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final int PASSES = 30;
    private static final Duration AFTER_A_CRASH = Duration.ofMinutes(1);

    final SettableTime time = new SettableTime();
    final Random random;
    final List<Site> sites = new ArrayList<>();
    final List<Receiver> receivers = new ArrayList<>();
    final Map<Integer, Long> trackers = new HashMap<>();
    final Map<String, Long> targets = new HashMap<>();
    App app;
    Instant lineEnds = Instant.EPOCH;
    int deaths;

    private final long seed;
    private final Net net;
    private final OkHttpClient http;
    private final Path base;
    private final Thread main = Thread.currentThread();
    private final SplittableRandom chance;
    private Path directory;
    private int directories;
    private Runnable rounds;

    // of a death that is to come, or that has come
    private volatile Optional<String> doomed = Optional.empty();
    private volatile boolean dead;
    private volatile List<Integer> learned = List.of();

    World(long seed, Path base, Net net, Instant start) {
        this.seed = seed;
        this.net = net;
        this.base = base;
        random = new Random(seed);
        chance = new SplittableRandom(seed);
        http = net.client();
        time.set(start);
        directory = fresh();
        app = opened();
        rounds = app.rounds();
    }

    private Path fresh() {
        try {
            return Files.createDirectories(base.resolve("run" + directories++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private App opened() {
        return App.open(Config.of(Optional.of(directory), Map.of("TRACKERWATCH_DISCORD_URL", net.url("discord.example.org").replaceFirst("/$", ""),
                "TZ", ZONE.getId())), new Doors(time, drawing(), http));
    }

    /// Couriers draw beside each other: theirs follows from the moment, so that the order of threads changes nothing.
    private RandomGenerator drawing() {
        return () -> Thread.currentThread() == main ? chance.nextLong() : new SplittableRandom(seed ^ time.now().toEpochMilli()).nextLong();
    }

    boolean lineIsUp() {
        return !time.now().isBefore(lineEnds);
    }

    /// Now, while it is down.
    Instant lastLineTrouble() {
        return lineIsUp() ? lineEnds : time.now();
    }

    Path directory() {
        return directory;
    }

    Site site(Engine engine) {
        var site = new Site(sites.size(), engine, new Account(new Random(random.nextLong()), LocalDate.ofInstant(time.now(), ZONE)), time, this::lineIsUp);
        sites.add(site);
        net.hosts.put(site.host(), mortal(site.host(), site));
        var typed = typedJoined(site);
        long id = app.database().writeAndGet(tx -> app.registry().add(tx, new Tracker(0, site.name(), engine.definition, Optional.of(net.url(site.host())),
                Optional.of("mole"), Duration.ofHours(1), minimum(site), typed, Tracker.Mode.ACTIVE, time.now()),
                credential(engine, 0), Optional.empty(), time.now())).id();
        trackers.put(site.number, id);
        return site;
    }

    static Optional<LocalDate> typedJoined(Site site) {
        return site.engine == Engine.ROUNDED ? Optional.of(LocalDate.ofInstant(site.account.joined, ZONE)) : Optional.empty();
    }

    static Optional<BigDecimal> minimum(Site site) {
        return site.number % 3 == 0 ? Optional.of(new BigDecimal(site.number % 2 == 0 ? "1.0" : "0.6")) : Optional.empty();
    }

    static Credential credential(Engine engine, int nr) {
        return engine == Engine.NEXUS ? new Credential.Cookie(new Secret("c_secure_pass=pass" + nr + "; c_secure_uid=4711"), "Mozilla/5.0")
                : new Credential.ApiKey(new Secret("kEy0fTheAccount" + nr));
    }

    Target target(Receiver receiver, Wishes wishes, java.util.function.UnaryOperator<Target> more) {
        receivers.add(receiver);
        net.hosts.put(receiver.host(), mortal(receiver.host(), receiver));
        var address = receiver.discord ? "https://discord.com/api/webhooks/4711/" + "t0ken".repeat(12)
                : net.url(receiver.host()) + "hook/secret-of-" + receiver.name;
        var link = new Link(receiver.discord ? "discord" : "webhook", new org.trackerwatch.Providers(app).address(receiver.discord ? "discord" : "webhook", address),
                Map.of(), Map.of(), true, Optional.empty());
        var stored = app.database().writeAndGet(tx -> app.targets().add(tx, more.apply(new Target(0, receiver.name, link, wishes, Target.Health.GOOD))));
        targets.put(receiver.name, stored.id());
        return stored;
    }

    /// One round of what the daemon does. No request is under way when it ends: the clock is about to be moved.
    void round() {
        rounds.run();
        var soon = time.now().plusSeconds(1);
        for (int pass = 0; pass < PASSES && app.dispatcher().runDue().next().filter(next -> !next.isAfter(soon)).isPresent(); pass++) {
            Thread.onSpinWait();
        }
        if (dead) {
            risen();
        }
    }

    /// The sites whose poll ended and was kept in this round.
    List<Truth> truths() {
        return sites.stream().flatMap(site -> site.closed().stream()).toList();
    }

    void restart() {
        app.close();
        app = opened();
        recover();
    }

    /// As a daemon does at its start.
    private void recover() {
        app.database().write(tx -> app.schedules().releaseAll(tx, time.now().plus(AFTER_A_CRASH), Poller.LEASE));
        app.dispatcher().recover(true);
        rounds = app.rounds();
    }

    /// The next request to that host finds the program dead: what it has on disk then is all that is left of it.
    void doom(String host) {
        doomed = Optional.of(host);
    }

    private Net.Host mortal(String host, Net.Host living) {
        return new Net.Host() {
            @Override
            public boolean isNamed() {
                return living.isNamed();
            }

            @Override
            public boolean listens() {
                return living.listens();
            }

            @Override
            public Net.Reply answer(Net.Ask ask) throws IOException {
                if (!dead && doomed.filter(host::equals).isPresent()) {
                    die(host);
                }
                if (dead) {
                    throw new IOException("the program is dead");
                }
                return living.answer(ask);
            }
        };
    }

    /// Nobody else writes while it is copied.
    private void die(String host) {
        var next = fresh();
        app.database().write(tx -> {
            learned = sites.stream().filter(site -> site.isAsked() && !site.host().equals(host)).map(site -> site.number).toList();
            copy(directory, next);
            dead = true;
        });
    }

    private void risen() {
        sites.stream().filter(site -> !learned.contains(site.number)).forEach(Site::forget);
        app.close();
        delete(directory);
        directory = base.resolve("run" + (directories - 1));
        app = opened();
        doomed = Optional.empty();
        dead = false;
        deaths++;
        recover();
    }

    void sweep() {
        var retention = new Retention();
        while (app.database().writeAndGet(tx -> retention.prune(tx, time.now())) > 0) {
            Thread.onSpinWait();
        }
    }

    /// While all goes on.
    ///
    /// @return what is wrong with it
    List<String> backup() {
        var found = new Backups(directory.resolve("trackerwatch.db")).make(base.resolve("backup.db"), Optional.empty());
        found.file().toFile().delete();
        return found.troubles();
    }

    long databaseBytes() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("trackerwatch.db")).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
