package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.web.api.Watched.GIB;
import static org.trackerwatch.web.api.Watched.TIB;
import static org.trackerwatch.web.api.Watched.figures;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Backfill;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;

final class SeriesPartTest {

    @TempDir
    Path directory;

    private Watched watched;
    private Tracker otters;

    @BeforeEach
    void open() {
        watched = new Watched(directory);
        otters = watched.tracker("Otters");
    }

    @AfterEach
    void close() {
        watched.close();
    }

    private JsonNode series(String query) {
        return watched.api.json(200, watched.api.get("/api/v1/trackers/" + otters.id() + "/series" + query));
    }

    private Instant ago(Duration length) {
        return watched.now().minus(length);
    }

    private static List<Double> numbers(JsonNode column) {
        return column.valueStream().map(node -> node.isNull() ? Double.NaN : node.asDouble()).toList();
    }

    @Test
    void without_a_reading_the_columns_are_empty() {
        var series = series("");
        assertEquals(0, series.get("at").size());
        assertEquals(List.of("uploaded", "downloaded", "ratio", "buffer", "seeding", "bonus"), List.copyOf(series.get("fields").propertyNames()));
        assertEquals(0, series.at("/fields/bonus").size());
    }

    @Test
    void a_few_readings_are_drawn_each_as_it_is_and_what_is_not_reported_is_null() {
        watched.had(otters, ago(Duration.ofHours(3)), figures(3 * TIB, TIB, 12));
        watched.had(otters, ago(Duration.ofHours(2)), figures(4 * TIB, TIB, 13));
        var series = series("?range=24h");
        assertEquals(List.of(ago(Duration.ofHours(3)).getEpochSecond(), ago(Duration.ofHours(2)).getEpochSecond()),
                series.get("at").valueStream().map(JsonNode::asLong).toList());
        assertEquals("[" + 3 * TIB + "," + 4 * TIB + "]", series.at("/fields/uploaded").toString());
        assertEquals("[3,4]", series.at("/fields/ratio").toString());
        assertEquals("[null,null]", series.at("/fields/bonus").toString());
    }

    @Test
    void an_infinite_ratio_is_marked_and_none_is_unknown() {
        watched.had(otters, ago(Duration.ofHours(2)), figures(0, 0, 1));
        watched.had(otters, ago(Duration.ofHours(1)), figures(TIB, 0, 1));
        var series = series("?range=24h&fields=ratio");
        assertEquals("[null,null]", series.at("/fields/ratio").toString());
        assertEquals("[1]", series.at("/infinite/ratio").toString());
    }

    @Test
    void a_reading_that_can_not_be_right_is_told_and_not_drawn() {
        watched.had(otters, ago(Duration.ofHours(3)), figures(3 * TIB, TIB, 12));
        watched.had(otters, ago(Duration.ofHours(2)), figures(3000 * TIB, TIB, 12), true);
        watched.had(otters, ago(Duration.ofHours(1)), figures(3 * TIB, TIB, 12));
        var series = series("?range=24h&fields=uploaded");
        assertEquals(2, series.get("at").size());
        assertEquals(ago(Duration.ofHours(2)).getEpochSecond(), series.get("doubtful").get(0).asLong());
    }

    @Test
    void what_is_told_once_a_day_stands_until_the_next_day_but_no_longer() {
        var with = new HashMap<>(figures(TIB, TIB, 1));
        with.put(Field.BONUS, new Value.Amount(new java.math.BigDecimal("7.5")));
        watched.had(otters, ago(Duration.ofHours(40)), with);
        for (int hours = 39; hours > 0; hours--) {
            watched.had(otters, ago(Duration.ofHours(hours)), figures(TIB, TIB, 1));
        }
        var bonus = numbers(series("?range=7d&fields=bonus").at("/fields/bonus"));
        assertEquals(27, bonus.stream().filter(number -> number == 7.5).count());
        assertTrue(Double.isNaN(bonus.getLast()));
    }

    @Test
    void a_time_without_readings_breaks_the_line() {
        IntStream.of(50, 49, 48, 5, 4, 3).forEach(hours -> watched.had(otters, ago(Duration.ofHours(hours)), figures(TIB, TIB, hours)));
        assertEquals("[50,49,48,null,5,4,3]", series("?range=7d&fields=seeding").at("/fields/seeding").toString());
    }

