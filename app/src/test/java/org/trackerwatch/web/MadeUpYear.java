package org.trackerwatch.web;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.Providers;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Visit;
import org.trackerwatch.web.MadeUpAccount.Character;

/// A year of eight made-up accounts, kept by the program as if it had polled them, and told to a Discord on the loopback.
final class MadeUpYear implements AutoCloseable {

    /// Text from trackers and users is untrusted, and some of it is long.
    static final String HOSTILE = "Tidepool <img src=x onerror=alert(1)> & a very long 潮溜まり";

    private static final Duration LENGTH = Duration.ofDays(365);

    /// The evaluator looks at every poll of this time, and at one a day of what was before.
    private static final Duration CLOSELY = Duration.ofDays(40);

    private static final EnumSet<Field> FEW = EnumSet.of(Field.SEEDING, Field.LEECHING, Field.SEED_SIZE, Field.BONUS, Field.HIT_AND_RUNS,
            Field.WARNED, Field.UNREAD, Field.INVITES, Field.SNATCHED);

    private static final List<Character> CHARACTERS = List.of(
            new Character("Lantern", "lantern", "unit3d", 1400, 420, 19, 5, 140, words("Keeper", "Keeper", "Warden"), Set.of()),
            new Character("Quarry", "quarry", "gazelle", 310, 392, 1.9, 4.1, 44, words("Member"), Set.of(Field.BONUS)),
            new Character("Saltmarsh", "saltmarsh", "nexusphp", 5200, 1900, 34, 12, 410, words("Keeper", "Warden", "Warden", "Warden"), Set.of()),
            new Character("Foxglove", "foxglove", "unit3d", 720, 310, 8, 3, 66, words("Member", "Keeper"), Set.of()),
            new Character("Millrace", "millrace", "luminance", 96, 0, 1.2, 0, 18, words("Newcomer", "Member"), Set.of(Field.LEECHING)),
            new Character("Cobalt", "cobalt", "tbdev", 880, 640, 4, 2.4, 12, words("Member"), FEW),
            new Character(HOSTILE, "tidepool", "xbtit", 240, 130, 2.2, 1.1, 9, words("Member <b>of</b> the tide"), Set.of(Field.HIT_AND_RUNS)),
            new Character("Old Mill", "oldmill", "", 1900, 800, 6, 2, 30, words("Miller"), Set.of(Field.UNREAD)));

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private final Random random;
    private final Instant begin;
    private final Instant end;
    private final App app;
    private final List<Tracker> trackers = new ArrayList<>();
    private final List<MadeUpAccount> accounts;

    MadeUpYear(Path directory, long seed, Instant end) {
        this.end = end;
        begin = end.minus(LENGTH);
        random = new Random(seed);
        time.set(begin);
        accounts = CHARACTERS.stream().map(character -> new MadeUpAccount(character, new Random(random.nextLong()), begin, end)).toList();
        app = App.open(Config.of(Optional.of(directory), Map.of("TRACKERWATCH_DISCORD_URL", discord.base().toString(), "TZ", "UTC")),
                new Doors(time, random, new OkHttpClient()));
    }

    void pass() {
        app.registry();
        app.database().write(tx -> {
            target(tx, "Phone", "101", Wishes.ALL);
            target(tx, "Family channel", "102", new Wishes(Set.of("tracker-down", "tracker-up"), Set.of(), Map.of(), Map.of(), true));
            target(tx, "Archive", "103", Wishes.ALL);
            accounts.forEach(account -> trackers.add(account.platform().isEmpty() ? app.registry().addByHand(tx, account.tracker())
                    : app.registry().add(tx, account.tracker(), account.credential(), Optional.empty(), begin)));
        });
        for (var now = begin; !now.isAfter(end); now = now.plus(Duration.ofDays(1))) {
            day(now);
        }
    }

