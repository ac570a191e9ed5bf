package org.trackerwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.poll.Scheduler;
import org.trackerwatch.store.Events;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

/// The whole program between a site and a Discord that the test plays, under a clock that the test sets.
final class Household implements AutoCloseable {

    static final String KEY = "kEy0fTheAccount";

    final SettableTime time = new SettableTime();
    final FakeDiscord discord = new FakeDiscord(time);
    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    App app;

    private final Path directory;
    private final OkHttpClient http;
    private final MockWebServer site = Prompt.server();
    private volatile Function<RecordedRequest, MockResponse> answer = _ -> new UserJson().answer();

    Household(Path directory) {
        this(directory, new OkHttpClient());
    }

    /// @param http may resolve names that only a test knows
    Household(Path directory, OkHttpClient http) {
        this.directory = directory;
        this.http = http;
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return answer.apply(request);
            }
        });
        try {
            site.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        app = opened();
    }

    private App opened() {
        return App.open(Config.of(Optional.of(directory), Map.of("TRACKERWATCH_DISCORD_URL", discord.base().toString(), "TZ", "UTC")),
                new Doors(time, new SplittableRandom(20261121), http));
    }

    /// Ends the program, and starts it again.
    void restart() {
        app.close();
        app = opened();
        app.recover();
    }

    /// From now on the site says this.
    void says(UserJson user) {
        answer = _ -> user.answer();
    }

    void answers(Function<RecordedRequest, MockResponse> given) {
        answer = given;
    }

    void answers(MockResponse given) {
        answer = _ -> given;
    }

    String url() {
        return site.url("/").toString();
    }

    Tracker tracker(String name, String definition, Credential credential) {
        return tracker(name, definition, url(), credential, Optional.empty());
    }

    Tracker tracker(String name, String definition, String url, Credential credential, Optional<Secret> proxy) {
        return app.database().writeAndGet(tx -> app.registry().add(tx, new Tracker(0, name, definition, Optional.of(url),
                Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, time.now()),
                credential, proxy, time.now()));
    }

    Tracker tracker(String name) {
        return tracker(name, "unit3d", new Credential.ApiKey(new Secret(KEY)));
    }

    Target target(String... rules) {
        var webhook = discord.webhook("4711", "42");
        return app.database().writeAndGet(tx -> app.targets().add(tx, new Target(0, "alerts", "discord",
                new Providers(app).address("discord", webhook), Set.of(rules), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    /// Runs the polls that are due, each to its end.
    int poll() {
        return scheduler().runDue();
    }

    Scheduler scheduler() {
        return app.scheduler(Runnable::run);
    }

    /// Lets so much time pass in steps of five minutes, polling and delivering like the daemon.
    void live(Duration length) {
        live(length, Duration.ofMinutes(5));
    }

    void live(Duration length, Duration step) {
        var end = time.now().plus(length);
        while (time.now().isBefore(end)) {
            time.pass(step);
            poll();
            app.lookout(Runnable::run).runDue();
            deliver();
        }
    }

    void deliver() {
        try {
            app.dispatcher().drain(time.now().plusSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> titles() {
        return discord.embeds("4711").stream().map(embed -> embed.path("title").asString()).toList();
    }

    List<JsonNode> embeds() {
        return discord.embeds("4711");
    }

    List<Event> events() {
        return app.database().read(tx -> app.events().list(tx, Optional.empty(), Instant.EPOCH, time.now().plusSeconds(1)))
                .stream().map(Events.Stored::event).toList();
    }

    List<String> rules() {
        return new ArrayList<>(events().stream().map(Event::rule).toList());
    }

    Tracker now(Tracker tracker) {
        return app.database().read(tx -> app.registry().get(tx, tracker.id())).orElseThrow();
    }

    org.trackerwatch.store.Schedule schedule(Tracker tracker) {
        return app.database().read(tx -> app.schedules().get(tx, tracker.id()));
    }

    @Override
    public void close() {
        app.close();
        site.close();
        discord.close();
    }
}
