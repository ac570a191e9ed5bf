package org.trackerwatch.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.SetupLink;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// The page, for somebody to try: the whole program on the real clock, between simulated sites and a Discord of its own,
/// with a made-up past. It has no target yet; that is left to whoever tries it.
final class Tryout implements AutoCloseable {

    private static final String CHANNEL = "#yours";

    private final Workplace workplace = Workplace.make();
    private final Time time;
    private final World world;
    private final SimulatedDiscord discord;
    private final App app;
    private final Secret webhook;
    private final SetupLink link;

    /// @param port    another one is taken if it is not free
    /// @param readers see what is posted to its channel
    Tryout(Time time, ZoneId zone, int port, SplittableRandom random, Consumer<Post> readers) {
        this.time = time;
        var now = time.now();
        world = new World(now, now.atZone(zone).toLocalDate(), random.split());
        discord = new SimulatedDiscord(world.sites().size() + 1, time, readers);
        webhook = discord.webhook("1414", world.phrase(), CHANNEL);
        app = App.open(new Config(workplace.directory(), workplace.directory().resolve("secret.key"), free(port), "127.0.0.1", "", zone,
                Map.of("discord", discord.address())), new Doors(time, Doors.real().random(), LoopbackOnly.client()));
        var past = new Past(random.split(), app);
        world.sites().forEach(site -> settle(site, past, now));
        var page = app.config().page(served());
        link = app.database().writeAndGet(tx -> SetupLink.of(app, tx, page)).orElseThrow();
    }

    /// Where the page is.
    String page() {
        return link.page();
    }

    /// Where its password is chosen.
    SetupLink entrance() {
        return link;
    }

    /// The address that a user of Discord would copy.
    Secret webhook() {
        return webhook;
    }

    /// Lets an hour pass on the sites whenever one has passed.
    void live() {
        world.liveUntil(time.now());
    }

    private void settle(SimulatedSite site, Past past, Instant now) {
        var kind = site.engine().definition();
        var credential = app.definitions().find(kind).orElseThrow().credential(site.credential(), "");
        var tracker = new Tracker(0, site.name(), kind, Optional.of(site.address().toString()), Optional.empty(), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, now);
        app.registry();
        app.database().write(tx -> past.of(tx, app.registry().add(tx, tracker, credential, Optional.empty(), now), site, now.minusSeconds(60)));
    }

    /// Begins to poll, deliver and serve.
    private int served() {
        var listening = new CompletableFuture<Integer>();
        Thread.ofPlatform().name("trackerwatch-demo").start(() -> {
            try {
                app.serve(listening::complete);
            } catch (StoreException e) {
                listening.completeExceptionally(e);
            }
        });
        return listening.join();
    }

    private static int free(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return port;
        } catch (IOException _) {
            return 0;
        }
    }

    /// All of it, whatever one part may say to that; the directory last.
    @Override
    public void close() {
        try (workplace; discord; world; app) {
            app.stop();
        }
    }
}
