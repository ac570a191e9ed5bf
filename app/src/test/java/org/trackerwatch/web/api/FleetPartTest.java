package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.web.api.Watched.GIB;
import static org.trackerwatch.web.api.Watched.TIB;
import static org.trackerwatch.web.api.Watched.figures;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import tools.jackson.databind.JsonNode;

/// Two accounts: one gains 2 GiB a day and one 6, the second of which began ten days ago.
final class FleetPartTest {

    @TempDir
    Path directory;

    private Watched watched;
    private Tracker otters;
    private Tracker foxes;

    @BeforeEach
    void open() {
        watched = new Watched(directory);
        otters = watched.tracker("Otters");
        foxes = watched.tracker("=Foxes");
        watched.tracker("Never read");
        watched.api.put("/api/v1/trackers/order", "{\"ids\":[1,2,3]}");
        for (int day = 60; day >= 0; day--) {
            var at = watched.now().minus(Duration.ofDays(day));
            watched.had(otters, at, figures(TIB + (60 - day) * 2 * GIB, TIB, 60 - day));
            if (day <= 10) {
                watched.had(foxes, at, figures(TIB + (10 - day) * 6 * GIB, 0, 5));
            }
        }
    }

    @AfterEach
    void close() {
        watched.close();
    }

    private JsonNode fleet(String question) {
        return watched.api.json(200, watched.api.get("/api/v1/fleet/" + question));
    }

    private static List<Double> gibibytes(JsonNode column) {
        return column.valueStream().map(node -> node.isNull() ? -1 : node.asDouble() / GIB).toList();
    }

    @Test
    void each_day_s_gain_is_told_for_each_account_and_before_it_was_known_nothing() {
        var daily = fleet("daily?range=7d");
        assertEquals(List.of(otters.id(), foxes.id(), 3L), daily.get("trackers").valueStream().map(each -> each.get("id").asLong()).toList());
        assertEquals(daily.get("at").size(), daily.at("/trackers/0/values").size());
        assertTrue(gibibytes(daily.at("/trackers/0/values")).stream().allMatch(gain -> gain == 2));
        assertTrue(gibibytes(daily.at("/trackers/1/values")).stream().allMatch(gain -> gain == 6));
        assertTrue(daily.at("/trackers/2/total").isNull());
        assertTrue(daily.at("/trackers/2/values").valueStream().allMatch(JsonNode::isNull));
        var month = fleet("daily?range=30d");
        assertTrue(month.at("/trackers/1/values/0").isNull(), "unknown is not 0");
        assertEquals(60 * GIB, month.at("/trackers/1/total").asLong());
    }

    @Test
    void more_days_than_a_chart_can_show_are_taken_together_and_nothing_is_lost_by_it() {
        var longAgo = watched.now().minus(Duration.ofDays(1300));
        watched.had(otters, longAgo, figures(GIB, GIB, 1));
        watched.had(otters, longAgo.plus(Duration.ofDays(1)), figures(3 * GIB, GIB, 1));
        var daily = fleet("daily?range=all&trackers=1");
        assertEquals(4, daily.get("days").asInt());
        assertTrue(daily.get("at").size() <= 400);
        assertEquals(TIB + 120 * GIB - GIB, daily.at("/trackers/0/total").asLong());
    }

    @Test
    void the_calendar_sums_up_and_says_of_how_many() {
        var calendar = fleet("calendar");
        int last = calendar.get("at").size() - 1;
        assertEquals(8 * GIB, calendar.get("values").get(last).asLong());
        assertEquals(2, calendar.get("counted").get(last).asInt());
        assertEquals(2 * GIB, calendar.get("values").get(last - 20).asLong());
        assertEquals(0, calendar.get("counted").get(0).asInt());
        assertTrue(calendar.get("values").get(0).isNull());
    }

    @Test
    void shares_add_up_to_the_whole() {
        var share = fleet("share?range=7d");
        assertEquals(0.25, share.at("/trackers/0/share").asDouble());
        assertEquals(0.75, share.at("/trackers/1/share").asDouble());
        assertTrue(share.at("/trackers/2/share").isNull());
    }

    @Test
    void any_figure_of_all_accounts_is_compared_at_the_same_moments() {
        for (var range : List.of("24h", "7d", "30d", "all")) {
            var compare = fleet("compare?field=seeding&range=" + range);
            assertEquals(compare.get("at").size(), compare.at("/trackers/0/values").size(), range);
            var seeding = compare.at("/trackers/0/values").valueStream().filter(node -> !node.isNull()).map(JsonNode::asInt).toList();
            assertEquals(60, seeding.getLast(), range);
        }
        var ratio = fleet("compare?field=ratio&range=30d&trackers=2");
        assertTrue(ratio.at("/trackers/0/infinite").size() > 0);
    }

    @Test
    void a_single_reading_is_no_gain_of_nothing_and_a_later_beginning_is_told() {
        var newts = watched.tracker("Newts");
        watched.had(newts, watched.now(), figures(622 * GIB, 1, 1));
        var daily = fleet("daily?range=30d&trackers=2,4");
        assertTrue(daily.at("/trackers/1/total").isNull(), "a difference takes two");
        assertTrue(daily.at("/trackers/1/since").isNull());
        assertEquals(watched.now().minus(Duration.ofDays(9)).getEpochSecond() / 86400 * 86400, daily.at("/trackers/0/since").asLong());
        assertTrue(fleet("share?range=30d&trackers=4").at("/trackers/0/share").isNull());
    }

    @Test
    void tables_hold_the_same_and_no_formulas() {
        var daily = watched.api.get("/api/v1/fleet/daily?range=24h&format=csv").text();
        assertEquals("day (UTC),Otters,'=Foxes,Never read\r\n2026-03-03," + 2 * GIB + "," + 6 * GIB + ",\r\n2026-03-04," + 2 * GIB + "," + 6 * GIB + ",\r\n", daily);
        assertTrue(watched.api.get("/api/v1/fleet/compare?range=30d&field=ratio&format=csv").text().contains(",infinite,"));
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        assertEquals("field", watched.api.get("/api/v1/fleet/daily?field=ratio").field());
        assertEquals("field", watched.api.get("/api/v1/fleet/compare?field=class").field());
        assertEquals("trackers", watched.api.get("/api/v1/fleet/share?trackers=1,99").field());
        assertEquals("format", watched.api.get("/api/v1/fleet/calendar?format=csv").field());
        assertEquals(401, watched.api.anonymous().get("/api/v1/fleet/share").status());
    }
}
