package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;
import tools.jackson.databind.JsonNode;

/// How trackers are shown. How they are added and changed has tests of its own.
final class TrackersPartTest {

    private static final String PLANTED = "pLanTed0SecRet1pLanTed2SecRet3";

    private static final long TIB = 1L << 40;

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    private Tracker tracker(String name, String definition) {
        return api.with(tx -> api.app().registry().add(tx, new Tracker(0, name, definition, Optional.empty(), Optional.of("otter"),
                Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, api.time().now()),
                new Credential.ApiKey(new Secret(PLANTED)), Optional.of(new Secret("http://user:" + PLANTED + "@proxy:1080")), api.time().now()));
    }

    private void reads(Tracker tracker, Map<Field, Value> figures) {
        ends(tracker, new Outcome.Read(AccountStats.of(figures).settled()));
    }

    private void fails(Tracker tracker, Reason reason) {
        ends(tracker, new Outcome.Failed(new PollFailure(reason, "Something went wrong.")));
    }

    private void ends(Tracker tracker, Outcome outcome) {
        api.with(tx -> api.app().bookkeeper().keep(tx, tracker.id(), new Credential.ApiKey(new Secret(PLANTED)),
                new Visit(outcome, Optional.empty(), Map.of(), List.of()), api.time().now()));
    }

    private JsonNode shown(Tracker tracker) {
        return api.json(200, api.get("/api/v1/trackers/" + tracker.id()));
    }

    private static Map<Field, Value> good() {
        return Map.of(Field.UPLOADED, ByteSize.exact(3 * TIB), Field.DOWNLOADED, ByteSize.exact(TIB), Field.SEEDING, new Value.Count(12),
                Field.CLASS, new Value.Text("Phobos"));
    }

    @Test
    void without_a_tracker_the_list_is_empty() {
        assertEquals(0, api.json(200, api.get("/api/v1/trackers")).size());
    }

    @Test
    void a_tracker_that_was_never_read_has_no_reading_and_knows_no_figure() {
        var shown = shown(tracker("Otters", "aither"));
        assertEquals("new", shown.get("state").asString());
        assertTrue(shown.get("reading").isNull());
        assertTrue(shown.get("known").get("uploaded").isNull());
        assertTrue(shown.get("known_at").isEmpty());
        assertEquals("Aither", shown.get("site").get("name").asString());
        assertTrue(shown.get("site").get("url").asString().startsWith("https://"));
    }

    @Test
    void its_figures_come_in_bytes_with_when_each_was_read() {
        var otters = tracker("Otters", "aither");
        reads(otters, good());
        var first = api.time().now();
        api.time().pass(Duration.ofHours(1));
        reads(otters, Map.of(Field.UPLOADED, ByteSize.exact(4 * TIB), Field.DOWNLOADED, ByteSize.exact(TIB)));
        var shown = shown(otters);
        assertEquals(4 * TIB, shown.get("reading").get("uploaded").asLong());
        assertTrue(shown.get("reading").get("seeding").isNull());
        assertEquals(12, shown.get("known").get("seeding").asInt());
        assertEquals(first, Instant.parse(shown.get("known_at").get("seeding").asString()));
        assertEquals(api.time().now(), Instant.parse(shown.get("known_at").get("uploaded").asString()));
    }

    @Test
    void the_list_says_the_same_of_a_tracker_as_it_does_alone() {
        var otters = tracker("Otters", "aither");
        reads(otters, good());
        var listed = api.json(200, api.get("/api/v1/trackers")).get(0);
        var alone = shown(otters);
        listed.forEachEntry((name, value) -> assertEquals(value, alone.get(name), name));
        assertFalse(listed.has("limits"));
        assertTrue(alone.get("limits").isArray());
    }

    @Test
    void the_minimum_says_whose_it_is_and_how_much_may_be_downloaded_before_it() {
        var otters = tracker("Otters", "aither");
        reads(otters, good());
        var minimum = shown(otters).get("required_ratio");
        assertEquals("definition", minimum.get("source").asString());
        var own = api.with(tx -> api.app().registry().edit(tx, new Tracker(otters.id(), "Otters", "aither", Optional.empty(), Optional.empty(),
                Duration.ofHours(1), Optional.of(new BigDecimal("1.5")), Optional.empty(), Tracker.Mode.ACTIVE, otters.added())));
        assertEquals("user", shown(own).get("required_ratio").get("source").asString());
        assertEquals(TIB, shown(own).get("required_ratio").get("downloadable").asLong());
    }

