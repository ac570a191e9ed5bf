package org.trackerwatch.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Hosting;
import org.trackerwatch.trackers.Time;

/// The page on made-up data: a year of eight accounts that never were, with all that can be seen in a year. Serves it and
/// polls nothing. For looking at the pages, for tests in a browser, and for the README's pictures:
///
///     java … org.trackerwatch.web.Showcase DIRECTORY PORT SEED
public final class Showcase implements AutoCloseable {

    /// Each a file of `showcase/`, so that nobody's real site is in a picture.
    static final List<String> SITES = List.of("lantern", "quarry", "saltmarsh", "foxglove", "millrace", "cobalt", "tidepool", "oldmill");

    /// Signs in on the page.
    public static final String PASSWORD = "lantern, saltmarsh and a mill";

    private static final Duration BEAT = Duration.ofSeconds(15);

    private final App app;
    private final Server server;
    private final String key;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

    private Showcase(App app, int port) {
        this.app = app;
        server = Hosting.open(app, port);
        beats.scheduleAtFixedRate(this::beat, 0, BEAT.toSeconds(), TimeUnit.SECONDS);
        key = app.database().writeAndGet(tx -> app.apiKeys().make(tx, "showcase " + Time.SYSTEM.now(), true, app.random(), Time.SYSTEM.now()))
                .text().reveal();
    }

    /// Fills the directory if it is empty. The year ends now.
    ///
    /// @param port 0 for any that is free
    public static Showcase open(Path directory, int port, long seed) {
        if (!Files.exists(directory.resolve("trackerwatch.db"))) {
            fill(directory, seed);
        }
        var app = App.open(Config.of(Optional.of(directory), Map.of("TZ", "UTC")));
        app.registry();
        var showcase = new Showcase(app, port);
        showcase.setPassword();
        return showcase;
    }

    /// Has the year pass, and closes all. It ends now.
    public static void fill(Path directory, long seed) {
        for (var site : SITES) {
            copy("/showcase/" + site + ".yaml", directory.resolve("definitions").resolve(site + ".yaml"));
        }
        try (var year = new MadeUpYear(directory, seed, Time.SYSTEM.now())) {
            year.pass();
        }
    }

    private static void copy(String resource, Path file) {
        try (var stream = Showcase.class.getResourceAsStream(resource)) {
            Files.createDirectories(file.getParent());
            Files.write(file, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As if it polled and sent: otherwise every picture would say that it doesn't.
    private void beat() {
        app.database().write(tx -> List.of("poll", "delivery").forEach(loop -> app.heartbeats().beat(tx, loop, Time.SYSTEM.now())));
    }

    /// Once, as its user would.
    private void setPassword() {
        var code = app.database().writeAndGet(tx -> app.admissions().owner().newSetupCode(tx, app.random())).reveal();
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(address().resolve("api/v1/setup")).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"password\":\"" + PASSWORD + "\",\"code\":\"" + code + "\"}")).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    public App app() {
        return app;
    }

    /// Of the API, for everything.
    public String key() {
        return key;
    }

    @Override
    public void close() {
        beats.close();
        server.close();
        app.close();
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (var showcase = open(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]))) {
            System.out.println(showcase.address() + " key " + showcase.key() + " password " + PASSWORD);
            new CountDownLatch(1).await();
        }
    }
}
