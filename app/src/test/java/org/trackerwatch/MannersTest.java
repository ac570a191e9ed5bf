package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// The whole program as a guest of three moody sites for some days: accounts of four engines, faults of every kind,
/// sleep, downtime and clocks that are set. What the sites wrote down must show no bad manners; and what a rude guest
/// leaves in the same book must show them all.
///
/// `-Dmanners.seconds=3600` lets it run for an hour; `-Dtrackerwatch.seed=…` repeats what a failure printed.
final class MannersTest {

    private static final String BROWSER = "Mozilla/5.0 (Heron)";
    private static final String OURS = "trackerwatch/";
    private static final Duration STEP = Duration.ofMinutes(5);

    private static final int ACCOUNTS_A_KIND = 2;

    private static final Map<String, Guestbook.Manners> GUESTS = guests();

    private final long seed = Seed.first();
    private final World world = new World(seed);
    private final Random random = world.dice();
    private final Guestbook book = new Guestbook(GUESTS);

    @TempDir
    private Path directory;

    private static Map<String, Guestbook.Manners> guests() {
        var guests = new LinkedHashMap<String, Guestbook.Manners>();
        for (int i = 1; i <= ACCOUNTS_A_KIND; i++) {
            guests.put("otter" + i, new Guestbook.Manners("/api/user", Duration.ofSeconds(2), 0, Duration.ZERO, Duration.ofMinutes(15),
                    Optional.empty(), Map.of(), 2, OURS));
            guests.put("heron" + i, new Guestbook.Manners("/ajax.php?action=index", Duration.ofSeconds(3), 4, Duration.ofSeconds(60),
                    Duration.ofMinutes(15), Optional.empty(), Map.of(), 1, OURS));
            guests.put("newt" + i, new Guestbook.Manners("/index.php", Duration.ofSeconds(2), 0, Duration.ZERO, Duration.ofMinutes(60),
                    Optional.empty(), Map.of(), 1, BROWSER));
            guests.put("quay" + i, new Guestbook.Manners("/me", Duration.ofSeconds(5), 0, Duration.ZERO, Duration.ofHours(4),
                    Optional.of(6), Map.of("/more", Duration.ofHours(24)), 1, OURS));
        }
        return guests;
    }

    @BeforeEach
    void definition() throws IOException {
        Files.createDirectories(directory.resolve("definitions/sites"));
        Files.writeString(directory.resolve("definitions/sites/quay.yaml"), """
                schema: 1
                slug: quay
                platform: json
                links: [ "http://127.0.0.1/" ]
                policy: { user_stats: ask, max_per_day: 6 }
                pacing: { between: 5s }
                auth: { accept: [api_key], api_key: { header: X-Key } }
                requests:
                  me: { path: /me, expect: json }
                  more: { path: /more, expect: json, optional: true, every: 24h }
                fields:
                  uploaded: { from: me, json: /uploaded }
                  downloaded: { from: me, json: /downloaded }
                  bonus: { from: more, json: /bonus }
                """);
    }

    @Test
    void days_of_moods_faults_sleep_and_wrong_clocks_show_no_bad_manners() throws IOException {
        var until = System.nanoTime() + Duration.ofSeconds(Long.getLong("manners.seconds", 3)).toNanos();
        try (var elsewhere = Prompt.server()) {
            elsewhere.start();
            var hosts = Stream.generate(() -> new HostForGuests(world, world.dice(), book, elsewhere.url("/").toString())).limit(3).toList();
            try (var app = app()) {
                var trackers = settle(app, hosts);
                int days = 0;
                while (System.nanoTime() < until && days < 10_000 || days < 1) {
                    day(app, trackers, days++);
                    assertEquals(List.of(), book.breaches(), () -> "seed " + seed);
                    assertTrue(book.size() > 30, () -> "only " + book.size() + " visits; seed " + seed);
                    book.forget(world.moment().real().minus(Duration.ofDays(2)));
                }
            } finally {
                hosts.forEach(HostForGuests::close);
            }
            assertEquals(0, elsewhere.getRequestCount(), () -> "something was sent elsewhere; seed " + seed);
        }
    }

    private App app() {
        return App.open(Config.of(Optional.of(directory), Map.of("TZ", "UTC")), new Doors(world, world.chance(),
                new OkHttpClient.Builder().addInterceptor(MannersTest::patiently).build()));
    }

    /// Without the limits of our own time: on a machine that is busy they would cut off what the host thinks it answered.
    private static Response patiently(Interceptor.Chain chain) throws IOException {
        ((AsyncTimeout) chain.call().timeout()).exit();
        return chain.withConnectTimeout(0, TimeUnit.SECONDS).withReadTimeout(0, TimeUnit.SECONDS).withWriteTimeout(0, TimeUnit.SECONDS)
                .proceed(chain.request());
    }

    private List<Tracker> settle(App app, List<HostForGuests> hosts) {
        var trackers = new ArrayList<Tracker>();
        for (var guest : GUESTS.keySet()) {
            var url = hosts.get(random.nextInt(hosts.size())).url();
            var tracker = new Tracker(0, guest, engine(guest), Optional.of(url), Optional.empty(), Duration.ofMinutes(15), Optional.empty(),
                    Optional.empty(), Tracker.Mode.ACTIVE, world.now());
            trackers.add(app.database().writeAndGet(tx -> app.registry().add(tx, tracker, credential(guest, 1), Optional.empty(), world.now())));
        }
        return trackers;
    }