    @Test
    void what_the_next_class_needs_is_told_step_by_step() {
        var otters = tracker("Otters", "aither");
        reads(otters, good());
        var next = shown(otters).get("next_class");
        assertEquals("Harmonia", next.get("name").asString());
        assertEquals("unknown", next.get("state").asString());
        assertEquals("met", next.get("any_of").get(0).get(0).get("state").asString());
        assertEquals("account_age", next.get("needs").get(0).get("figure").asString());
    }

    @Test
    void a_refused_key_needs_attention_before_all_else() {
        var otters = tracker("Otters", "aither");
        reads(otters, Map.of(Field.UPLOADED, ByteSize.exact(TIB), Field.DOWNLOADED, ByteSize.exact(TIB), Field.SEEDING, new Value.Count(0)));
        api.time().pass(Duration.ofHours(1));
        fails(otters, Reason.CREDENTIAL_REFUSED);
        var shown = shown(otters);
        assertEquals("stopped", shown.get("mode").asString());
        assertEquals("stopped", shown.get("attention").get(0).get("code").asString());
        assertEquals("broken", shown.get("attention").get(0).get("level").asString());
        assertEquals("zero-seeding", shown.get("attention").get(1).get("code").asString());
    }

    @Test
    void an_infinite_ratio_is_a_word_and_meets_every_minimum() {
        var otters = tracker("Otters", "aither");
        reads(otters, Map.of(Field.RATIO, new Ratio.Infinite(), Field.SEEDING, new Value.Count(3)));
        assertEquals("infinite", shown(otters).get("known").get("ratio").asString());
        assertTrue(shown(otters).get("attention").isEmpty());
    }

    @Test
    void trackers_whose_site_nobody_knows_any_more_are_shown_all_the_same() {
        var lost = tracker("Lost", "no-such-site");
        var shown = shown(lost);
        assertTrue(shown.get("site").get("name").isNull());
        assertTrue(shown.get("limits").isNull());
        assertEquals(1, api.json(200, api.get("/api/v1/trackers")).size());
    }

    @Test
    void they_come_by_name_until_they_are_ordered_and_then_as_they_were_ordered() {
        var badgers = tracker("Badgers", "aither");
        var ants = tracker("ants", "aither");
        var crows = tracker("Crows", "aither");
        assertEquals(List.of("ants", "Badgers", "Crows"), names(api.json(200, api.get("/api/v1/trackers"))));
        var ordered = api.json(200, api.put("/api/v1/trackers/order", "{\"ids\":[" + crows.id() + "," + ants.id() + "]}"));
        assertEquals(List.of("Crows", "ants", "Badgers"), names(ordered));
        assertEquals(3, shown(badgers).get("position").asInt());
        tracker("Aardvarks", "aither");
        assertEquals(List.of("Crows", "ants", "Badgers", "Aardvarks"), names(api.json(200, api.get("/api/v1/trackers"))));
    }

    @Test
    void whether_one_is_there_may_be_asked_without_a_complaint() {
        tracker("Badgers", "aither");
        tracker("Ants", "aither");
        assertEquals(List.of("Ants"), names(api.json(200, api.get("/api/v1/trackers?id=2"))));
        assertEquals(List.of(), names(api.json(200, api.get("/api/v1/trackers?id=99"))));
    }

    @Test
    void an_order_that_names_what_is_not_there_is_refused_and_changes_nothing() {
        tracker("Badgers", "aither");
        tracker("Ants", "aither");
        var refused = api.put("/api/v1/trackers/order", "{\"ids\":[1,99]}");
        assertEquals(422, refused.status());
        assertEquals("ids", refused.field());
        assertEquals(List.of("Ants", "Badgers"), names(api.json(200, api.get("/api/v1/trackers"))));
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.get("name").asString()).toList();
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertEquals(404, api.get("/api/v1/trackers/7").status());
        assertEquals(404, api.get("/api/v1/trackers/seven").status());
    }

    @Test
    void no_answer_holds_what_opens_an_account() {
        var otters = tracker("Otters", "aither");
        assertFalse(api.get("/api/v1/trackers").text().contains(PLANTED));
        assertFalse(api.get("/api/v1/trackers/" + otters.id()).text().contains(PLANTED));
    }

    @Test
    void who_may_only_read_orders_nothing() {
        assertEquals(403, api.key(false).put("/api/v1/trackers/order", "{\"ids\":[]}").status());
        assertEquals(200, api.get("/api/v1/trackers").status());
    }
}
