package org.trackerwatch.deliver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

/// The program from a poll's outcome to Discord, on a real database, a clock that is set, and a [FakeDiscord].
final class PostOffice implements AutoCloseable {

    static final OkHttpClient HTTP = new OkHttpClient();

    final SettableTime time = new SettableTime();
    final FakeDiscord discord = new FakeDiscord(time);

    private final ZoneId zone;
    private final Path directory;
    private final Wire.Patience patience;
    private final List<Vendor> others = new ArrayList<>();
    private Branch parts;

    PostOffice(Path directory) {
        this(directory, new Wire.Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20)));
    }

    PostOffice(Path directory, ZoneId zone) {
        this(directory, new Wire.Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20)), zone);
    }

    PostOffice(Path directory, Wire.Patience patience) {
        this(directory, patience, ZoneOffset.UTC);
    }

    /// @param zone the user's
    private PostOffice(Path directory, Wire.Patience patience, ZoneId zone) {
        this.zone = zone;
        this.directory = directory;
        this.patience = patience;
        this.parts = open();
    }

    /// What another process has open beside this one, such as a command beside the daemon.
    Branch another() {
        return open();
    }

    Branch parts() {
        return parts;
    }

    private Branch open() {
        var given = others.stream().map(Vendor::notifier).toList();
        var notifiers = Stream.concat(given.stream(), Stream.of(notifier(), new Webhook("1.0"))
                .filter(own -> given.stream().noneMatch(other -> other.kind().equals(own.kind())))).toList();
        return Branch.open(directory, zone, notifiers, time, patience);
    }

    Discord notifier() {
        return new Discord(discord.base(), "1.0");
    }

    /// There is such a service, too, and a target of it, to which every message is sent at once.
    Target target(Vendor vendor, UnaryOperator<Target> as) {
        others.add(vendor);
        restart();
        var fresh = as.apply(vendor.target(0, vendor.notifier().kind()).with(Calm.USUAL.batching(false)));
        return parts.database().writeAndGet(tx -> parts.targets().add(tx, fresh));
    }

    private Pace pace(Target target) {
        return others.stream().map(Vendor::notifier).filter(other -> other.kind().equals(target.kind())).findFirst()
                .orElseGet(this::notifier).pace(target);
    }

    /// Ends the process, and starts the next one.
    void restart() {
        parts.dispatcher().close();
        parts.database().close();
        parts = open();
        parts.dispatcher().recover(true);
    }

    /// Dies after an attempt was committed and before its socket was opened.
    void dieBeforeSending(Target target) {
        parts.database().write(tx -> {
            var pace = pace(target);
            var now = target(tx, target.id());
            if (parts.leases().next(tx, now, pace, true, time.now()) instanceof Leases.Next.Ready(var ready)) {
                parts.leases().begin(tx, now, ready, pace, time.now()).orElseThrow();
            }
        });
        restart();
    }

    /// Dies when the next request has reached Discord, before its answer could be noted.
    void dieBeforeSettling() {
        dieBeforeSettling(discord.host());
    }

    /// Likewise with another service.
    void dieBeforeSettling(Host host) {
        host.whenHandled(parts.database()::close);
        try {
            runDue();
        } catch (StoreException | IllegalStateException _) {
            // The dead write nothing.
        }
        host.whenHandled(() -> { });
        restart();
    }

    @Override
    public void close() {
        parts.dispatcher().close();
        parts.database().close();
        discord.close();
    }

    Tracker tracker(String name) {
        var fresh = new Tracker(0, name, "aither", Optional.empty(), Optional.of("user-of-" + name), Duration.ZERO,
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, time.now());
        return parts.database().writeAndGet(tx -> parts.registry().add(tx, fresh, new Credential.ApiKey(new Secret("key")),
                Optional.empty(), time.now()));
    }

    /// To which every message is sent at once, unless it is made otherwise.
    Target target(String name, String url) {
        return target(name, url, target -> target);
    }

    Target target(String name, String url, UnaryOperator<Target> as) {
        var fresh = new Target(0, name, "discord", notifier().address(url), Set.of(), Set.of(), Map.of(),
                Map.of(), false, Target.Health.GOOD).with(Calm.USUAL.batching(false));
        return parts.database().writeAndGet(tx -> parts.targets().add(tx, as.apply(fresh)));
    }

    Target target(long id) {
        return parts.database().read(tx -> target(tx, id));
    }

    private Target target(Transaction tx, long id) {
        return parts.targets().get(tx, id).orElseThrow();
    }

    static Target everyEvent(Target target) {
        var wishes = target.wishes();
        return target.with(new Wishes(wishes.rules(), wishes.trackers(), wishes.thresholds(),
                Map.of("hit-and-run", Duration.ZERO), wishes.hideName()));
    }

    static Target hidden(Target target) {
        var wishes = target.wishes();
        return target.with(new Wishes(wishes.rules(), wishes.trackers(), wishes.thresholds(), wishes.cooldowns(), true));
    }

    /// One poll, its outcome in one transaction, as the poller does it.
    void poll(Tracker tracker, Outcome outcome) {
        parts.database().write(tx -> conclude(tx, tracker, outcome));
    }

    void conclude(Transaction tx, Tracker tracker, Outcome outcome) {
        parts.conclude(tx, tracker, outcome, time.now());
    }

    void reads(Tracker tracker, Map<Field, Value> figures) {
        poll(tracker, new Outcome.Read(AccountStats.of(new EnumMap<>(figures))));
    }

    void hitAndRuns(Tracker tracker, int count) {
        poll(tracker, hitAndRuns(count));
    }

    static Outcome hitAndRuns(int count) {
        return new Outcome.Read(AccountStats.of(Map.of(Field.HIT_AND_RUNS, new Value.Count(count), Field.SEEDING, new Value.Count(9))));
    }

    void ratio(Tracker tracker, String ratio) {
        reads(tracker, Map.of(Field.RATIO, Ratio.finite(ratio), Field.SEEDING, new Value.Count(9)));
    }

    void fails(Tracker tracker) {
        poll(tracker, new Outcome.Failed(new PollFailure(PollFailure.Reason.UNREACHABLE, "aither.cc can't be reached.")));
    }

    Dispatcher.Pass runDue() {
        return parts.dispatcher().runDue();
    }

    /// The dispatcher's loop, by the clock of the test: goes on until nothing waits, or until then.
    void run(Duration length) {
        var until = time.now().plus(length);
        for (int pass = 0; pass < 5000; pass++) {
            var next = runDue().next().filter(until::isAfter);
            if (next.isEmpty()) {
                time.reach(until);
                runDue();
                return;
            }
            time.reach(next.get());
        }
        throw new IllegalStateException("the queue does not end");
    }

    /// As [#run], but looks each ten minutes at what cooldowns let go.
    void live(Duration length) {
        var step = Duration.ofMinutes(10);
        for (var left = length; left.isPositive(); left = left.minus(step)) {
            run(left.compareTo(step) < 0 ? left : step);
        }
    }

    List<Delivery> deliveries() {
        return parts.database().read(tx -> new Deliveries().list(tx, Optional.empty(), List.of(), Instant.EPOCH, time.now().plusSeconds(1)));
    }

    List<Attempts.Attempt> attempts() {
        return parts.database().read(tx -> new Attempts().since(tx, Instant.EPOCH));
    }

    /// The titles that a webhook's readers see, in order.
    List<String> titles(String webhook) {
        return discord.embeds(webhook).stream().map(embed -> DiscordReader.read(embed.path("title").asString()).text()).toList();
    }

    /// What stands below the messages that a webhook's readers see, in order.
    List<String> notes(String webhook) {
        return discord.embeds(webhook).stream().map(embed -> DiscordReader.read(embed.path("footer").path("text").asString("")).text()).toList();
    }
}
