package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.web.api.Watched.GIB;
import static org.trackerwatch.web.api.Watched.TIB;
import static org.trackerwatch.web.api.Watched.figures;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;

final class DashboardPartTest {

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

    private JsonNode dashboard() {
        return watched.api.json(200, watched.api.get("/api/v1/dashboard"));
    }

    private JsonNode summary() {
        return watched.api.json(200, watched.api.get("/api/v1/summary"));
    }

    @Test
    void with_nothing_set_up_nothing_is_known_and_nothing_is_zero() {
        var dashboard = dashboard();
        assertTrue(dashboard.at("/totals/uploaded/value").isNull());
        assertTrue(dashboard.at("/totals/ratio/value").isNull());
        assertEquals(0, dashboard.get("trackers").size());
        assertFalse(dashboard.at("/daemon/healthy").asBoolean());
        assertTrue(summary().get("uploaded").isNull());
    }

    @Test
    void totals_say_how_many_accounts_they_are_of() {
        watched.reads(watched.tracker("Otters"), figures(3 * TIB, TIB, 12));
        watched.reads(watched.tracker("Foxes"), figures(TIB, TIB, 3));
        watched.tracker("Never read");
        var totals = dashboard().get("totals");
        assertEquals(4 * TIB, totals.at("/uploaded/value").asLong());
        assertEquals(2, totals.at("/uploaded/counted").asInt());
        assertEquals(1, totals.at("/uploaded/unknown").asInt());
        assertEquals(15, totals.at("/seeding/value").asInt());
        assertEquals(2.0, totals.at("/ratio/value").asDouble());
        assertEquals(2.0, totals.at("/ratio/mean").asDouble());
        assertTrue(totals.at("/uploaded/change").isNull(), "nobody knows what was a week ago");
    }

    @Test
    void a_week_s_change_is_of_the_accounts_that_were_known_then() {
        var otters = watched.tracker("Otters");
        watched.reads(otters, figures(3 * TIB, TIB, 12));
        watched.api.time().pass(Duration.ofDays(8));
        watched.reads(otters, figures(3 * TIB + 5 * GIB, TIB, 10));
        watched.reads(watched.tracker("Foxes"), figures(TIB, TIB, 3));
        var uploaded = dashboard().at("/totals/uploaded");
        assertEquals(5 * GIB, uploaded.get("change").asLong());
        assertEquals(1, uploaded.get("change_counted").asInt());
        assertEquals(-2, dashboard().at("/totals/seeding/change").asInt());
        var ratio = dashboard().at("/totals/ratio");
        assertEquals(1, ratio.get("change_counted").asInt());
        assertEquals(0.0049, ratio.get("change").asDouble(), "the second account has no part in it");
    }

    @Test
    void what_was_not_read_since_has_no_change_within_the_week() {
        watched.reads(watched.tracker("Otters"), figures(3 * TIB, TIB, 12));
        watched.api.time().pass(Duration.ofDays(9));
        assertTrue(dashboard().at("/totals/uploaded/change").isNull(), "that it is still the same nobody knows");
        assertEquals(3 * TIB, dashboard().at("/totals/uploaded/value").asLong());
    }

    @Test
    void nothing_downloaded_at_all_is_an_infinite_ratio() {
        watched.reads(watched.tracker("Otters"), figures(TIB, 0, 12));
        assertEquals("infinite", dashboard().at("/totals/ratio/value").asString());
        assertTrue(summary().get("ratio").isNull(), "a widget wants numbers");
        assertEquals("infinite", summary().at("/tracker/otters/ratio").asString());
    }

    @Test
    void each_tracker_comes_with_thirty_days_of_ratio_and_upload() {
        var otters = watched.tracker("Otters");
        for (int day = 40; day >= 0; day--) {
            watched.had(otters, watched.now().minus(Duration.ofDays(day)), figures(TIB + (40 - day) * GIB, TIB, 5));
        }
        var dashboard = dashboard();
        var sparkline = dashboard.at("/trackers/0/sparkline");
        assertEquals(30, dashboard.get("sparkline_at").size());
        assertEquals(30, sparkline.get("ratio").size());
        assertEquals(List.of(GIB), sparkline.get("uploaded_per_day").valueStream().map(JsonNode::asLong).distinct().toList());
        assertEquals(watched.now().getEpochSecond() / 86400 * 86400, dashboard.get("sparkline_at").get(29).asLong());
    }

