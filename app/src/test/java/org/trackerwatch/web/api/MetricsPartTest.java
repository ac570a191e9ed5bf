package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.web.api.Watched.TIB;
import static org.trackerwatch.web.api.Watched.figures;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Retention;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

final class MetricsPartTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static final Pattern NAME = Pattern.compile("trackerwatch_[a-z_]+");

    @TempDir
    Path directory;

    private Watched watched;

    @BeforeEach
    void open() {
        watched = new Watched(directory);
    }

    @AfterEach
    void close() {
        watched.close();
    }

    private String metrics() {
        var answer = watched.api.get("/metrics");
        assertEquals(200, answer.status(), answer.text());
        return answer.text();
    }

    private static Map<Field, Value> everything() {
        var all = new HashMap<>(figures(3 * TIB, TIB, 12));
        all.put(Field.LEECHING, new Value.Count(1));
        all.put(Field.SEED_SIZE, ByteSize.exact(TIB));
        all.put(Field.BONUS, new Value.Amount(new BigDecimal("17.5")));
        all.put(Field.HIT_AND_RUNS, new Value.Count(0));
        all.put(Field.UNREAD, new Value.Count(2));
        all.put(Field.USERNAME, new Value.Text("secretotter"));
        all.put(Field.CLASS, new Value.Text("El\"ite\n"));
        return all;
    }

    @Test
    void figures_are_told_in_base_units_and_user_names_never() {
        watched.reads(watched.tracker("Otters"), everything());
        var metrics = metrics();
        assertTrue(metrics.contains("trackerwatch_uploaded_bytes{tracker=\"Otters\"} 3.298534883328E12"), metrics);
        assertTrue(metrics.contains("trackerwatch_ratio{tracker=\"Otters\"} 3.0"), metrics);
        assertTrue(metrics.contains("# TYPE trackerwatch_uploaded_bytes gauge"), metrics);
        assertTrue(metrics.contains("class=\"El\\\"ite\\n\""), "text of a site's is escaped: " + metrics);
        assertFalse(metrics.contains("secretotter"));
        assertEquals("text/plain", watched.api.get("/metrics").headers().get("content-type").replaceFirst(";.*", ""));
    }

    @Test
    void what_is_unknown_has_no_sample_and_what_is_infinite_has() {
        watched.reads(watched.tracker("Otters"), Map.of(Field.UPLOADED, ByteSize.exact(TIB), Field.DOWNLOADED, ByteSize.ZERO));
        watched.tracker("Never read");
        var metrics = metrics();
        assertTrue(metrics.contains("trackerwatch_ratio{tracker=\"Otters\"} +Inf"), metrics);
        assertFalse(metrics.contains("trackerwatch_seeding_torrents{"), metrics);
        assertFalse(metrics.contains("trackerwatch_tracker_up{tracker=\"Never read\"}"), metrics);
    }

    @Test
    void a_failed_poll_leaves_the_last_figures_and_says_that_they_are_old() {
        var otters = watched.tracker("Otters");
        watched.reads(otters, everything());
        watched.api.time().pass(Duration.ofHours(1));
        watched.fails(otters, Reason.TIMED_OUT);
        var metrics = metrics();
        assertTrue(metrics.contains("trackerwatch_tracker_up{tracker=\"Otters\"} 0.0"), metrics);
        assertTrue(metrics.contains("trackerwatch_poll_failures{tracker=\"Otters\"} 1.0"), metrics);
        assertTrue(metrics.contains("trackerwatch_seeding_torrents{tracker=\"Otters\"} 12.0"), metrics);
    }

    @Test
    void polls_are_counted_by_what_they_came_to_and_retention_takes_none_off() {
        var otters = watched.tracker("Otters");
        watched.reads(otters, everything());
        watched.reads(otters, everything());
        watched.api.time().pass(Duration.ofDays(400));
        watched.fails(otters, Reason.TIMED_OUT);
        watched.api.with(tx -> Setting.RETENTION.set(tx, "7d"));
        watched.api.with(tx -> Setting.EVENT_RETENTION.set(tx, "7d"));
        watched.api.time().pass(Duration.ofDays(400));
        while (watched.api.with(tx -> new Retention().prune(tx, watched.now())) > 0) {
            Thread.onSpinWait();
        }
        watched.reads(otters, everything());
        var metrics = metrics();
        assertTrue(metrics.contains("# TYPE trackerwatch_polls_total counter"), metrics);
        assertTrue(metrics.contains("trackerwatch_polls_total{outcome=\"read\",tracker=\"Otters\"} 3.0"), metrics);
        assertTrue(metrics.contains("trackerwatch_polls_total{outcome=\"timed-out\",tracker=\"Otters\"} 1.0"), metrics);
        assertTrue(metrics.contains("trackerwatch_poll_duration_seconds_count{tracker=\"Otters\"} 4"), metrics);
        assertTrue(metrics.contains("trackerwatch_poll_duration_seconds_sum{tracker=\"Otters\"} 5.0"), metrics);
    }

    @Test
    void messages_are_counted_by_how_they_ended_once_each() {
        var target = watched.api.with(tx -> watched.api.app().targets().add(tx, new Target(0, "Phone", "discord", new Secret("https://discord.com/api/webhooks/1/x"),
                Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
        var outbox = watched.api.app().outbox();
        for (int i = 0; i < 3; i++) {
            var waiting = watched.api.with(tx -> outbox.test(tx, target, watched.now()));
            assertFalse(metrics().contains("outcome=\"cancelled\",target=\"Phone\"} " + (i + 1)), "it waits");
            watched.api.with(tx -> outbox.cancel(tx, waiting, "Never mind.", watched.now()));
        }
        assertTrue(metrics().contains("trackerwatch_notifications_total{kind=\"discord\",outcome=\"cancelled\",target=\"Phone\"} 3.0"), metrics());
        watched.api.with(tx -> tx.update("DELETE FROM delivery"));
        assertTrue(metrics().contains("outcome=\"cancelled\",target=\"Phone\"} 3.0"), metrics());
    }

    @Test
    void nobody_scrapes_without_a_key_and_a_key_that_may_read_is_enough() {
        assertEquals(200, watched.api.key(false).get("/metrics").status());
        assertEquals(401, watched.api.anonymous().get("/metrics").status());
    }

    /// The board, the rules and the page name no metric that is not there, and the page names all.
    @Test
    void board_rules_and_page_speak_of_metrics_that_there_are() throws IOException {
        watched.reads(watched.tracker("Otters"), everything());
        watched.api.with(tx -> tx.update("UPDATE tracker SET min_ratio = '0.6'"));
        watched.api.with(tx -> watched.api.app().targets().add(tx, new Target(0, "Phone", "discord", new Secret("https://discord.com/api/webhooks/1/x"),
                Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
        watched.api.with(tx -> tx.update("INSERT INTO delivery_tally (target, outcome, ended) SELECT id, 'delivered', 1 FROM target"));
        beat("poll");
        var there = metrics().lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (var file : new String[] {"grafana.json", "alerts.yaml", "metrics.md"}) {
            var named = NAME.matcher(Files.readString(DOCS.resolve(file))).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
            assertFalse(named.isEmpty(), file);
            var unknown = new TreeSet<>(named);
            unknown.removeAll(there);
            assertEquals(Set.of(), unknown, file);
            if (file.endsWith(".md")) {
                assertEquals(there, named, file);
            }
        }
        Json.read(Files.readAllBytes(DOCS.resolve("grafana.json")));
    }

    @Test
    void everybody_may_ask_whether_it_is_well_and_is_told_nothing_else() {
        watched.tracker("Otters");
        watched.api.anonymous();
        assertEquals("{\"status\":\"ok\"}", watched.api.get("/ping").text());
        assertEquals(200, watched.api.bare("HEAD", "/ping", Optional.empty()).status());
        assertEquals("{\"status\":\"live\"}", watched.api.get("/health/live").text());
        assertEquals("{\"status\":\"not_ready\",\"database\":true,\"loops\":false}", watched.api.get("/health/ready").text());
        assertEquals(503, watched.api.get("/health/ready").status());
        beat("poll");
        beat("delivery");
        assertEquals(503, watched.api.get("/health/ready").status(), "looked at a moment ago");
        watched.api.time().pass(Duration.ofSeconds(6));
        assertEquals(200, watched.api.get("/health/ready").status());
        watched.api.time().pass(Duration.ofMinutes(3));
        assertEquals(503, watched.api.get("/health/ready").status());
    }

    private void beat(String loop) {
        watched.api.with(tx -> {
            watched.api.app().heartbeats().beat(tx, loop, watched.now());
            return loop;
        });
    }
}
