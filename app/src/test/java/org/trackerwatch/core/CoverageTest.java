package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.Field;

/// Which events may be hoped for.
final class CoverageTest {

    private static final Set<Field> ALL = EnumSet.allOf(Field.class);

    private static final List<String> OF_POLLS = List.of("tracker-down", "tracker-up", "tracker-flapping", "login-rejected");

    private static Prospect prospect(Coverage coverage, String rule) {
        return coverage.of(Life.rule(rule).when());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratio-drop", "hit-and-run", "tracker-down", "buffer-milestone", "account-warned", "ratio-danger",
        "zero-seeding", "rank-change", "anniversary", "tracker-up", "login-rejected", "figures-corrected"})
    void where_everything_is_told_everything_can_happen(String rule) {
        assertEquals(new Prospect.Works(), prospect(new Coverage(ALL, true, false, false), rule));
    }

    @ParameterizedTest
    @CsvSource({"ratio-drop, RATIO", "ratio-danger, RATIO", "hit-and-run, HIT_AND_RUNS", "buffer-milestone, BUFFER",
        "account-warned, WARNED", "zero-seeding, SEEDING", "rank-change, CLASS"})
    void an_event_cannot_happen_without_its_figure_and_the_others_can(String rule, Field field) {
        var coverage = new Coverage(EnumSet.complementOf(EnumSet.of(field)), true, true, true);
        assertEquals(new Prospect.Blind(field), prospect(coverage, rule));
        assertFalse(prospect(coverage, rule).isOpen());
        assertTrue(prospect(coverage, rule).why().endsWith("which is not reported"), prospect(coverage, rule).why());
        assertTrue(Life.RULES.stream().filter(each -> !List.of("ratio-drop", "ratio-danger", rule).contains(each.key()))
                .allMatch(each -> coverage.of(each.when()).isOpen()));
    }

    @Test
    void a_minimum_comes_from_the_site_its_definition_or_the_user() {
        var ratio = Set.of(Field.RATIO);
        assertEquals(new Prospect.OnYourWord(Prospect.Word.MIN_RATIO), prospect(new Coverage(ratio, true, false, false), "ratio-danger"));
        assertEquals(new Prospect.Works(), prospect(new Coverage(ratio, true, true, false), "ratio-danger"));
        assertEquals(new Prospect.Works(), prospect(new Coverage(Set.of(Field.RATIO, Field.REQUIRED_RATIO), true, false, false), "ratio-danger"));
    }

    @Test
    void the_day_of_joining_comes_from_the_site_or_the_user() {
        var wanting = prospect(new Coverage(Set.of(), true, false, false), "anniversary");
        assertTrue(wanting.isOpen());
        assertEquals("needs the day you joined from you", wanting.why());
        assertEquals(new Prospect.Works(), prospect(new Coverage(Set.of(), true, false, true), "anniversary"));
        assertEquals(new Prospect.Works(), prospect(new Coverage(Set.of(Field.JOINED), true, false, false), "anniversary"));
    }

    @Test
    void where_nobody_polls_no_poll_can_fail() {
        var coverage = new Coverage(ALL, false, true, true);
        for (var rule : Life.RULES) {
            assertEquals(OF_POLLS.contains(rule.key()), !coverage.of(rule.when()).isOpen(), rule.key());
        }
    }

    @Test
    void what_is_missing_is_listed_in_the_order_of_the_fields() {
        var missing = new Coverage(EnumSet.complementOf(EnumSet.of(Field.JOINED, Field.RATIO)), true, true, true).missing();
        assertEquals(List.of(Field.RATIO, Field.JOINED), List.copyOf(missing));
    }
}