    private void target(Transaction tx, String name, String webhook, Wishes wishes) {
        var address = new Providers(app).address("discord", discord.webhook(webhook, webhook));
        app.targets().add(tx, new Target(0, name, new Link("discord", address), wishes, Target.Health.GOOD));
    }

    /// A commit waits for the disk, so what nobody looks at closely is kept a day at a time.
    private void day(Instant day) {
        if (day.isAfter(end.minus(CLOSELY))) {
            for (int hour = 0; hour < 24; hour++) {
                var now = day.plus(Duration.ofHours(hour));
                app.database().write(tx -> hour(tx, now, true));
                app.dispatcher().runDue();
            }
        } else {
            app.database().write(tx -> {
                for (int hour = 0; hour < 24; hour++) {
                    hour(tx, day.plus(Duration.ofHours(hour)), false);
                }
            });
            app.dispatcher().runDue();
        }
    }

    private void hour(Transaction tx, Instant now, boolean closely) {
        if (!now.isAfter(end)) {
            time.set(now);
            happens(Duration.between(now, end).toHours());
            for (int nr = 0; nr < trackers.size(); nr++) {
                poll(tx, nr, now, closely);
            }
        }
    }

    /// What the pictures need, counted in hours before the end.
    private void happens(long left) {
        switch (Math.toIntExact(left)) {
            case 24 * 200, 24 * 90, 24 * 12 -> accounts.get(0).take(160);
            case 24 * 150, 24 * 30, 24 * 3 -> accounts.get(2).takeHit();
            case 24 * 20 -> accounts.get(2).warn(true);
            case 24 * 16 -> accounts.get(2).warn(false);
            case 24 * 9 -> accounts.get(0).seed(0);
            case 24 * 9 - 5 -> accounts.get(0).seed(accounts.get(0).usuallySeeding());
            case 24 * 6 -> discord.delete("102");
            case 30 -> discord.down("103", true);
            case 7 -> accounts.get(3).fail(end.plus(Duration.ofDays(1)));
            case 24 * 4 -> accounts.get(3).fail(end.minus(Duration.ofHours(90)));
            case 26 -> accounts.get(1).take(40);
            default -> { }
        }
    }

    private void poll(Transaction tx, int nr, Instant now, boolean closely) {
        var tracker = app.registry().get(tx, trackers.get(nr).id()).orElseThrow();
        var account = accounts.get(nr);
        var outcome = refused(nr, now) ? refusal() : account.at(now);
        if (tracker.mode() == Tracker.Mode.STOPPED) {
            return;
        }
        var at = now.minusSeconds(nr * 47L);
        if (account.platform().isEmpty()) {
            record(tx, tracker, outcome, at);
        } else if (closely || outcome instanceof Outcome.Failed || app.schedules().get(tx, tracker.id()).failures() > 0
                || Duration.between(begin, now).toHours() % 24 == 0) {
            app.bookkeeper().keep(tx, tracker.id(), account.credential(), new Visit(outcome, Optional.empty(), Map.of(), List.of()), at);
        } else if (outcome instanceof Outcome.Read(var stats)) {
            app.history().append(tx, new Snapshot(tracker.id(), at, stats, false));
        }
    }

    /// Typed in about once in two weeks.
    private void record(Transaction tx, Tracker tracker, Outcome outcome, Instant at) {
        if (Duration.between(begin, at).toHours() % (24 * 14) == 20 && outcome instanceof Outcome.Read(var stats)) {
            app.bookkeeper().record(tx, tracker, stats, at);
        }
    }

    private boolean refused(int nr, Instant now) {
        return CHARACTERS.get(nr).name().equals(HOSTILE) && now.isAfter(end.minus(Duration.ofDays(3)));
    }

    private static Outcome refusal() {
        return new Outcome.Failed(new PollFailure(Reason.SESSION_EXPIRED, "tidepool.example shows its login page: the cookie is no longer accepted."));
    }

    private static String[] words(String... words) {
        return words;
    }

    @Override
    public void close() {
        app.close();
        discord.host().close();
    }
}
