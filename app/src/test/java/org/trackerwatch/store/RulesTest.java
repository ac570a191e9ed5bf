package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;
import org.trackerwatch.trackers.Spans;

/// The bundled rules: what each promises in its own file, and what the contract says of them all.
final class RulesTest {

    private static final List<Rule> RULES = Rulebook.bundled().rules();

    @TestFactory
    Stream<DynamicContainer> each_rule_keeps_its_own_promises() {
        return RULES.stream().map(rule -> dynamicContainer(rule.key(), rule.examples().stream().map(example ->
                dynamicTest(example.name(), () -> {
                    var found = example.explain(rule, RULES);
                    assertEquals(example.fires(), found.fires(), found.sentence());
                }))));
    }

    @TestFactory
    Stream<DynamicContainer> each_rule_has_examples_of_both_kinds() {
        return RULES.stream().map(rule -> dynamicContainer(rule.key(), Stream.of(true, false).map(fires ->
                dynamicTest(fires ? "fires" : "stays quiet", () -> assertTrue(
                        rule.examples().stream().anyMatch(example -> example.fires() == fires))))));
    }

    /// The contract: who uses these keys on the command line and in the API relies on it.
    @ParameterizedTest
    @CsvSource({
        "ratio-drop, WARNING, 6h", "hit-and-run, URGENT, 6h", "tracker-down, URGENT, 6h", "buffer-milestone, GOOD, 6h",
        "account-warned, URGENT, 6h", "download-disabled, URGENT, 24h", "ratio-danger, URGENT, 24h", "zero-seeding, WARNING, 24h", "rank-change, INFO, 7d",
        "anniversary, INFO, 7d", "tracker-up, INFO, 0s", "login-rejected, URGENT, 24h", "figures-corrected, INFO, 24h",
        "monitor-offline, URGENT, 0s", "tracker-flapping, WARNING, 6h"})
    void the_contract_holds(String key, Severity severity, String cooldown) {
        var rule = Rulebook.bundled().find(key).orElseThrow();
        assertEquals(severity, rule.severity());
        assertEquals(Spans.of(cooldown), rule.cooldown());
        assertTrue(rule.byDefault());
    }

    /// Engines count unread messages in many ways, some of them wrong: who wants to hear of them says so.
    @Test
    void unread_mail_is_told_to_those_who_ask_for_it() {
        var rule = Rulebook.bundled().find("unread-mail").orElseThrow();
        assertEquals(Severity.WARNING, rule.severity());
        assertFalse(rule.byDefault());
    }

    @Test
    void there_are_no_others() {
        assertEquals(16, RULES.size());
    }

    @Test
    void colours_are_those_of_the_contract() {
        assertEquals(List.of(0xef4444, 0xf59e0b, 0x10b981, 0x00d4ff), Stream.of(Severity.values()).map(Severity::colour).toList());
    }

    @Test
    void the_rules_own_thresholds_are_those_of_the_contract() {
        var limits = RULES.stream().filter(rule -> rule.threshold().isPresent())
                .collect(Collectors.toMap(Rule::key, rule -> rule.when().limits()));
        assertEquals(Map.of("ratio-drop", List.of(new BigDecimal("0.1")), "tracker-down", List.of(BigDecimal.ONE),
                "buffer-milestone", List.of(BigDecimal.valueOf(10L << 30))), limits);
    }

    @Test
    void what_goes_on_has_words_for_it() {
        RULES.forEach(rule -> assertEquals(rule.isStanding(), rule.phrases().reminder().isPresent(), rule.key()));
    }
}
