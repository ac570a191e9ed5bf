package org.trackerwatch.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.report.Csv;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.json.JsonMapper;

class PrintingTest {

    private static final AccountStats STATS = new AccountStats(Map.of(
            Field.UPLOADED, ByteSize.exact(1L << 41), Field.RATIO, new Ratio.Infinite(),
            Field.BONUS, new Value.Amount(new BigDecimal("1200")), Field.CLASS, new Value.Text("=Power\u001b[2JUser"),
            Field.WARNED, new Value.Flag(false), Field.JOINED, new Value.Moment(Instant.parse("2021-03-04T00:00:00Z")),
            Field.AVERAGE_SEED_TIME, new Value.Span(Duration.ofHours(2))), Map.of("x_rank", "7"));

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u009b2J", "\u202e", "\u2066", "\u200f", "\u0007", "\r", "\ud800", "\u2028"})
    void what_could_command_a_terminal_is_replaced(String harmful) {
        assertTrue(Plain.of("User" + harmful).startsWith("User\ufffd"));
        assertFalse(Plain.of("User" + harmful).contains(harmful));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Power User", "精英用户", "Éléphant", "∞", "🦊"})
    void ordinary_text_of_any_language_stays(String text) {
        assertEquals(text, Plain.of(text));
    }

    @Test
    void columns_stay_aligned_under_wide_characters() {
        var table = new Table("NAME", "N").row("精英", "1").row("abc", "2");
        assertEquals("NAME  N\n精英  1\nabc   2\n", printed(table::print));
    }

    @Test
    void cells_are_made_plain_and_counted() {
        assertTrue(printed(new Table("A").row("x\u001b]0;title\u0007")::print).contains("x\ufffd]0;title\ufffd"));
        assertThrows(IllegalArgumentException.class, () -> new Table("A").row("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@cmd", "\tx"})
    void csv_text_runs_no_formula(String text) {
        assertTrue(Csv.text(text).startsWith("'"));
    }

    @Test
    void csv_quotes_what_would_break_its_cells() {
        assertEquals("a,\"b,c\",\"d\"\"e\"\r\n", Csv.line(List.of("a", "b,c", "d\"e")));
    }

    @Test
    void csv_is_in_base_units_and_leaves_the_unknown_empty() {
        assertEquals("2199023255552", Csv.cell(STATS, Field.UPLOADED));
        assertEquals("infinite", Csv.cell(STATS, Field.RATIO));
        assertEquals("'=Power\ufffd[2JUser", Csv.cell(STATS, Field.CLASS));
        assertEquals("-5", Csv.cell(AccountStats.of(Map.of(Field.BUFFER, ByteSize.exact(-5))), Field.BUFFER));
        assertEquals("", Csv.cell(STATS, Field.SEEDING));
    }

    @Test
    void json_has_every_field_in_base_units() {
        var json = Json.figures(Json.object(), STATS);
        for (var field : Field.values()) {
            assertTrue(json.has(field.key()), field.key());
        }
        assertTrue(json.get("seeding").isNull());
        assertEquals(2199023255552L, json.get("uploaded").asLong());
        assertEquals("infinite", json.get("ratio").asString());
        assertEquals(7200, json.get("average_seed_time").asLong());
        assertEquals("2021-03-04T00:00:00Z", json.get("joined").asString());
        assertFalse(json.get("warned").asBoolean());
        assertEquals("7", json.get("x_rank").asString());
    }

    @Test
    void json_tells_no_ratio_from_an_infinite_one() {
        assertEquals("none", Json.value(new Ratio.None()).asString());
        assertEquals("0.3", Json.value(Ratio.finite("0.3000000000")).toString());
        assertEquals("1200", Json.value(new Value.Amount(new BigDecimal("1.2E+3"))).toString());
    }

    @Test
    void printed_json_keeps_the_text_but_sends_no_escape_sequence() {
        var text = "精英\u001b[2J\u009b\u202e\u007f🦊";
        var printed = printed(out -> JsonPrinter.print(out, Json.object().put("class", text)));
        assertTrue(printed.codePoints().allMatch(point -> point == '\n' || Plain.harmless(point)), printed);
        assertTrue(printed.contains("精英"));
        assertEquals(text, new JsonMapper().readTree(printed).get("class").asString());
    }

    @Test
    void a_failure_says_how_long_the_site_wants_to_be_left_alone() {
        var failure = new PollFailure(PollFailure.Reason.RATE_LIMITED, "Too fast.", java.util.Optional.of(Duration.ofMinutes(2)));
        assertEquals("{\"reason\":\"rate-limited\",\"detail\":\"Too fast.\",\"retry_after_seconds\":120}",
                Json.failure(failure).toString());
        assertTrue(Json.failure(new PollFailure(PollFailure.Reason.MOVED, "x")).get("retry_after_seconds").isNull());
    }

    @Test
    void values_are_shown_to_people() {
        var zone = ZoneId.of("Europe/Paris");
        assertEquals("2.00 TiB", Shown.of(STATS, Field.UPLOADED, zone));
        assertEquals("∞", Shown.of(STATS, Field.RATIO, zone));
        assertEquals("1,200", Shown.of(STATS, Field.BONUS, zone));
        assertEquals("2021-03-04 01:00", Shown.of(STATS, Field.JOINED, zone));
        assertEquals("not reported", Shown.of(STATS, Field.SEEDING, zone));
        assertEquals("?", Shown.of(AccountStats.NOTHING, Field.SEEDING, zone));
    }

    private static String printed(Consumer<PrintStream> print) {
        var bytes = new ByteArrayOutputStream();
        print.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
