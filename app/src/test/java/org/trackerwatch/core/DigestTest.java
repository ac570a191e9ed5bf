package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Digest.Entry;
import org.trackerwatch.core.Digest.Page;
import org.trackerwatch.core.Digest.State;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Figures before and after in words.
final class DigestTest {

    private static final Instant FROM = Instant.parse("2026-03-03T08:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-04T08:00:00Z");
    private static final State READ = new State.Read();
    private static final Page ONLY = new Page(1, 1);

    private static AccountStats stats(String figures) {
        var values = new EnumMap<Field, Value>(Field.class);
        for (var figure : figures.split(" *, *")) {
            if (!figure.isEmpty()) {
                var field = Field.valueOf(figure.replaceFirst(" .*", "").toUpperCase(Locale.ROOT));
                values.put(field, ValueText.read(field.type(), figure.replaceFirst("\\S+ ", "")).orElseThrow());
            }
        }
        return AccountStats.of(values);
    }

    private static Progress progress(String before, String after) {
        return new Progress(Optional.of(stats(before)), stats(after));
    }

    private static Entry entry(long id, String name, Progress progress, State state, Map<String, Integer> events) {
        return new Entry(id, name, "Aither", progress, state, events);
    }

    private static Message message(boolean hidden, Entry... entries) {
        var digest = new Digest(FROM, TO, List.of(entries), hidden, ZoneOffset.UTC);
        return digest.message(ONLY, List.of(entries).stream().map(Entry::tracker).toList(), "x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "uploaded 1.00 TiB, downloaded 1.00 TiB, ratio 1, buffer 0 B, bonus 10 | uploaded 2.20 TiB, downloaded 1.00 TiB, ratio 2.2, buffer 1.2 TiB, bonus 1244.5"
                + "| uploaded +1.20 TiB, ratio 1.00 → 2.20, buffer +1.2 TiB, bonus +1,234.5; unchanged: downloaded",
        "uploaded 2 TiB, ratio 2 | uploaded 2 TiB, ratio infinite | ratio 2.00 → ∞; unchanged: uploaded; not reported: downloaded, buffer, bonus",
        "uploaded 0 B, ratio none | uploaded 5 GiB, ratio infinite | uploaded +5 GiB, ratio — → ∞; not reported: downloaded, buffer, bonus",
        "buffer 50 GiB, bonus 100 | buffer -25 GiB, bonus 40 | buffer -75 GiB, bonus -60; not reported: uploaded, downloaded, ratio",
        "bonus 1 | bonus 1, uploaded 3 TiB | uploaded 3 TiB (first reading); unchanged: bonus; not reported: downloaded, ratio, buffer",
        "bonus 1 | bonus 1 | unchanged; not reported: uploaded, downloaded, ratio, buffer",
        "uploaded 1.50 TiB | uploaded 1600 GiB | uploaded +0.06 TiB; not reported: downloaded, ratio, buffer, bonus",
        "uploaded 1.50 TiB | uploaded 1537 GiB | unchanged; not reported: downloaded, ratio, buffer, bonus",
        "ratio 2.001 | ratio 2.004 | unchanged; not reported: uploaded, downloaded, buffer, bonus",
        "uploaded 1 GiB | bonus 7 | bonus 7 (first reading); not reported: uploaded, downloaded, ratio, buffer",
        "buffer 3 EiB, bonus 1 | buffer -3 EiB, bonus 1 | buffer 3 EiB → -3 EiB; unchanged: bonus; not reported: uploaded, downloaded, ratio"})
    void what_rose_and_fell_is_told_with_its_sign_and_what_is_unknown_is_no_zero(String before, String after, String words) {
        assertEquals(words, progress(before, after).text());
    }

    @Test
    void an_account_without_an_earlier_reading_says_so() {
        assertEquals("first reading: uploaded 3 TiB, ratio ∞; not reported: downloaded, buffer, bonus",
                new Progress(Optional.empty(), stats("uploaded 3 TiB, ratio infinite")).text());
    }

    @Test
    void each_tracker_has_a_line_below_the_sums() {
        var message = message(false,
                entry(1, "Alpha", progress("uploaded 1 TiB, downloaded 1 TiB", "uploaded 2 TiB, downloaded 1 TiB"), READ, Map.of("ratio-drop", 2)),
                entry(2, "Beta", progress("uploaded 1 TiB", "uploaded 1 TiB"), new State.NotRead(Optional.of(TO.minusSeconds(7200))), Map.of("tracker-down", 1)),
                entry(3, "Gamma", Progress.NONE, new State.NotRead(Optional.empty()), Map.of()),
                entry(4, "Delta", progress("uploaded 1 TiB", "uploaded 1 TiB"), new State.Paused(), Map.of()),
                entry(5, "Epsilon", progress("uploaded 1 TiB", "uploaded 9 TiB"), new State.Silenced(), Map.of()));
        assertEquals("Digest: 5 trackers, 3 events", message.title());
        assertEquals("""
                Since 3 Mar 08:00 UTC. All together: uploaded +1.00 TiB (3 of 5 trackers), downloaded 0 B (1 of 5 trackers), buffer not reported; \
                2 × ratio-drop, 1 × tracker-down; 2 trackers not read, the first since 06:00 UTC; 1 paused, 1 silenced.
                Alpha: uploaded +1 TiB; unchanged: downloaded; not reported: ratio, buffer, bonus; 2 × ratio-drop
                Beta: not read since 06:00 UTC; 1 × tracker-down
                Gamma: not read yet
                Delta: paused
                Epsilon: silenced""", message.text());
        assertEquals(Severity.INFO, message.severity());
    }

