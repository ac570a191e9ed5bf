package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.deliver.Ping;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// Somebody outside is told that all is well, as long as it is.
final class PingingTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private final MockWebServer watcher = Prompt.server();
    private App app;
    private Pinging pinging;

    @BeforeEach
    void open() throws IOException {
        watcher.start(InetAddress.getByName("127.0.0.1"), 0);
        var config = Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC"));
        app = App.open(config, new Doors(time, new Random(1), new OkHttpClient()));
        pinging = new Pinging(app);
        app.database().write(tx -> {
            app.sealedSettings().set(tx, SealedSettings.PING_URL, Ping.address(watcher.url("/ping/secret").toString(), true));
            Setting.PING_ALLOW_PRIVATE.set(tx, "on");
        });
        beat();
    }

    @AfterEach
    void close() {
        app.close();
        watcher.close();
    }

    @Test
    void where_no_poll_is_due_it_is_called_every_five_minutes() throws InterruptedException {
        answering(200, 200);
        round(Duration.ZERO);
        var called = watcher.takeRequest();
        assertEquals("/ping/secret", called.getTarget());
        assertTrue(String.valueOf(called.getHeaders().get("User-Agent")).matches("trackerwatch/\\S+ [(].*"), called::toString);
        round(Duration.ofMinutes(4));
        assertEquals(1, watcher.getRequestCount());
        round(Duration.ofMinutes(1));
        assertEquals(2, watcher.getRequestCount());
    }

    @Test
    void a_poll_that_ended_brings_the_next_call_but_never_within_a_minute() {
        answering(200, 200);
        var tracker = tracker();
        round(Duration.ZERO);
        time.pass(Duration.ofSeconds(30));
        polled(tracker);
        round(Duration.ofSeconds(29));
        assertEquals(1, watcher.getRequestCount());
        round(Duration.ofSeconds(1));
        assertEquals(2, watcher.getRequestCount());
        round(Duration.ofMinutes(2));
        assertEquals(2, watcher.getRequestCount());
    }

    @Test
    void it_keeps_still_when_a_loop_does() {
        answering(200);
        time.pass(Duration.ofMinutes(2));
        app.database().write(tx -> app.heartbeats().beat(tx, Daemon.POLLS, time.now()));
        pinging.run();
        assertEquals(0, watcher.getRequestCount());
    }

    @Test
    void it_keeps_still_when_no_target_can_be_reached() {
        answering(200);
        var target = app.database().writeAndGet(tx -> app.targets().add(tx, new Target(0, "T", "discord",
                new Secret("https://discord.com/api/webhooks/1/x"), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
        app.database().write(tx -> app.targets().health(tx, target,
                Transitions.after(target.health(), new Result.TargetRefused("It was deleted."), time.now(), 0)));
        round(Duration.ZERO);
        assertEquals(0, watcher.getRequestCount());
        app.database().write(tx -> app.targets().resume(tx, target.id()));
        round(Duration.ZERO);
        assertEquals(1, watcher.getRequestCount());
    }

    @Test
    void trouble_there_is_no_trouble_here() {
        answering(500, 200);
        round(Duration.ZERO);
        round(Duration.ofMinutes(5));
        assertEquals(2, watcher.getRequestCount());
    }

    @Test
    void your_own_network_is_out_of_reach_unless_you_allow_it() {
        app.database().write(tx -> Setting.PING_ALLOW_PRIVATE.set(tx, "off"));
        round(Duration.ZERO);
        assertEquals(0, watcher.getRequestCount());
        var trouble = app.ping().call(Ping.address("https://127.0.0.1/ping/secret", true), false).orElseThrow();
        assertTrue(trouble.contains("ping-allow-private") && !trouble.contains("secret"), trouble);
    }

    @Test
    void nothing_is_called_where_nothing_was_set() {
        app.database().write(tx -> app.sealedSettings().clear(tx, SealedSettings.PING_URL));
        round(Duration.ZERO);
        assertEquals(0, watcher.getRequestCount());
    }

    private void answering(int... statuses) {
        for (int status : statuses) {
            watcher.enqueue(new MockResponse.Builder().code(status).build());
        }
    }

    private void round(Duration later) {
        time.pass(later);
        beat();
        pinging.run();
    }

    private void beat() {
        app.database().write(tx -> {
            app.heartbeats().beat(tx, Daemon.POLLS, time.now());
            app.heartbeats().beat(tx, Daemon.DELIVERS, time.now());
        });
    }

    private Tracker tracker() {
        return app.database().writeAndGet(tx -> app.registry().add(tx, new Tracker(0, "A", "aither", Optional.empty(), Optional.empty(),
                Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, time.now()),
                new Credential.ApiKey(new Secret("key")), Optional.empty(), time.now()));
    }

    private void polled(Tracker tracker) {
        app.database().write(tx -> app.schedules().settle(tx, tracker.id(),
                new Schedule(time.now().plusSeconds(3600), 0, Optional.of(time.now()), Optional.empty())));
    }
}
