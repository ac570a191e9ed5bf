package org.trackerwatch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.deliver.FakeWebhook;
import org.trackerwatch.deliver.Loopback;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.deliver.Vendor;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// A tracker that has many names, targets of every service that are to know none of them, and one that knows all and
/// breaks down.
final class Incognito implements AutoCloseable {

    static final String USER = "marvin42x";
    static final String RANK = "Grand Wombat";

    private static final String TEMPLATE = """
            {"a": "{{event.type}} {{event.data.current_ratio}} {{event.data.reason}}", "b": "{{tracker.name}} {{tracker.site}}",
             "c": "{{summary}}", "d": "{{timestamp}} {{meta.event_id}}", "e": ["{{event.data.target}}", "{{#tracker}}{{name}}{{/tracker}}"]}""";

    final SettableTime time = new SettableTime();
    final List<Target> hidden = new ArrayList<>();
    final App app;
    volatile boolean lost;

    private final Map<Long, Vendor> vendors = new LinkedHashMap<>();
    private final FakeDiscord discord;
    private final MockWebServer site = new MockWebServer();
    private final Tracker tracker;
    private final Target knowing;
    private volatile MockResponse answer = new UserJson().answer();

    Incognito(Path directory) throws IOException {
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.newBuilder().setHeader("Connection", "close").build();
            }
        });
        site.start(InetAddress.getByName("127.0.0.1"), 0);
        define(directory);
        var all = Vendor.all(time);
        var template = new FakeWebhook(time);
        template.takesAnyForm();
        discord = (FakeDiscord) all.stream().filter(FakeDiscord.class::isInstance).findFirst().orElseThrow();
        var environment = new HashMap<>(Map.of("TZ", "UTC"));
        all.forEach(vendor -> {
            if (vendor.host() instanceof Loopback loopback) {
                environment.put("TRACKERWATCH_" + vendor.notifier().kind().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", loopback.base().toString());
            }
        });
        app = App.open(Config.of(Optional.of(directory), environment), new Doors(time, new SplittableRandom(7), new OkHttpClient.Builder().dns(this::resolve).build()));
        app.database().write(tx -> Setting.CONTROL_CHECK.set(tx, "http://neutral.org:" + site.getPort() + "/"));
        tracker = app.database().writeAndGet(tx -> app.registry().add(tx, new Tracker(0, "Quokkas", "zanzibar-hd",
                Optional.of("http://zanzi.org:" + site.getPort() + "/"), Optional.of(USER), Duration.ofHours(1), Optional.empty(), Optional.empty(),
                Tracker.Mode.ACTIVE, time.now()), new Credential.ApiKey(new Secret("kEy0f")), Optional.empty(), time.now()));
        all.forEach(vendor -> add(vendor, vendor.target(0, "Quokkas by " + vendor.notifier().kind())));
        var link = template.target(0, "").link();
        var options = new HashMap<>(link.options());
        options.put("template", TEMPLATE);
        add(template, template.target(0, "Zanzitown's room").with(new Link(link.kind(), link.address(), options, link.secrets(), true, Optional.empty())));
        knowing = app.database().writeAndGet(tx -> app.targets().add(tx, new Target(0, "All of ZZB", "discord",
                new Providers(app).address("discord", discord.webhook("66", "660")), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    private static void define(Path directory) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("zanzibar-hd.yaml"), """
                schema: 1
                slug: zanzibar-hd
                name: Zanzibar
                aka: [ZZB, Zanzitown]
                platform: unit3d
                links: ["https://wombat-hole.example/"]
                policy: { user_stats: allowed }
                """);
        Files.writeString(Files.createDirectories(directory.resolve("rules")).resolve("quokkas-sin.yaml"), """
                title: Sins of Quokkas
                about: Quokkas sinned at Zanzibar.
                severity: warning
                cooldown: 0s
                when:
                  rises: {of: hit_and_runs}
                wording:
                  title: "{tracker}: Quokkas sin at zanzi.org"
                  text: "{site}, ZZB, Zanzitown: {before} to {after}."
                """);
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        if (lost || !name.endsWith(".org")) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}));
    }

    private void add(Vendor vendor, Target target) {
        var calm = new Calm(Severity.INFO, Optional.empty(), true, Optional.of(new DigestTime(LocalTime.of(8, 0), Optional.empty())), true);
        var wishes = new Wishes(Set.of(), Set.of(), Map.of(), Map.of(), true);
        var stored = app.database().writeAndGet(tx -> app.targets().add(tx, target.with(wishes).with(calm)));
        hidden.add(stored);
        vendors.put(stored.id(), vendor);
    }

    /// Whatever would give the tracker away.
    List<String> words() {
        return Stream.concat(app.naming(tracker).words(tracker).stream(), Stream.of(USER, RANK)).toList();
    }

    static MockResponse broken(String words) {
        return new MockResponse.Builder().code(502).body(words).build();
    }

    static MockResponse refused(String words) {
        return new MockResponse.Builder().code(401).body(words).build();
    }

    /// A poll that meets this, 15 minutes later.
    void polls(MockResponse given) {
        answer = given;
        time.pass(Duration.ofMinutes(15));
        app.database().write(tx -> app.schedules().move(tx, tracker.id(), time.now()));
        app.scheduler(Runnable::run).runDue();
        app.lookout(Runnable::run).runDue();
        deliver();
    }

    void live(Duration length) {
        live(length, Duration.ofMinutes(30));
    }

    void live(Duration length, Duration step) {
        var end = time.now().plus(length);
        while (time.now().isBefore(end)) {
            time.pass(step);
            app.scheduler(Runnable::run).runDue();
            app.lookout(Runnable::run).runDue();
            deliver();
        }
    }

    private void deliver() {
        try {
            app.dispatcher().drain(time.now().plusSeconds(30));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The target that knows all is refused from now on.
    void losesItsAddress() {
        discord.delete("66");
    }

    void getsAnotherAddress() {
        var address = new Providers(app).address("discord", discord.webhook("77", "770"));
        app.database().write(tx -> app.targets().edit(tx, knowing.with(knowing.link().at(address))));
    }

    Vendor vendor(Target target) {
        return vendors.get(target.id());
    }

    Notifier notifier(Target target) {
        return vendor(target).notifier();
    }

    List<Delivery> deliveries(Target target) {
        return app.database().read(tx -> app.deliveries().list(tx, Optional.of(target.id()), List.of(), Instant.EPOCH, time.now().plusSeconds(1)));
    }

    /// What was sent to it, and not to the one that knows all.
    List<Loopback.Request> requests(Target target) {
        return vendor(target).host().requests().stream().filter(request -> !URI.create(request.method().equals("MAIL") ? "" : request.target()).getPath()
                .matches(".*/webhooks/(66|77)/.*")).toList();
    }

    @Override
    public void close() {
        app.close();
        vendors.values().forEach(Vendor::close);
        site.close();
    }
}
