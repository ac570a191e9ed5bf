package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// A house whose connection a test takes away, and a neutral address that is asked whether it is there.
abstract class OfflineHouse {



    static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;
    final Set<String> lost = ConcurrentHashMap.newKeySet();
    final Set<String> unnamed = ConcurrentHashMap.newKeySet();
    final MockWebServer neutral = Prompt.server();
    volatile int neutralStatus = 204;
    Household house;

    @BeforeEach
    void open() throws IOException {
        neutral.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(neutralStatus).setHeader("Location", "http://elsewhere.org/").setHeader("Connection", "close").build();
            }
        });
        neutral.start(InetAddress.getByName("127.0.0.1"), 0);
        house = new Household(directory, new OkHttpClient.Builder().dns(resolver()).build());
        control("http://neutral.org:" + neutral.getPort() + "/");
        house.target();
        says(new UserJson());
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), house.discord.violations());
        house.close();
        neutral.close();
    }

    /// A name that is lost leads to an address where nobody listens.
    Dns resolver() {
        return name -> {
            if (isIn(unnamed, name)) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, (byte) (isIn(lost, name) ? 99 : 1)}));
        };
    }

    static boolean isIn(Set<String> names, String name) {
        return names.contains(name) || names.contains("*");
    }

    void control(String value) {
        house.app.database().write(tx -> Setting.CONTROL_CHECK.set(tx, value));
    }

    Tracker tracker(String host) {
        return tracker(host, Optional.empty());
    }

    Tracker tracker(String host, Optional<Secret> proxy) {
        return house.tracker(host.replace(".org", ""), "unit3d", "http://" + host + ":" + URI.create(house.url()).getPort() + "/",
                new Credential.ApiKey(new Secret(Household.KEY)), proxy);
    }

    void trackers(int count) {
        for (int nr = 1; nr <= count; nr++) {
            tracker("site" + nr + ".org");
        }
        house.poll();
    }

    List<Incident> incidents() {
        return house.app.database().read(tx -> house.app.incidents().list(tx, Instant.EPOCH, house.time.now().plusSeconds(1)));
    }

    List<Verdict> verdicts() {
        return house.app.database().read(tx -> house.app.events().list(tx, Optional.empty(), Instant.EPOCH, house.time.now().plusSeconds(1)).stream()
                .filter(stored -> stored.event().rule().equals("tracker-down"))
                .flatMap(stored -> house.app.events().verdicts(tx, stored.id()).stream()).map(judged -> judged.verdict()).toList());
    }

    Set<String> kinds() {
        return verdicts().stream().map(verdict -> verdict.getClass().getSimpleName()).collect(Collectors.toSet());
    }

    /// All at once, as after a start.
    void allPolled() {
        house.time.pass(Duration.ofMinutes(20));
        house.app.database().write(tx -> house.app.registry().list(tx).forEach(tracker -> house.app.schedules().move(tx, tracker.id(), house.time.now())));
        house.poll();
    }

    /// No connection outlives its answer, so that each is a new one.
    void says(UserJson user) {
        house.answers(_ -> user.answer().newBuilder().setHeader("Connection", "close").build());
    }

    void live(int hours) {
        house.live(Duration.ofHours(hours), MINUTE);
    }

    void again(Delivery.Kind kind) {
        again(deliveries().stream().map(Delivery::kind).toList().indexOf(kind));
    }

    void again(int nr) {
        var sent = deliveries().get(nr);
        house.app.database().write(tx -> house.app.outbox().redeliver(tx, sent, house.time.now()));
        house.deliver();
    }

    List<Delivery> deliveries() {
        return house.app.database().read(tx -> house.app.deliveries().list(tx, Optional.empty(), List.of(), Instant.EPOCH, house.time.now().plusSeconds(1)));
    }
}