    @Test
    void the_latest_events_are_told_as_their_alerts_are() {
        var otters = watched.tracker("Otters");
        var figures = new HashMap<>(figures(3 * TIB, TIB, 12));
        figures.put(Field.CLASS, new Value.Text("User"));
        watched.reads(otters, figures);
        watched.api.time().pass(Duration.ofHours(1));
        figures.put(Field.CLASS, new Value.Text("Elite"));
        watched.reads(otters, figures);
        var event = dashboard().at("/events/0");
        assertEquals("Otters: class User → Elite", event.get("title").asString());
        assertEquals("rank-change", event.get("event").asString());
        assertEquals(otters.id(), event.get("tracker").asLong());
    }

    @Test
    void what_needs_attention_is_counted_and_cut_off_targets_are_named() {
        var otters = watched.tracker("Otters");
        watched.reads(otters, figures(3 * TIB, TIB, 0));
        watched.fails(watched.tracker("Foxes"), Reason.CREDENTIAL_REFUSED);
        watched.api.with(tx -> watched.api.app().targets().add(tx, new Target(0, "Phone", "discord",
                new Secret("https://discord.com/api/webhooks/1/pLanTedSecReT"), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
        watched.api.with(tx -> tx.update("UPDATE target SET state = 'refused', reason = '404'"));
        var dashboard = dashboard();
        assertEquals(1, dashboard.at("/counts/broken").asInt());
        assertEquals(1, dashboard.at("/counts/attention").asInt());
        assertEquals("Phone", dashboard.at("/targets/0/name").asString());
        assertEquals("refused", dashboard.at("/targets/0/state").asString());
        assertFalse(dashboard.toString().contains("pLanTed"));
        assertEquals(1, summary().get("targets_in_trouble").asInt());
    }

    @Test
    void the_loops_are_well_only_while_both_go_round() {
        beat("poll");
        assertFalse(dashboard().at("/daemon/healthy").asBoolean());
        beat("delivery");
        assertTrue(dashboard().at("/daemon/healthy").asBoolean());
        assertTrue(summary().get("healthy").asBoolean());
        watched.api.time().pass(Duration.ofMinutes(5));
        assertFalse(dashboard().at("/daemon/loops/poll/fresh").asBoolean());
        assertFalse(summary().get("running").asBoolean());
    }

    @Test
    void the_summary_is_flat_and_names_the_worst_ratio() {
        watched.reads(watched.tracker("Otters & Friends"), figures(3 * TIB, TIB, 12));
        watched.reads(watched.tracker("Élan"), figures(TIB, 2 * TIB, 3));
        watched.reads(watched.tracker("潮溜まり"), figures(TIB, TIB, 3));
        var summary = summary();
        assertEquals(5 * TIB, summary.get("uploaded").asLong());
        assertEquals(0.5, summary.get("worst_ratio").asDouble());
        assertEquals("Élan", summary.get("worst_ratio_tracker").asString());
        assertEquals(12, summary.at("/tracker/otters_friends/seeding").asInt());
        assertEquals(0.5, summary.at("/tracker/elan/ratio").asDouble());
        assertEquals(3, summary.get("tracker").size());
        assertEquals("↑ 3.00 TiB  ↓ 1.00 TiB  ratio 3.00", summary.at("/tracker/otters_friends/text").asString());
    }

    @Test
    void names_that_look_alike_have_different_places_whatever_their_order() {
        watched.tracker("my site");
        watched.tracker("My-Site!");
        assertEquals(List.of("my_site", "my_site_2"), List.copyOf(summary().get("tracker").propertyNames()));
        watched.api.put("/api/v1/trackers/order", "{\"ids\":[2,1]}");
        assertEquals(1, summary().at("/tracker/my_site/id").asInt());
    }

    @Test
    void nobody_sees_any_of_it_without_a_key() {
        watched.api.anonymous();
        assertEquals(401, watched.api.get("/api/v1/dashboard").status());
        assertEquals(401, watched.api.get("/api/v1/summary").status());
    }

    private void beat(String loop) {
        watched.api.with(tx -> {
            watched.api.app().heartbeats().beat(tx, loop, watched.now());
            return loop;
        });
    }
}