    @Test
    void where_nothing_happened_one_line_says_so() {
        var still = progress("uploaded 1 TiB", "uploaded 1 TiB");
        var seven = IntStream.range(0, 7).mapToObj(i -> entry(i, "T" + i, still, READ, Map.of())).toArray(Entry[]::new);
        assertEquals("All quiet: 7 trackers read, nothing to report.", message(false, seven).text());
        assertEquals("Digest: all quiet", message(false, seven).title());
        assertEquals("All quiet: 7 trackers read, nothing to report.", message(true, seven).text());
        assertEquals("All quiet: 1 tracker read, nothing to report. 1 paused.",
                message(false, seven[0], entry(8, "P", still, new State.Paused(), Map.of())).text());
    }

    @Test
    void what_fails_or_is_new_or_happened_is_not_quiet() {
        var still = progress("uploaded 1 TiB", "uploaded 1 TiB");
        for (var entry : List.of(entry(1, "A", still, new State.NotRead(Optional.of(FROM)), Map.of()), entry(1, "A", Progress.NONE, new State.NotRead(Optional.empty()), Map.of()),
                entry(1, "A", new Progress(Optional.empty(), stats("bonus 1")), READ, Map.of()), entry(1, "A", still, READ, Map.of("tracker-up", 1)))) {
            assertFalse(message(false, entry).text().contains("quiet"), message(false, entry).text());
        }
    }

    @Test
    void with_names_hidden_there_are_the_sums_alone() {
        var one = entry(1, "Alphabet", progress("uploaded 1 TiB", "uploaded 2 TiB"), READ, Map.of("ratio-drop", 1));
        var two = entry(2, "Secret", progress("uploaded 1.00 TiB", "uploaded 1.50 TiB"), new State.NotRead(Optional.of(TO)), Map.of());
        assertEquals("Since 3 Mar 08:00 UTC. 2 trackers: uploaded +1.50 TiB, downloaded not reported, buffer not reported; 1 × ratio-drop;"
                + " 1 tracker not read since 08:00 UTC.", message(true, one, two).text());
        assertTrue(message(true, one).text().contains("A tracker: uploaded +1.00 TiB"), message(true, one).text());
        var told = message(true, one, two);
        assertFalse((told + " " + told.told().data()).matches("(?s).*(Alphabet|Secret|Aither).*"));
        assertNull(told.told().data().get("trackers"));
    }

    @Test
    void a_program_gets_each_tracker_in_numbers() {
        var story = message(false, entry(1, "Alpha", progress("uploaded 1 KiB, ratio 1", "uploaded 3 KiB, ratio infinite"), READ, Map.of("ratio-drop", 2)),
                entry(2, "Beta", Progress.NONE, new State.NotRead(Optional.of(FROM)), Map.of())).told();
        assertEquals(Story.DIGEST, story.type());
        assertEquals(BigDecimal.valueOf(2048), story.data().get("uploaded_change"));
        assertNull(story.data().get("downloaded_change"));
        assertEquals(Map.of("ratio-drop", BigDecimal.TWO), story.data().get("events_by_kind"));
        var trackers = (List<?>) story.data().get("trackers");
        var alpha = (Map<?, ?>) trackers.getFirst();
        assertEquals("Alpha", alpha.get("name"));
        assertEquals("infinite", alpha.get("current_ratio"));
        assertEquals(BigDecimal.valueOf(2048), alpha.get("uploaded_change"));
        assertTrue(alpha.containsKey("bonus_change") && alpha.get("bonus_change") == null);
        assertEquals(FROM.toString(), ((Map<?, ?>) trackers.getLast()).get("not_read_since"));
    }

    @ParameterizedTest
    @CsvSource({"550", "1200", "4000"})
    void pages_hold_what_they_have_room_for_and_no_tracker_is_lost(int room) {
        var entries = IntStream.range(0, 60).mapToObj(i -> entry(i, "Tracker number " + i, progress("uploaded 1 TiB, downloaded 1 GiB, ratio 1, bonus 5",
                "uploaded 2 TiB, downloaded 2 GiB, ratio 3, bonus 99"), READ, Map.of("ratio-drop", 2, "hit-and-run", 1))).toList();
        var digest = new Digest(FROM, TO, entries, false, ZoneOffset.UTC);
        var pages = digest.pages(room);
        assertEquals(entries.stream().map(Entry::tracker).toList(), pages.stream().flatMap(List::stream).toList());
        for (int page = 0; page < pages.size(); page++) {
            var message = digest.message(new Page(page + 1, pages.size()), pages.get(page), "x" + page);
            assertTrue(message.text().getBytes(StandardCharsets.UTF_8).length <= room, message.text());
            pages.get(page).forEach(id -> assertTrue(message.text().contains("Tracker number " + id + ":"), message.text()));
            assertTrue(message.title().endsWith("(" + (page + 1) + " of " + pages.size() + ")"), message.title());
        }
    }

    @Test
    void names_are_cleaned_of_user_names_and_of_what_breaks_lines() {
        var tracker = new Tracker(1, "marvin's\nhome", "aither", Optional.empty(), Optional.of("marvin"), Duration.ofHours(1), Optional.empty(),
                Optional.empty(), Tracker.Mode.ACTIVE, Instant.EPOCH);
        var wording = new Wording(tracker, new Naming("Aither", List.of(), List.of(), Optional.empty()), Targets.PLAIN, false, ZoneOffset.UTC);
        assertEquals("•••••'s home", Entry.of(wording, Progress.NONE, READ, Map.of()).name());
    }
}
