package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

/// Events, deliveries, incidents and silences: what grew, in pages, and what can be done about it.
final class HappeningsTest extends WithDiscord {

    private int falls;

    private Tracker tracker() {
        return api.with(tx -> api.app().registry().add(tx, new Tracker(0, "otters", "unit3d", Optional.of("https://tracker.example"),
                Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, time.now()),
                new Credential.ApiKey(new Secret("k".repeat(40))), Optional.empty(), time.now()));
    }

    /// As a poll does it.
    private void ratioFell(Tracker tracker, Instant at) {
        api.with(tx -> {
            var event = new Event("fall " + falls++, tracker.id(), "ratio-drop", Severity.WARNING, at,
                    new Event.Detail.Changed(Field.RATIO, Optional.of(ratio("2.0")), ratio("1.5")), AccountStats.NOTHING);
            route(tx, event, at);
            return at;
        });
    }

    private void route(Transaction tx, Event event, Instant at) {
        api.app().outbox().route(tx, api.app().events().add(tx, event).orElseThrow(), event, at);
    }

    private static Ratio ratio(String text) {
        return new Ratio.Finite(new BigDecimal(text));
    }

    private JsonNode get(String path) {
        return json(200, api.get("/api/v1/" + path));
    }

    private static List<Long> ids(JsonNode page) {
        return page.get("items").valueStream().map(each -> each.get("id").asLong()).toList();
    }

    @Test
    void events_are_told_in_words_with_what_became_of_them_for_each_target() {
        long id = target("phone").id();
        var otters = tracker();
        ratioFell(otters, time.now());
        var event = get("events").get("items").get(0);
        assertEquals("otters", event.get("tracker_name").asString());
        assertTrue(event.get("title").asString().contains("ratio fell"), event::toString);
        assertEquals("changed", event.get("detail").get("kind").asString());
        var fate = event.get("targets").get(0);
        assertEquals("told", fate.get("verdict").asString());
        assertEquals(id, fate.get("target_id").asLong());
        assertEquals("ratio-drop", get("deliveries/" + fate.get("delivery_id").asLong()).get("about").asString());
    }

    @Test
    void a_target_says_how_many_alerts_are_held_back_and_until_when() {
        long id = target("phone").id();
        var otters = tracker();
        ratioFell(otters, time.now());
        assertEquals(0, get("targets/" + id).get("held").asInt());
        assertTrue(get("targets/" + id).get("held_until").isNull());
        ratioFell(otters, time.now().plusSeconds(60));
        ratioFell(otters, time.now().plusSeconds(120));
        assertEquals(2, get("targets/" + id).get("held").asInt());
        assertEquals(get("events").get("items").get(1).get("targets").get(0).get("held_until"), get("targets/" + id).get("held_until"));
    }

