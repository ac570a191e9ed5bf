package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The pages of every engine, cut off wherever they may be, and with figures that no account has. What is read of them is
/// what the site says, or unknown; and a total below nothing is none.
final class HalfPagesTest {

    private static final Reader READER = new Reader(new OkHttpClient(), new SettableTime(), new Random(1));

    private static final int CUTS = 40;

    private record Example(String name, Definition engine, Map<String, byte[]> pages, AccountStats whole) {

        Outcome read(String page, byte[] instead) {
            var saved = new HashMap<String, SavedPage>();
            pages.forEach((name, body) -> saved.put(name, SavedPage.of(name.equals(page) ? instead : body)));
            return READER.read(engine, saved);
        }
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere_no_figure_is_read_by_half() throws IOException {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> example.pages().forEach((page, body) -> {
            for (int cut = 1; cut < CUTS; cut++) {
                assertNothingByHalf(example, page, body, body.length * cut / CUTS, Value::equals);
            }
        })));
    }

    /// Where all is closed that stands before it, so that the page seems to be whole: the worst places.
    @TestFactory
    Stream<DynamicTest> cut_off_where_a_page_may_end_no_figure_is_read_by_half() throws IOException {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> example.pages().forEach((page, body) -> {
            var text = new String(body, StandardCharsets.ISO_8859_1);
            Parser.htmlParser().setTrackPosition(true).parseInput(text, "").body().children().stream().filter(_ -> text.contains("<html"))
                    .forEach(part -> assertNothingByHalf(example, page, body, part.endSourceRange().endPos(), HalfPagesTest::isSame));
        })));
    }

    @TestFactory
    Stream<DynamicTest> a_page_that_leaves_out_both_closing_tags_is_read_like_any() throws IOException {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> example.pages().forEach((page, body) -> {
            var bare = new String(body, StandardCharsets.ISO_8859_1).replaceAll("(?i)</(body|html)\\s*>", "");
            assertEquals(new Outcome.Read(example.whole()), example.read(page, bare.getBytes(StandardCharsets.ISO_8859_1)), page);
        })));
    }

    private static void assertNothingByHalf(Example example, String page, byte[] body, int length, BiPredicate<Value, Value> same) {
        var others = new ArrayList<>(List.of(example.whole()));
        if (example.read(page, new byte[0]) instanceof Outcome.Read(var without)) {
            others.add(without);
        }
        if (example.read(page, Arrays.copyOf(body, length)) instanceof Outcome.Read(var stats)) {
            stats.values().forEach((field, value) -> assertTrue(others.stream().flatMap(other -> other.get(field).stream())
                    .anyMatch(other -> same.test(other, value)), () -> page + " cut at " + length + ": " + field + " is " + value));
        }
    }

    /// Some sites say it twice, once less exactly, and a ratio follows from sizes. That is why [Endings] are remembered.
    private static boolean isSame(Value good, Value value) {
        return good.equals(value) || good instanceof ByteSize(var bytes, _, _) && value instanceof ByteSize(var other, _, _) && Math.abs(bytes - other) <= bytes / 100
                || good instanceof Ratio && value instanceof Ratio;
    }

    @TestFactory
    Stream<DynamicTest> figures_that_no_account_has_are_none() throws IOException {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> example.pages().forEach((page, body) ->
                strange().forEach((kind, change) -> {
                    var changed = change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                    if (example.read(page, changed) instanceof Outcome.Read(var stats)) {
                        assertSane(stats, page + " with " + kind);
                    }
                }))));
    }

    private static void assertSane(AccountStats stats, String note) {
        List.of(Field.UPLOADED, Field.DOWNLOADED).forEach(field -> assertFalse(stats.size(field).filter(size -> size.bytes() < 0).isPresent(), note));
        stats.values().forEach((field, value) -> assertFalse(value instanceof Value.Count(var number) && number < 0, note + ": " + field));
    }

    private static Map<String, UnaryOperator<String>> strange() {
        return Map.of("negative ones", text -> text.replaceAll("(?<=[>:\"\\s])(\\d)", "-$1"),
                "absurd ones", text -> text.replaceAll("\\d+", "9".repeat(60)),
                "ones of endless digits", text -> text.replaceAll("(?<=:)\\s*\\d+", "1e999999999"),
                "none that is finite", text -> text.replaceAll("(?<=[>:\"\\s])\\d[\\d.,]*", "Infinity"),
                "none that is a number", text -> text.replaceAll("(?<=[>:\"\\s])\\d[\\d.,]*", "NaN"),
                "those of another language", text -> text.replaceAll("(\\d)[.](\\d)", "$1٫$2"),
                "points for commas", text -> text.replace('.', '\u0001').replace(',', '.').replace('\u0001', ','),
                "null", text -> text.replaceAll("(?<=\":)\\s*(\"[^\"]*\"|[\\d.-]+)", "null"));
    }

    private static List<Example> examples() throws IOException {
        var examples = new ArrayList<Example>();
        for (var folder : ExamplesTest.cases()) {
            if (folder.getFileName().toString().matches(".*\\bnormal(-english)?")) {
                var bodies = new HashMap<String, byte[]>();
                ExamplesTest.pages(folder).forEach((name, page) -> bodies.put(name, page.answer().body()));
                var engine = ExamplesTest.definition(folder);
                if (READER.read(engine, ExamplesTest.pages(folder)) instanceof Outcome.Read(var whole)) {
                    examples.add(new Example(ExamplesTest.EXAMPLES.relativize(folder).toString(), engine, bodies, whole));
                }
            }
        }
        return examples;
    }
}
