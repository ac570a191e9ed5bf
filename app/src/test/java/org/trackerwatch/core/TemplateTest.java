package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts with holes.
final class TemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{a} and {b} | A and B", "no holes | no holes", "{a}{a} | AA", "[{a} is known] | A is known", "x [{c} is not] y | x y",
        "[{a} {c}] | ``", "{c}! | !", "[plain] | plain", "{a | {a", "[{a} | [A", "a ] b | a ] b"})
    void are_filled(String template, String filled) {
        assertEquals(filled, new Template(template).fill(Map.of("a", "A", "b", "B")));
    }

    @Test
    void a_value_is_put_in_as_it_is() {
        assertEquals("{b} [x] $1 \\ [{a}]", new Template("{a}").fill(Map.of("a", "{b} [x] $1 \\ [{a}]", "b", "wrong")));
    }

    @Test
    void a_name_that_nothing_fills_is_found() {
        assertEquals(List.of("c", "A"), new Template("{a} [{c}] {A}").unknown(Set.of("a", "b")));
    }
}