    private static String engine(String guest) {
        return switch (guest.charAt(0)) {
            case 'o' -> "unit3d";
            case 'h' -> "gazelle";
            case 'n' -> "nexusphp";
            default -> "quay";
        };
    }

    private static Credential credential(String guest, int number) {
        var secret = guest + "-" + number + "guest";
        return guest.startsWith("newt") ? new Credential.Cookie(new Secret("c_secure_pass=" + secret), BROWSER) : new Credential.ApiKey(new Secret(secret));
    }

    /// A day in steps, with one disturbance somewhere in it. Who was refused may get another credential at its end.
    private void day(App app, List<Tracker> trackers, int number) {
        int disturbed = random.nextInt(200);
        for (int step = 0; step < 288; step++) {
            world.pass(STEP);
            if (step == disturbed) {
                disturb(() -> book.returned(world.moment(), active(app)));
                poll(app);
            }
            poll(app);
        }
        for (var tracker : trackers) {
            app.database().write(tx -> app.registry().get(tx, tracker.id()).filter(now -> now.mode() == Tracker.Mode.STOPPED)
                    .filter(_ -> random.nextBoolean())
                    .ifPresent(_ -> app.registry().credential(tx, tracker.id(), credential(tracker.name(), number + 2), world.now())));
        }
    }

    /// @param returned run where the guests find that long has passed, or that their clocks are wrong by days
    private void disturb(Runnable returned) {
        switch (random.nextInt(5)) {
            case 0 -> {
                world.pass(Duration.ofHours(3 + random.nextInt(60)));
                returned.run();
            }
            case 1 -> {
                world.jump(Duration.ofDays(1 + random.nextInt(400)));
                returned.run();
            }
            case 2 -> {
                world.jump(Duration.ofDays(-2 - random.nextInt(400)));
                returned.run();
            }
            case 3 -> world.jump(Duration.ofHours(-1 - random.nextInt(5)));
            default -> world.jump(Duration.ofSeconds(random.nextInt(120) - 60L));
        }
    }

    private static int active(App app) {
        return (int) app.database().read(tx -> app.registry().list(tx)).stream().filter(tracker -> tracker.mode() == Tracker.Mode.ACTIVE).count();
    }

    private void poll(App app) {
        app.scheduler(world).runDue();
        world.live();
    }

    /// Three threads come in any order, so what the host answers to whom is chance; of so many visits each kind comes.
    @Test
    void a_rude_guest_is_found_out() throws IOException, InterruptedException {
        var rude = new OkHttpClient();
        try (var host = new HostForGuests(world, new Random(5), book, "http://127.0.0.1:9/"); var threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 480; i++) {
                var guest = i % 2 == 0 ? "otter1" : "heron1";
                var page = host.url() + (guest.equals("otter1") ? "api/user" : "ajax.php?action=index");
                threads.submit(() -> {
                    try (var answer = rude.newCall(new Request.Builder().url(page).header("Authorization", guest + "-1guest").build()).execute()) {
                        return answer.code();
                    }
                });
            }
        }
        var found = String.join("\n", book.breaches());
        for (var breach : List.of("two at a time", "no gap", "more than 4 in PT1M", "not left alone for", "asked again with a refused credential",
                "polled sooner than PT15M", "a private door", "a false name")) {
            assertTrue(found.contains(breach), () -> breach + " was not found in\n" + found);
        }
    }

    @Test
    void each_breach_is_found_alone_and_good_manners_are_none() {
        visit("quay1", "/me", 0);
        visit("quay1", "/more", 10);
        visit("quay1", "/me", 4 * 3600 + 20);
        assertEquals(List.of(), book.breaches());
        visit("quay1", "/more", 4 * 3600 + 40);
        assertEquals(1, book.breaches().size(), book.breaches()::toString);
        assertTrue(book.breaches().getFirst().startsWith("/more more often than every PT24H"), book.breaches()::toString);
        visit("quay1", "/me", 5 * 3600);
        assertTrue(book.breaches().stream().anyMatch(breach -> breach.startsWith("polled sooner than PT4H")), book.breaches()::toString);
    }

    @Test
    void who_returns_at_once_with_all_the_others_is_found_out_and_who_was_due_anyway_is_not() {
        world.pass(Duration.ofHours(9));
        book.returned(world.moment(), 7);
        long home = Duration.ofHours(9).toSeconds();
        visit("otter1", "/api/user", home + 1);
        visit("otter1", "/api/user", home + 5);
        visit("quay1", "/me", home + 11);
        visit("quay1", "/more", home + 17);
        visit("heron1", "/ajax.php?action=index", home + 21);
        visit("newt1", "/index.php", home + 300);
        visit("newt2", "/index.php", home + 310);
        assertFalse(book.breaches().stream().anyMatch(breach -> breach.contains("returned")), book.breaches()::toString);
        book.returned(world.moment(), 7);
        for (var guest : List.of("otter1", "otter2", "heron1", "quay1")) {
            visit(guest, GUESTS.get(guest).main(), Duration.between(SettableTime.START, world.now()).toSeconds() + 5);
        }
        assertTrue(book.breaches().stream().anyMatch(breach -> breach.startsWith("4 of 7 came as soon as they returned")), book.breaches()::toString);
    }

    private void visit(String guest, String path, long second) {
        world.pass(Duration.ofSeconds(second).minus(Duration.between(SettableTime.START, world.now())));
        book.add(new Guestbook.Visit("host", guest, 1, path, false, world.moment(), world.moment(), 200, Optional.empty(), false, OURS));
    }
}
