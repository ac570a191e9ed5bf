package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.Listener;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Method;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import tools.jackson.databind.JsonNode;

/// Over a real line where it matters that there is one; else a second passes when the test says so.
@Timeout(60)
final class LivePartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
        api.with(tx -> tx);
    }

    private Tracker tracker(String name) {
        return api.with(tx -> api.app().registry().add(tx, new Tracker(0, name, "aither", Optional.empty(), Optional.empty(),
                Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, api.time().now()),
                new Credential.ApiKey(new Secret("kEy")), Optional.empty(), api.time().now()));
    }

    private Target target(String name) {
        return api.with(tx -> api.app().targets().add(tx, new Target(0, name, "discord", new Secret("https://discord.com/api/webhooks/1/x"),
                Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    /// @param hitAndRuns as the site counts them
    private void reads(Tracker tracker, int hitAndRuns) {
        api.time().pass(Duration.ofHours(1));
        api.with(tx -> api.app().bookkeeper().keep(tx, tracker.id(), new Credential.ApiKey(new Secret("kEy")),
                new Visit(new Outcome.Read(AccountStats.of(Map.of(Field.HIT_AND_RUNS, new Value.Count(hitAndRuns))).settled()),
                        Optional.empty(), Map.of(), List.of()), api.time().now()));
    }

    private void beats() {
        api.with(tx -> {
            api.app().heartbeats().beat(tx, "poll", api.time().now());
            return tx;
        });
    }

    private static JsonNode data(Listener.Heard heard) {
        return Json.read(heard.data().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_poll_its_event_and_its_delivery_are_heard_as_they_happen() {
        var otters = tracker("Otters");
        var phone = target("phone");
        reads(otters, 1);
        try (var listener = api.listen()) {
            assertEquals("text/event-stream", listener.response().headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
            assertEquals("no", listener.response().headers().firstValue("X-Accel-Buffering").orElse(""));
            assertEquals("no-store", listener.response().headers().firstValue("Cache-Control").orElse(""));
            listener.place();
            reads(otters, 2);
            assertEquals(otters.id(), data(listener.next("poll")).get("tracker").asLong());
            var event = data(listener.next("event"));
            assertEquals("{\"id\":1,\"tracker\":" + otters.id() + ",\"rule\":\"hit-and-run\",\"severity\":\"urgent\"}", event.toString());
            var delivery = data(listener.next("delivery"));
            assertEquals(phone.id(), delivery.get("target").asLong());
            assertEquals("waiting", delivery.get("state").asString());
        }
    }

    @Test
    void who_comes_back_hears_what_he_missed_and_nothing_twice() {
        var otters = tracker("Otters");
        String place;
        try (var listener = api.listen()) {
            listener.place();
            reads(otters, 1);
            place = listener.next("poll").id();
        }
        var lynx = tracker("Lynx");
        try (var back = api.listen(api.address().resolve("/api/v1/live"), Optional.of(place))) {
            assertEquals(lynx.id(), data(back.next("tracker")).get("id").asLong());
        }
    }

    @Test
    void who_comes_back_from_before_the_start_is_told_to_read_anew() {
        for (var last : List.of("0-0", "nonsense", "-")) {
            try (var listener = api.listen(api.address().resolve("/api/v1/live"), Optional.of(last))) {
                assertEquals("reset", listener.next().name());
                assertNotEquals(last, listener.place());
            }
        }
    }

    @Test
    void the_line_ends_at_once_when_the_server_does() {
        try (var listener = api.listen()) {
            listener.place();
            api.close();
            assertEquals("end", listener.next().name());
        }
        open();
    }

    @Test
    void nobody_listens_without_a_key() {
        assertEquals(401, api.anonymous().get("/api/v1/live").status());
    }

    @Test
    void a_mistyped_question_is_refused() {
        assertEquals(400, api.get("/api/v1/live?since=1").status());
    }

    /// What a second did to who listens, one second after the other.
    private List<String> heard(List<Runnable> seconds) throws Exception {
        var line = new Line(seconds);
        var request = new Request(Method.GET, "/api/v1/live", Map.of(), Map.of(), Map.of(), Map.of(), "127.0.0.1", false, new byte[0], Caller.NOBODY);
        ((Reply.Live) new LivePart(api.app(), line.clock).routes().getFirst().handler().handle(request)).source().into(line);
        return line.heard;
    }

    @Test
    void a_beat_shows_each_15_seconds_that_the_line_is_alive() throws Exception {
        assertEquals(List.of("mark", "beat", "beat"), heard(Collections.nCopies(31, () -> {})));
    }

    @Test
    void what_is_set_of_a_target_or_a_tracker_is_heard_and_its_removal_too() throws Exception {
        var phone = target("phone");
        var otters = tracker("Otters");
        assertEquals(List.of("mark", "target", "target", "tracker", "tracker", "target"), heard(List.of(
                () -> api.with(tx -> api.app().targets().pause(tx, phone.id())),
                () -> api.with(tx -> tx.insert("INSERT INTO target_rule (target, rule) VALUES (?, 'anniversary')", phone.id())),
                () -> api.with(tx -> tx.update("UPDATE tracker SET interval_s = 7200")),
                () -> api.with(tx -> api.app().registry().remove(tx, otters.id())),
                () -> api.with(tx -> api.app().targets().remove(tx, phone.id())))));
    }

    @Test
    void a_delivery_is_heard_at_each_step_and_when_it_ends() throws Exception {
        var phone = target("phone");
        assertEquals(List.of("mark", "delivery", "delivery", "delivery"), heard(List.of(
                () -> api.with(tx -> api.app().outbox().test(tx, phone, api.time().now())),
                () -> api.with(tx -> tx.update("UPDATE delivery SET attempts = 1")),
                () -> api.with(tx -> api.app().outbox().cancel(tx, 1, "Called off.", api.time().now())),
                () -> {})));
    }

    @Test
    void a_loop_that_stands_still_is_heard_once_and_that_it_goes_round_again() throws Exception {
        beats();
        assertEquals(List.of("mark", "health", "health"), heard(List.of(
                () -> api.time().pass(Duration.ofSeconds(80)), () -> api.time().pass(Duration.ofSeconds(20)), () -> {}, this::beats, () -> {})));
    }

    @Test
    void more_than_a_page_can_want_to_hear_is_one_word_to_read_anew() throws Exception {
        var heard = heard(List.of(() -> api.with(tx -> {
            var ids = new ArrayList<Long>();
            for (int i = 0; i < 600; i++) {
                ids.add(api.app().targets().add(tx, new Target(0, "t" + i, "discord", new Secret("https://discord.com/api/webhooks/1/x"),
                        Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)).id());
            }
            return ids;
        })));
        assertEquals(List.of("mark", "reset"), heard);
    }

    @Test
    void looking_costs_little_with_many_trackers() throws Exception {
        for (int i = 0; i < 100; i++) {
            reads(tracker("Tracker " + i), 1);
        }
        var clock = new SettableTime();
        var news = new News(api.app(), clock);
        news.now();
        var started = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            clock.pass(Duration.ofSeconds(1));
            assertTrue(news.since(news.now()).items().isEmpty());
        }
        var each = Duration.ofNanos((System.nanoTime() - started) / 50);
        assertTrue(each.compareTo(Duration.ofMillis(100)) < 0, "one look took " + each.toMillis() + " ms");
    }

    /// Whom the seconds pass for.
    private static final class Line implements Reply.Stream {

        private final SettableTime clock = new SettableTime();
        private final List<String> heard = new ArrayList<>();
        private final List<Runnable> seconds;

        Line(List<Runnable> seconds) {
            this.seconds = seconds.stream().collect(Collectors.toCollection(ArrayList::new));
        }

        @Override
        public void event(String name, String id, JsonNode data) {
            heard.add(name);
        }

        @Override
        public void mark(String id) {
            heard.add("mark");
        }

        @Override
        public void beat() {
            heard.add("beat");
        }

        @Override
        public boolean goesOn(Duration pause) {
            clock.pass(pause);
            if (seconds.isEmpty()) {
                return false;
            }
            seconds.removeFirst().run();
            return true;
        }
    }
}