    @Test
    void pages_hold_each_thing_once_however_much_is_added_meanwhile() {
        var otters = tracker();
        for (int i = 0; i < 7; i++) {
            ratioFell(otters, time.now().plusSeconds(i / 2));
        }
        var seen = new ArrayList<Long>();
        var page = get("events?limit=3");
        while (true) {
            seen.addAll(ids(page));
            if (page.get("next").isNull()) {
                break;
            }
            ratioFell(otters, time.now().plusSeconds(100 + seen.size()));
            page = get("events?limit=3&before=" + page.get("next").asString());
        }
        assertEquals(List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L), seen);
    }

    @Test
    void filters_are_held_and_mistyped_ones_refused() {
        var otters = tracker();
        ratioFell(otters, time.now());
        assertEquals(1, get("events?tracker=" + otters.id() + "&event=ratio-drop&severity=warning&since=" + time.now()).get("items").size());
        for (var other : List.of("tracker=99", "event=hit-and-run", "severity=urgent", "since=2027-01-01T00:00:00Z", "until=" + time.now())) {
            assertEquals(0, get("events?" + other).get("items").size(), other);
        }
        for (var wrong : Map.of("severty", "urgent", "severity", "loud", "limit", "201", "before", "x", "since", "yesterday").entrySet()) {
            var refused = api.get("/api/v1/events?" + wrong.getKey() + "=" + wrong.getValue());
            assertEquals(400, refused.status());
            assertEquals(wrong.getKey(), refused.field());
        }
    }

    @Test
    void it_is_explained_why_something_did_not_happen() {
        var otters = tracker();
        api.with(tx -> {
            api.app().history().append(tx, new Snapshot(otters.id(), time.now(), AccountStats.NOTHING.with(Field.RATIO, ratio("2.0")), false));
            return otters;
        });
        var told = get("events/explain?tracker=" + otters.id() + "&event=ratio-drop");
        assertFalse(told.get("fires").asBoolean());
        assertFalse(told.get("explanation").asString().isBlank());
        assertTrue(told.get("last_event").isNull());
        refused("tracker", api.get("/api/v1/events/explain?event=ratio-drop"));
        refused("event", api.get("/api/v1/events/explain?tracker=1&event=nothing"));
        refused("event", api.get("/api/v1/events/explain?tracker=1&event=monitor-offline"));
        refused("target", api.get("/api/v1/events/explain?tracker=1&event=ratio-drop&target=9"));
        assertEquals(404, api.get("/api/v1/events/explain?tracker=1&event=ratio-drop&at=2020-01-01T00:00:00Z").status());
    }

    private long dead(Target target) {
        discord.delete(WEBHOOK);
        var came = json(200, send("POST", "/api/v1/targets/" + target.id() + "/test", "{}"));
        time.pass(Duration.ofDays(40));
        api.app().dispatcher().runDue();
        return came.get("delivery_id").asLong();
    }

    @Test
    void what_was_given_up_is_listed_and_taken_off_the_list() {
        long id = dead(target("phone"));
        assertEquals("[" + id + "]", get("deliveries/dead").valueStream().map(each -> each.get("id")).toList().toString());
        assertEquals(204, api.post("/api/v1/deliveries/" + id + "/acknowledge", "{}").status());
        assertEquals("[]", get("deliveries/dead").toString());
        assertEquals(List.of(id), ids(get("deliveries?state=dead,cancelled")));
    }

    @Test
    void what_was_given_up_is_sent_once_more_alone_or_with_all_of_a_time() {
        var phone = target("phone");
        long id = dead(phone);
        var again = json(200, api.send("POST", "/api/v1/deliveries/" + id + "/redeliver", Optional.empty()));
        assertEquals("waiting", again.get("state").asString());
        assertEquals(409, api.send("POST", "/api/v1/deliveries/" + id + "/redeliver", Optional.empty()).status());
        var cancelled = json(200, api.send("POST", "/api/v1/deliveries/" + again.get("id").asLong() + "/cancel", Optional.empty()));
        assertEquals("cancelled", cancelled.get("state").asString());
        assertEquals(409, api.send("POST", "/api/v1/deliveries/" + id + "/cancel", Optional.empty()).status());
        refused("since", send("POST", "/api/v1/deliveries/redeliver", "{}"));
        assertEquals("[]", json(200, send("POST", "/api/v1/deliveries/redeliver", "{\"since\":\"2026-01-01T00:00:00Z\"}")).get("deliveries").toString(),
                "the one that was sent again stands for it");
    }

    @Test
    void all_of_a_time_are_sent_once_more() {
        dead(target("phone"));
        var all = json(200, send("POST", "/api/v1/deliveries/redeliver", "{\"since\":\"2026-01-01T00:00:00Z\",\"target_id\":1}"));
        assertEquals(1, all.get("deliveries").size());
        assertEquals(2, get("deliveries?target=1").get("items").size());
        assertEquals(0, get("deliveries?target=2").get("items").size());
    }

    @Test
    void a_delivery_shows_each_attempt_and_its_answer() {
        var phone = target("phone");
        discord.delete(WEBHOOK);
        long id = json(200, send("POST", "/api/v1/targets/" + phone.id() + "/test", "{}")).get("delivery_id").asLong();
        var full = get("deliveries/" + id);
        assertEquals(404, full.get("log").get(0).get("status").asInt());
        assertTrue(full.get("sentence").asString().contains("kept until the target gets another address"), full::toString);
        assertEquals(List.of(id), ids(get("deliveries?id=" + id)));
        assertEquals(404, api.get("/api/v1/deliveries/99").status());
        refused("state", api.get("/api/v1/deliveries?state=lost"));
    }

    @Test
    void an_outage_is_told_with_its_cause_and_whose_fault_it_was() {
        var otters = tracker();
        api.with(tx -> {
            api.app().incidents().follow(tx, otters.id(), Optional.of(new Failing(time.now(), 3, PollFailure.Reason.SITE_ERROR,
                    "It did not answer.")), time.now());
            return otters;
        });
        time.pass(Duration.ofHours(2));
        var list = get("incidents?open=true&tracker=" + otters.id());
        var one = list.get("items").get(0);
        assertEquals("site", one.get("fault").asString());
        assertEquals(7200, one.get("lasted_seconds").asInt());
        assertTrue(one.get("ended_at").isNull());
        assertEquals(one, get("incidents/" + one.get("id").asLong()));
        assertEquals(0, get("incidents?tracker=99").get("items").size());
        assertEquals(404, api.get("/api/v1/incidents/99").status());
    }

    @Test
    void a_silence_is_made_listed_and_ended() {
        var otters = tracker();
        var made = json(201, send("POST", "/api/v1/silences", "{\"tracker_id\":" + otters.id() + ",\"event\":\"ratio-drop\",\"target_id\":null,"
                + "\"until\":\"" + time.now().plusSeconds(3600) + "\",\"mode\":\"drop\",\"reason\":\" works \"}"));
        assertEquals("otters", made.get("tracker").asString());
        assertEquals("works", made.get("reason").asString());
        assertTrue(made.get("lasts").asBoolean() && made.get("target").isNull());
        assertEquals(1, get("silences").size());
        assertEquals(204, api.delete("/api/v1/silences/" + made.get("id").asLong()).status());
        assertEquals(0, get("silences").size());
        assertEquals(1, get("silences?all=true").size());
        assertEquals(404, api.delete("/api/v1/silences/99").status());
    }

    @Test
    void what_is_wrong_with_a_silence_is_named() {
        var until = "\"until\":\"" + time.now().plusSeconds(60) + "\"";
        refused("tracker_id", send("POST", "/api/v1/silences", "{" + until + "}"));
        refused("tracker_id", send("POST", "/api/v1/silences", "{\"tracker_id\":9," + until + "}"));
        refused("target_id", send("POST", "/api/v1/silences", "{\"target_id\":9," + until + "}"));
        refused("event", send("POST", "/api/v1/silences", "{\"event\":\"nothing\"," + until + "}"));
        refused("mode", send("POST", "/api/v1/silences", "{\"event\":\"ratio-drop\",\"mode\":\"loud\"," + until + "}"));
        refused("until", send("POST", "/api/v1/silences", "{\"event\":\"ratio-drop\"}"));
        refused("until", send("POST", "/api/v1/silences", "{\"event\":\"ratio-drop\",\"until\":\"2026-01-01T00:00:00Z\"}"));
        refused("until", send("POST", "/api/v1/silences", "{\"event\":\"ratio-drop\",\"until\":\"2126-01-01T00:00:00Z\"}"));
    }

    @Test
    void the_address_that_is_called_while_all_is_well_is_kept_and_never_told() {
        var set = json(200, send("PUT", "/api/v1/settings/ping-url", "{\"value\":\"https://ping.example.org/s3cret-uuid\"}"));
        assertTrue(set.get("set").asBoolean());
        assertFalse(api.get("/api/v1/settings").text().contains("s3cret"));
        refused("value", send("PUT", "/api/v1/settings/ping-url", "{\"value\":\"not an address\"}"));
        assertFalse(json(200, send("PUT", "/api/v1/settings/ping-url", "{\"value\":\"none\"}")).get("set").asBoolean());
    }
}
