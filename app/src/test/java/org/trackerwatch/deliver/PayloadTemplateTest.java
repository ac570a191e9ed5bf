package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTemplateTest {

    private static Map<String, @Nullable Object> values(String summary) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("current_ratio", new BigDecimal("1.8"));
        data.put("seeding", null);
        data.put("number_like", "007");
        data.put("size", new BigDecimal("12000000000"));
        data.put("stripped", new BigDecimal("12E+9"));
        data.put("figures", List.of("ratio", "buffer"));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("event", Map.of("type", "ratio-drop", "data", data));
        values.put("tracker", Map.of("name", "Alpha"));
        values.put("summary", summary);
        values.put("meta", Map.of("test", true));
        return values;
    }

    private static String fill(String template) {
        return PayloadTemplate.parse(template).fill(values("Alpha: <b>ratio</b> & more")).orElseThrow();
    }

    @Test
    void variables_in_strings_are_filled_and_all_else_stays_as_it_is() {
        assertEquals("{\"text\":\"ratio-drop on Alpha: 1.8\",\"n\":1,\"list\":[true,null,\"Alpha: <b>ratio</b> & more\"]}",
                fill("{\"text\": \"{{event.type}} on {{tracker.name}}: {{event.data.current_ratio}}\", \"n\": 1,"
                        + " \"list\": [true, null, \"{{summary}}\"]}"));
    }

    @Test
    void names_of_fields_are_no_templates() {
        assertEquals("{\"{{summary}}\":\"x\"}", fill("{\"{{summary}}\": \"x\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{nothing}}", "{{tracker.nothing}}", "{{event.data.seeding}}",
            "{{nothing.at.all}}", "{{summary.length}}", "{{event.class}}", "{{tracker.getClass}}", "{{summary.bytes}}", "{{event.data.figures.size}}"})
    void what_is_not_there_and_whatever_else_an_object_might_have_is_empty_in_text_and_null_alone(String variable) {
        assertEquals("{\"a\":\"x\"}", fill("{\"a\": \"x" + variable + "\"}"));
        assertEquals("{\"a\":\"\"}", fill("{\"a\": \"{" + variable + "}\"}"));
        assertEquals("{\"a\":null}", fill("{\"a\": \"" + variable + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{{event.data.current_ratio}} | 1.8", "{{ event.data.current_ratio }} | 1.8", "{{meta.test}} | true", "{{event.data.seeding}} | null",
        "{{event.data.figures}} | [\"ratio\",\"buffer\"]", "{{tracker}} | {\"name\":\"Alpha\"}", "{{tracker.name}} | \"Alpha\"",
        "{{event.data.number_like}} | \"007\"", "{{event.data.size}} | 12000000000"})
    void a_string_that_is_one_variable_alone_becomes_the_value_with_its_type(String leaf, String filled) {
        assertEquals("{\"a\":[" + filled + "]}", fill("{\"a\": [\"" + leaf + "\"]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{{{event.data.current_ratio}}} | 1.8", "` {{event.data.current_ratio}}` | ` 1.8`", "{{event.data.current_ratio}}{{meta.test}} | 1.8true",
        "{{{meta.test}}} | true", "{{#meta.test}}yes{{/meta.test}} | yes", "{{event.data.stripped}} B | 12000000000 B", "{{&meta.test}} | true"})
    void with_anything_beside_it_or_in_three_braces_it_is_text(String leaf, String filled) {
        assertEquals("{\"a\":\"" + filled + "\"}", fill("{\"a\": \"" + leaf + "\"}"));
    }

    @Test
    void a_section_of_nothing_is_empty() {
        assertEquals("{\"a\":\"\"}", fill("{\"a\": \"{{#nothing}}x{{/nothing}}\"}"));
    }

    @Test
    void sections_work() {
        assertEquals("{\"a\":\"[ratio][buffer]\"}", fill("{\"a\": \"{{#event.data.figures}}[{{.}}]{{/event.data.figures}}\"}").replace("{{.}}", ""));
        assertEquals("{\"a\":\"A tracker\"}", PayloadTemplate.parse("{\"a\": \"{{#tracker}}{{name}}{{/tracker}}{{^tracker}}A tracker{{/tracker}}\"}")
                .fill(Map.of("summary", "x")).orElseThrow());
    }

    @Test
    void missing_names_are_told_and_unknown_figures_are_not_missing() {
        var template = PayloadTemplate.parse("{\"a\": \"{{summary}} {{event.data.seeding}} {{event.data.sedding}}\", \"b\": \"{{trakcer.name}}\"}");
        assertEquals(List.of("event.data.sedding", "trakcer.name"), template.missing(values("x")));
    }

    /// Whatever stands in a value, the document has the same shape and the string is the value.
    @RepeatedTest(50)
    void no_value_breaks_the_document(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var evil = new StringBuilder("\"}, {\"x\": \"{{event.type}}\\");
        for (int i = 0; i < 40; i++) {
            evil.appendCodePoint(random.nextInt(3) == 0 ? "\"\\{}[],:\n\u2028".charAt(random.nextInt(10)) : random.nextInt(0xd800));
        }
        var read = JsonText.read(PayloadTemplate.parse("{\"a\": \"<{{summary}}>\", \"alone\": \"{{summary}}\", \"b\": 1}").fill(values(evil.toString())).orElseThrow());
        assertEquals("<" + evil + ">", read.path("a").asString(), () -> "seed " + repetition.getCurrentRepetition());
        assertEquals(evil.toString(), read.path("alone").asString(), () -> "seed " + repetition.getCurrentRepetition());
        assertEquals(3, read.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{{summary}}", "\"{{summary}}\"", "{\"a\": \"{{summary\"}", "{\"a\": \"{{#event}}x\"}",
            "{\"a\": \"{{>other}}\"}", "{\"a\": 1", "{\"a\": {{summary}}}"})
    void what_is_no_template_is_refused_in_words(String wrong) {
        var refused = assertThrows(IllegalArgumentException.class, () -> PayloadTemplate.parse(wrong));
        assertTrue(refused.getMessage().startsWith("The template"), refused.getMessage());
    }

    @Test
    void a_template_that_is_too_long_too_deep_or_makes_too_much_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> PayloadTemplate.parse("{\"a\": \"" + "x".repeat(17_000) + "\"}"));
        assertThrows(IllegalArgumentException.class, () -> PayloadTemplate.parse("[".repeat(20) + "]".repeat(20)));
        assertThrows(IllegalArgumentException.class, () -> PayloadTemplate.parse("[".repeat(8_000) + "]".repeat(8_000)));
        var repeating = PayloadTemplate.parse("{\"a\": \"" + "{{summary}}".repeat(1000) + "\"}");
        assertEquals(Optional.empty(), repeating.fill(values("y".repeat(500))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"a\":1,\"a\":2} | a field twice", "{\"a\":[{\"b\":1,\"b\":1}]} | a field twice",
            "{\"a\":\"{{#a}}x\"} | needs its own {{/name}}", "{\"a\":\"{{#a}}x{{/b}}\"} | needs its own {{/name}}", "{\"a\":\"x{{/b}}\"} | needs its own {{/name}}"})
    void what_is_wrong_with_it_is_said_in_our_words(String template, String words) {
        var fault = PayloadTemplate.fault(template).orElseThrow();
        assertTrue(fault.contains(words), fault);
        assertTrue(!fault.contains("line") && !fault.contains("tag"), fault);
    }
}
