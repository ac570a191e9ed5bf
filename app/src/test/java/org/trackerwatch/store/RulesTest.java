package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;

/// The bundled rules: what each promises in its own file, and what the contract says of them all.
final class RulesTest {

    private static final List<Rule> RULES = Rulebook.bundled().rules();

    @TestFactory
    Stream<DynamicContainer> each_rule_keeps_its_own_promises() {
        return RULES.stream().map(rule -> dynamicContainer(rule.key(), rule.examples().stream().map(example ->
                dynamicTest(example.name(), () -> assertTrue(example.holds(rule, RULES),
                        () -> "it should " + (example.fires() ? "fire" : "stay quiet"))))));
    }

    @TestFactory
    Stream<DynamicContainer> each_rule_has_examples_of_both_kinds() {
        return RULES.stream().map(rule -> dynamicContainer(rule.key(), Stream.of(true, false).map(fires ->
                dynamicTest(fires ? "fires" : "stays quiet", () -> assertTrue(
                        rule.examples().stream().anyMatch(example -> example.fires() == fires))))));
    }
}