    @Test
    void many_readings_become_a_thousand_points_and_no_peak_is_lost() {
        fill(90 * 24, hour -> hour == 777 ? 4000 : hour == 1555 ? 1 : 100 + hour % 24);
        var series = series("?range=90d&fields=seeding,uploaded");
        assertTrue(series.get("at").size() <= 1005, () -> series.get("at").size() + " points");
        var seeding = numbers(series.at("/fields/seeding"));
        assertTrue(seeding.contains(4000.0) && seeding.contains(1.0));
        assertGrows(numbers(series.get("at")));
        assertGrows(numbers(series.at("/fields/uploaded")));
        assertEquals(123, seeding.getLast(), "the line ends at the last reading");
    }

    @Test
    void a_year_is_drawn_from_its_days_with_the_peaks_of_single_readings() {
        fill(365 * 24, hour -> hour == 3000 ? 4000 : 100 + hour % 24);
        var series = series("?range=1y&fields=seeding,ratio");
        assertTrue(series.get("at").size() > 700 && series.get("at").size() <= 1005, () -> series.get("at").size() + " points");
        assertTrue(numbers(series.at("/fields/seeding")).contains(4000.0));
        assertEquals(ago(Duration.ofHours(1)).getEpochSecond(), series.get("at").get(series.get("at").size() - 1).asLong());
        assertTrue(watched.api.get("/api/v1/trackers/1/series?range=1y").bytes().length < 100_000);
    }

    @Test
    void where_readings_are_no_longer_kept_their_days_are_drawn() {
        watched.had(otters, ago(Duration.ofDays(20)), figures(TIB, TIB, 7));
        watched.had(otters, ago(Duration.ofDays(19)), figures(2 * TIB, TIB, 8));
        IntStream.range(1, 200).forEach(i -> watched.had(otters, ago(Duration.ofMinutes(1000 - i)), figures(3 * TIB, TIB, 9)));
        watched.api.with(tx -> tx.update("DELETE FROM reading WHERE nr = 1 AND tracker = ?", otters.id()));
        var uploaded = numbers(series("?range=30d&fields=uploaded").at("/fields/uploaded"));
        assertTrue(uploaded.contains((double) TIB) && uploaded.contains(2.0 * TIB) && uploaded.contains(3.0 * TIB), uploaded::toString);
    }

    @Test
    void per_day_tells_what_each_day_brought_and_spreads_what_came_over_several() {
        var today = Instant.parse("2026-03-04T00:00:00Z");
        watched.had(otters, today.minus(Duration.ofDays(6)), figures(100 * GIB, GIB, 1));
        watched.had(otters, today.minus(Duration.ofDays(5)), figures(110 * GIB, GIB, 1));
        watched.had(otters, today.minus(Duration.ofDays(2)), figures(140 * GIB, GIB, 1));
        watched.had(otters, today, figures(141 * GIB, GIB, 1));
        var series = series("?mode=per_day&fields=uploaded&from=2026-02-26T00:00:00Z&to=2026-03-04T12:00:00Z");
        assertEquals(List.of(Double.NaN, 10.0, 10.0, 10.0, 10.0, 0.5, 0.5), numbers(series.at("/fields/uploaded")).stream().map(bytes -> bytes / GIB).toList());
        assertEquals("[2,3,4,5,6]", series.at("/estimated/uploaded").toString());
        assertEquals(Instant.parse("2026-02-26T00:00:00Z").getEpochSecond(), series.get("at").get(0).asLong());
    }

    @Test
    void events_outages_and_classes_of_the_time_are_marked() {
        var figures = new HashMap<>(figures(3 * TIB, TIB, 12));
        figures.put(Field.CLASS, new Value.Text("User"));
        watched.reads(otters, figures);
        watched.api.time().pass(Duration.ofHours(1));
        figures.put(Field.CLASS, new Value.Text("=Power User"));
        watched.reads(otters, figures);
        watched.api.time().pass(Duration.ofHours(1));
        watched.fails(otters, Reason.TIMED_OUT);
        var series = series("?range=24h");
        assertEquals("rank-change", series.at("/marks/events/0/event").asString());
        assertEquals("Class change", series.at("/marks/events/0/title").asString());
        assertEquals(watched.now().getEpochSecond(), series.at("/marks/outages/0/from").asLong());
        assertTrue(series.at("/marks/outages/0/to").isNull());
        assertFalse(series.at("/marks/outages/0/own").asBoolean());
        assertEquals(List.of("User", "=Power User"), series.get("classes").valueStream().map(entry -> entry.get("class").asString()).toList());
    }

