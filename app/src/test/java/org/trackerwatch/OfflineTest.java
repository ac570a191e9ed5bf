package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.deliver.Fault;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;

/// Whether it is the site or we ourselves: the whole program, whose names of sites lead to this machine, or nowhere.
final class OfflineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> unnamed = ConcurrentHashMap.newKeySet();
    private final MockWebServer neutral = Prompt.server();
    private volatile int neutralStatus = 204;
    private Household house;

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
    private Dns resolver() {
        return name -> {
            if (isIn(unnamed, name)) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, (byte) (isIn(lost, name) ? 99 : 1)}));
        };
    }

    private static boolean isIn(Set<String> names, String name) {
        return names.contains(name) || names.contains("*");
    }

    private void control(String value) {
        house.app.database().write(tx -> Setting.CONTROL_CHECK.set(tx, value));
    }

    private Tracker tracker(String host) {
        return tracker(host, Optional.empty());
    }

    private Tracker tracker(String host, Optional<Secret> proxy) {
        return house.tracker(host.replace(".org", ""), "unit3d", "http://" + host + ":" + URI.create(house.url()).getPort() + "/",
                new Credential.ApiKey(new Secret(Household.KEY)), proxy);
    }

    private void trackers(int count) {
        for (int nr = 1; nr <= count; nr++) {
            tracker("site" + nr + ".org");
        }
        house.poll();
    }

    private List<Incident> incidents() {
        return house.app.database().read(tx -> house.app.incidents().list(tx, Instant.EPOCH, house.time.now().plusSeconds(1)));
    }

    private List<Verdict> verdicts() {
        return house.app.database().read(tx -> house.app.events().list(tx, Optional.empty(), Instant.EPOCH, house.time.now().plusSeconds(1)).stream()
                .filter(stored -> stored.event().rule().equals("tracker-down"))
                .flatMap(stored -> house.app.events().verdicts(tx, stored.id()).stream()).map(judged -> judged.verdict()).toList());
    }

    private Set<String> kinds() {
        return verdicts().stream().map(verdict -> verdict.getClass().getSimpleName()).collect(Collectors.toSet());
    }

    /// All at once, as after a start.
    private void allPolled() {
        house.time.pass(Duration.ofMinutes(20));
        house.app.database().write(tx -> house.app.registry().list(tx).forEach(tracker -> house.app.schedules().move(tx, tracker.id(), house.time.now())));
        house.poll();
    }

    /// No connection outlives its answer, so that each is a new one.
    private void says(UserJson user) {
        house.answers(_ -> user.answer().newBuilder().setHeader("Connection", "close").build());
    }

    private void live(int hours) {
        house.live(Duration.ofHours(hours), MINUTE);
    }

    @Test
    void a_site_that_is_lost_while_the_rest_is_there_is_told_as_down() {
        trackers(3);
        lost.add("site2.org");
        live(2);
        assertEquals(List.of("site2 is down: no connection"), house.titles());
        assertEquals(Set.of("Doubted"), kinds());
        assertTrue(neutral.getRequestCount() >= 1);
        assertEquals(Incident.Fault.SITE, incidents().getFirst().fault());
    }

    @Test
    void the_alert_waits_for_no_more_than_a_few_minutes() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        var failed = house.events().getFirst().at();
        house.live(Duration.ofMinutes(5), Duration.ofSeconds(15));
        var sent = house.discord.posts().getFirst().at();
        assertTrue(Duration.between(failed, sent).compareTo(Duration.ofMinutes(2)) < 0, () -> failed + " → " + sent);
    }

    @Test
    void the_neutral_address_is_asked_politely_and_seldom_and_never_while_all_is_well() throws InterruptedException {
        trackers(2);
        live(6);
        assertEquals(0, neutral.getRequestCount());
        neutralStatus = 302;
        lost.add("site1.org");
        live(12);
        assertTrue(neutral.getRequestCount() >= 1 && neutral.getRequestCount() <= house.events().size() + 20, neutral::toString);
        var request = neutral.takeRequest();
        assertEquals("HEAD", request.getMethod());
        assertTrue(String.valueOf(request.getHeaders().get("User-Agent")).startsWith("trackerwatch/"));
        assertEquals(null, request.getHeaders().get("Authorization"));
    }

    @Test
    void without_a_connection_nothing_is_said_of_trackers_and_one_thing_of_ourselves() {
        trackers(3);
        lost.add("*");
        house.discord.down(true);
        live(3);
        assertEquals(Set.of("Offline"), kinds());
        lost.clear();
        house.discord.down(false);
        live(3);
        assertEquals(1, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().getFirst().matches("trackerwatch was offline from .* to .*"), house.titles()::toString);
        assertTrue(incidents().stream().allMatch(Incident::isOver));
        assertEquals(1, incidents().stream().filter(incident -> incident.tracker().isEmpty()).count());
        assertTrue(incidents().stream().allMatch(incident -> incident.fault() == Incident.Fault.OURS));
    }

    @Test
    void where_the_chat_can_be_reached_all_the_same_it_hears_of_it_at_once_and_of_the_end_in_the_same_message() {
        trackers(1);
        lost.add("*");
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        assertEquals(2, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().stream().allMatch(title -> title.startsWith("trackerwatch was offline from")), house.titles()::toString);
        assertEquals(1, house.discord.changed().size());
    }

    @Test
    void what_told_of_it_can_be_sent_once_more() {
        trackers(1);
        lost.add("*");
        live(2);
        again(0);
        assertEquals(List.of("trackerwatch seems to be offline: no connection", "trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        int changed = house.discord.changed().size();
        again(Delivery.Kind.EDIT);
        assertEquals(changed + 1, house.discord.changed().size());
    }

    @Test
    void what_was_given_up_and_is_sent_once_more_stands_for_it_and_is_changed_when_it_is_over() {
        trackers(1);
        lost.add("*");
        var malformed = Fault.json(400, "{\"code\": 50035, \"message\": \"Invalid Form Body\"}");
        house.discord.script(malformed, malformed);
        live(2);
        assertEquals(List.of(), house.titles());
        again(0);
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        assertEquals(1, house.discord.changed().size());
    }

    private void again(Delivery.Kind kind) {
        again(deliveries().stream().map(Delivery::kind).toList().indexOf(kind));
    }

    private void again(int nr) {
        var sent = deliveries().get(nr);
        house.app.database().write(tx -> house.app.outbox().redeliver(tx, sent, house.time.now()));
        house.deliver();
    }

    private List<Delivery> deliveries() {
        return house.app.database().read(tx -> house.app.deliveries().list(tx, Optional.empty(), List.of(), Instant.EPOCH, house.time.now().plusSeconds(1)));
    }

    @Test
    void a_lost_dns_is_named_as_such() {
        trackers(2);
        unnamed.add("*");
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: no name can be resolved (DNS)"), house.titles());
    }

    @Test
    void what_is_still_down_when_the_connection_is_back_is_told_then() {
        trackers(3);
        lost.add("*");
        live(2);
        lost.clear();
        lost.add("site3.org");
        live(2);
        assertEquals(List.of("site3 is down: no connection"), house.titles().stream().filter(title -> title.contains("site")).toList());
        var site3 = incidents().stream().filter(incident -> incident.tracker().equals(Optional.of(3L))).findFirst().orElseThrow();
        assertEquals(Incident.Fault.SITE, site3.fault());
        assertFalse(site3.isOver());
    }

    @Test
    void trackers_are_asked_again_soon_when_the_connection_is_back_but_not_before_their_floors() {
        trackers(3);
        lost.add("*");
        live(14);
        int before = house.requests.size();
        lost.clear();
        house.live(Duration.ofMinutes(20), MINUTE);
        assertEquals(before + 3, house.requests.size());
    }

    @Test
    void without_a_neutral_address_most_of_four_tell_it() {
        control("off");
        trackers(5);
        lost.addAll(Set.of("site1.org", "site2.org", "site3.org", "site4.org"));
        allPolled();
        house.live(Duration.ofMinutes(30), MINUTE);
        assertEquals(0, neutral.getRequestCount());
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(2);
        assertTrue(house.titles().stream().allMatch(title -> title.startsWith("trackerwatch was offline")), house.titles()::toString);
        assertEquals(Set.of("Offline"), kinds());
    }

    @Test
    void without_a_neutral_address_a_few_are_told_as_down() {
        control("off");
        trackers(5);
        lost.addAll(Set.of("site1.org", "site2.org"));
        allPolled();
        house.live(Duration.ofMinutes(30), MINUTE);
        assertEquals(2, house.titles().stream().filter(title -> title.contains("is down")).count(), house.titles()::toString);
    }

    @Test
    void an_error_of_the_site_s_own_is_no_doubt_about_us() {
        trackers(5);
        house.answers(new MockResponse.Builder().code(502).build());
        allPolled();
        house.deliver();
        assertEquals(5, house.titles().size(), house.titles()::toString);
        assertEquals(Set.of("Sent"), kinds());
        assertEquals(0, neutral.getRequestCount());
    }

    @Test
    void a_proxy_that_is_gone_is_an_outage_of_its_own_road() {
        tracker("site1.org");
        tracker("site2.org", Optional.of(new Secret("http://user:planted@127.0.0.1:1")));
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: the proxy does not connect"), house.titles());
        lost.add("site1.org");
        live(2);
        assertTrue(house.titles().contains("site1 is down: no connection"), house.titles()::toString);
        assertFalse(house.discord.posts().toString().contains("planted"));
    }

    @Test
    void a_restart_forgets_nothing_of_it() {
        trackers(2);
        lost.add("*");
        house.discord.down(true);
        allPolled();
        house.restart();
        live(2);
        assertEquals(Set.of("Offline"), kinds());
        house.restart();
        lost.clear();
        house.discord.down(false);
        live(2);
        assertEquals(1, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().getFirst().startsWith("trackerwatch was offline"));
    }

    @Test
    void a_program_that_died_in_the_window_tells_it_after_its_next_start() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        assertEquals(List.of(), house.titles());
        house.restart();
        house.live(Duration.ofMinutes(10), MINUTE);
        assertEquals(List.of("site1 is down: no connection"), house.titles());
    }

    @Test
    void a_site_that_comes_back_within_the_window_was_never_told_of() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        lost.clear();
        house.app.database().write(tx -> house.app.schedules().move(tx, 1, house.time.now()));
        house.poll();
        live(1);
        assertEquals(List.of("tracker-down", "tracker-up"), house.rules());
        assertEquals(List.of(), house.titles());
    }

    @Test
    void who_does_not_want_to_hear_of_it_does_not() {
        house.app.database().write(tx -> house.app.targets().list(tx).forEach(target -> house.app.targets().remove(tx, target.id())));
        house.target("tracker-down");
        trackers(2);
        lost.add("*");
        live(2);
        lost.clear();
        live(2);
        assertEquals(List.of(), house.titles());
    }

    @Test
    void nothing_old_is_told_of_figures_while_a_tracker_is_down() {
        says(new UserJson().seeding(0));
        trackers(1);
        house.deliver();
        int told = house.titles().size();
        lost.add("*");
        house.live(Duration.ofHours(60), Duration.ofMinutes(10));
        assertEquals(told + 1, house.titles().size(), house.titles()::toString);
        assertEquals(Reason.UNREACHABLE, incidents().getLast().first());
    }
}