    @Test
    void the_first_class_of_a_past_that_was_brought_along_is_older_than_the_tracker_here() {
        for (var rank : Map.of(40, "User", 20, "Power User").entrySet().stream().sorted(Map.Entry.<Integer, String>comparingByKey().reversed()).toList()) {
            var figures = new HashMap<>(figures(3 * TIB, TIB, 12));
            figures.put(Field.CLASS, new Value.Text(rank.getValue()));
            var at = ago(Duration.ofDays(rank.getKey()));
            watched.api.app().database().write(tx -> new Backfill(watched.api.app()).keep(tx, otters, AccountStats.of(figures), at));
        }
        var classes = series("?range=all").get("classes").valueStream().toList();
        assertEquals(List.of("User", "Power User"), classes.stream().map(entry -> entry.get("class").asString()).toList());
        assertEquals(ago(Duration.ofDays(40)).truncatedTo(ChronoUnit.DAYS).getEpochSecond(), classes.getFirst().get("at").asLong());
    }

    @Test
    void a_table_for_spreadsheets_has_the_same_numbers() {
        watched.had(otters, ago(Duration.ofHours(1)), figures(3 * TIB, 0, 12));
        var table = watched.api.get("/api/v1/trackers/1/series?range=24h&fields=uploaded,ratio,bonus&format=csv");
        assertEquals("at,uploaded,ratio,bonus\r\n2026-03-04T11:00:00Z," + 3 * TIB + ",infinite,\r\n", table.text());
        assertTrue(table.headers().get("content-disposition").contains("attachment"));
    }

    @Test
    void what_can_not_be_drawn_is_refused_by_name() {
        for (var query : List.of("fields=class", "fields=uploadde", "range=2w", "mode=daily", "range=7d&from=2026-01-01T00:00:00Z", "format=xls",
                "from=2026-03-05T00:00:00Z&to=2026-03-04T00:00:00Z", "feilds=ratio")) {
            var refused = watched.api.get("/api/v1/trackers/1/series?" + query);
            assertEquals(400, refused.status(), query);
            assertTrue(query.contains(refused.field()), query + ": " + refused.field());
        }
        assertEquals(404, watched.api.get("/api/v1/trackers/99/series").status());
    }

    @Test
    void readings_come_in_pages_from_the_newest_to_the_first() {
        fill(130, hour -> hour);
        var seen = new java.util.ArrayList<Integer>();
        var next = "";
        for (int pages = 0; pages < 4; pages++) {
            var page = watched.api.json(200, watched.api.get("/api/v1/trackers/1/snapshots?limit=50" + next));
            page.get("items").forEach(item -> seen.add(item.get("seeding").asInt()));
            if (page.get("next").isNull()) {
                break;
            }
            next = "&before=" + page.get("next").asString();
        }
        assertEquals(IntStream.range(0, 130).boxed().toList().reversed(), seen);
    }

    @Test
    void readings_as_a_table_hold_no_formulas() {
        watched.had(otters, ago(Duration.ofHours(1)), Map.of(Field.UPLOADED, ByteSize.exact(7), Field.CLASS, new Value.Text("=HYPERLINK(\"http://x\")")));
        var table = watched.api.get("/api/v1/trackers/1/snapshots?format=csv").text();
        assertTrue(table.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","), table);
        assertEquals("before", watched.api.get("/api/v1/trackers/1/snapshots?before=x").field());
        assertEquals("range", watched.api.get("/api/v1/trackers/1/snapshots?range=7d").field());
    }

    /// One reading an hour until now.
    private void fill(int hours, java.util.function.IntUnaryOperator seeding) {
        watched.api.with(tx -> {
            for (int hour = 0; hour < hours; hour++) {
                watched.api.app().history().append(tx, new org.trackerwatch.core.Snapshot(otters.id(), ago(Duration.ofHours(hours - hour)),
                        org.trackerwatch.trackers.AccountStats.of(figures(TIB + hour * GIB, TIB, seeding.applyAsInt(hour))).settled(), false));
            }
            return hours;
        });
    }

    private static void assertGrows(List<Double> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            assertTrue(numbers.get(i) >= numbers.get(i - 1), numbers.get(i - 1) + " before " + numbers.get(i) + " at " + i);
        }
    }
}
