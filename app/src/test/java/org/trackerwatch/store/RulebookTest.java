package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.FigureCondition.Crosses;
import org.trackerwatch.core.Severity;
import org.trackerwatch.trackers.Field;

/// Rules of the user's, read strictly beside those that come with the program.
final class RulebookTest {

    private static final String BONUS = """
            title: Bonus
            severity: good
            cooldown: 1h
            when:
              crosses: {of: bonus, limits: [50000]}
            wording:
              title: "{tracker}: bonus passed {limit}"
            examples:
              - name: it passes
                before: {bonus: 49000}
                after: {bonus: 51000}
                fires: true
            """;

    @TempDir
    private Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private List<String> problems() {
        return Rulebook.bundledAnd(directory).problems().stream().map(problem -> problem.toString().replace(directory + "/", "")).toList();
    }

    @Test
    void a_user_s_rule_stands_beside_the_bundled_ones() throws IOException {
        write("bonus-milestone.yaml", BONUS);
        var rulebook = Rulebook.bundledAnd(directory);
        assertEquals(List.of(), rulebook.problems());
        assertEquals(Rulebook.bundled().rules().size() + 1, rulebook.rules().size());
        var rule = rulebook.find("bonus-milestone").orElseThrow();
        assertEquals(new Crosses(Field.BONUS, List.of(new BigDecimal("50000"))), rule.when());
        assertEquals(Severity.GOOD, rule.severity());
        assertEquals(Duration.ofHours(1), rule.cooldown());
        assertTrue(rule.byDefault());
    }

    @Test
    void a_user_s_file_goes_before_the_bundled_one_of_its_name() throws IOException {
        write("tracker-down.yaml", """
                severity: warning
                cooldown: 12h
                by_default: false
                when: {fails: {polls: 3}}
                wording: {title: "{tracker} is away"}
                """);
        var rulebook = Rulebook.bundledAnd(directory);
        assertEquals(List.of(), rulebook.problems());
        var rule = rulebook.find("tracker-down").orElseThrow();
        assertEquals(List.of(new BigDecimal("3")), rule.when().limits());
        assertFalse(rule.byDefault());
        assertEquals(Rulebook.bundled().rules().size(), rulebook.rules().size());
    }

    @Test
    void a_broken_file_is_left_out_and_the_bundled_rule_holds() throws IOException {
        write("ratio-drop.yaml", "severity: grave\n");
        var rulebook = Rulebook.bundledAnd(directory);
        assertEquals(Rulebook.bundled().find("ratio-drop"), rulebook.find("ratio-drop"));
        assertFalse(rulebook.problems().isEmpty());
    }

    @Test
    void no_directory_is_no_problem_and_other_files_are_no_rules() throws IOException {
        assertEquals(List.of(), Rulebook.bundledAnd(directory.resolve("missing")).problems());
        write("README.txt", "mine");
        assertEquals(List.of(), problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "cooldown: 1h | coldown: 1h | rules.yaml:3: unknown key `coldown`; did you mean `cooldown`?",
        "severity: good | severity: nice | rules.yaml:2: `severity: nice` should be one of urgent, warning, good, info.",
        "cooldown: 1h | cooldown: soon | rules.yaml:3: `cooldown: soon` should be a length of time, such as 6h, 7d or 0s.",
        "of: bonus | of: bonuss | rules.yaml:5: there is no figure `bonuss`; did you mean `bonus`?",
        "of: bonus | of: class | rules.yaml:5: crosses: class is not a number.",
        "[50000] | [many] | rules.yaml:5: `limits: many` should be a number.",
        "limits: [50000] | limit: 50000 | rules.yaml:5: unknown key `limit`; did you mean `limits`?",
        "crosses: | cross: | rules.yaml:5: unknown condition `cross`; did you mean `crosses`?",
        "{limit} | {limits} | rules.yaml:7: unknown variable {limits}; did you mean `limit`?",
        "{limit} | {duration} | rules.yaml:7: unknown variable {duration}; possible here: after, before, difference, limit, name, site, tracker.",
        "{bonus: 51000} | {bonus: lots} | rules.yaml:11: `bonus: lots` should be a value of the kind amount.",
        "{bonus: 51000} | {bonis: 51000} | rules.yaml:11: there is no figure `bonis`; did you mean `bonus`?",
        "{bonus: 51000} | {failure: broken} | rules.yaml:11: `failure: broken` should be one of ",
        "fires: true | fire: true | rules.yaml:9: `fires:` is missing here.",
        "fires: true | fires: maybe | rules.yaml:12: `fires: maybe` should be true or false.",
        "fires: true | fires: false | rules.yaml: the example “it passes” does not hold: it fires. bonus 49,000 → 51,000 rose by 2,000; the rule waits until it passes 50,000. So it fired."})
    void what_is_wrong_is_named_with_file_line_and_what_would_be_right(String right, String wrong, String problem) throws IOException {
        write("rules.yaml", BONUS.replace(right, wrong));
        var problems = problems();
        assertTrue(problems.stream().anyMatch(each -> each.startsWith(problem)), () -> "none of " + problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "falls: {of: warned, by: 1} | x.yaml:1: falls: warned is not a number.",
        "falls: {of: ratio, by: 0} | x.yaml:1: falls: `by` must be above 0.",
        "falls: {of: ratio} | x.yaml:1: `by:` is missing here.",
        "rises: {of: ratio, by: -1} | x.yaml:1: rises: `by` can't be below 0.",
        "crosses: {of: buffer, limits: []} | x.yaml:1: crosses: at least one limit is needed.",
        "becomes: {of: ratio, flag: true} | x.yaml:1: becomes: ratio is not a yes or no.",
        "becomes: {of: warned} | x.yaml:1: `flag:` is missing here.",
        "is: {of: seeding, value: none} | x.yaml:1: `value: none` should be",
        "at_least: {of: class, limit: 3} | x.yaml:1: at_least: class is not a number.",
        "below: {of: bonus, limit: required} | x.yaml:1: below: a site demands a minimum of the ratio only, not of bonus.",
        "below: {of: ratio, limit: 3} | x.yaml:1: `limit: 3` should be one of required.",
        "fails: {polls: 0} | x.yaml:1: fails: `polls` must be 1 or more.",
        "recovers: {} | x.yaml:1: `from:` is missing here.",
        "falls: {of: ratio, by: 1}, rises: {of: ratio} | x.yaml:1: one condition belongs here, and not 2."})
    void conditions_that_make_no_sense_are_refused(String when, String problem) throws IOException {
        write("x.yaml", "when: {" + when + "}\nseverity: info\ncooldown: 1h\nwording: {title: x}\n");
        var problems = problems();
        assertTrue(problems.stream().anyMatch(each -> each.startsWith(problem)), () -> "none of " + problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "refused | ``", "anniversary | ``", "corrected | ``",
        "refuse | y.yaml:1: unknown condition `refuse`; did you mean `refused`?"})
    void conditions_without_terms_are_one_word(String when, String problem) throws IOException {
        write("y.yaml", "when: " + when + "\nseverity: info\ncooldown: 1h\nwording: {title: x}\n");
        assertEquals(problem.isEmpty() ? List.of() : List.of(problem), problems());
    }

    @Test
    void all_that_is_missing_is_named_at_once() throws IOException {
        write("z.yaml", "title: Nothing else\n");
        assertEquals(List.of("z.yaml:1: `severity:` is missing here.", "z.yaml:1: `cooldown:` is missing here.",
                "z.yaml:1: `when:` is missing here."), problems());
    }

    @Test
    void a_file_that_is_no_map_or_no_yaml_is_named() throws IOException {
        write("list.yaml", "- one\n");
        write("torn.yaml", "when: {falls: [\n");
        write("Odd Name.yaml", BONUS);
        write("empty.yaml", "");
        var problems = problems();
        assertEquals(4, problems.size(), problems.toString());
        assertTrue(problems.stream().anyMatch(each -> each.startsWith("list.yaml:1: a rule is a map of keys")), problems.toString());
        assertTrue(problems.stream().anyMatch(each -> each.startsWith("Odd Name.yaml: a rule's file is named in small letters")), problems.toString());
    }

    @Test
    void only_what_stands_can_be_reminded_of_and_only_numbers_have_thresholds() throws IOException {
        write("a.yaml", "when: corrected\nseverity: info\ncooldown: 1h\nwording: {title: x, reminder: y}\nthreshold: {what: a, from: 1, to: 2}\n");
        assertEquals(List.of("a.yaml:5: this kind of condition has no number that could be another.",
                "a.yaml:4: only a condition that stands can be reminded of; this one happens."), problems());
    }

    @Test
    void what_may_have_been_meant() {
        assertEquals(List.of("ratio-drop"), Rulebook.bundled().nearest("ratio-drp"));
        assertTrue(Rulebook.bundled().find("no-such").isEmpty());
    }

    @Test
    void the_manual_s_example_is_a_rule() throws IOException {
        var manual = Files.readString(Path.of("../docs/rules.md"));
        var begin = manual.indexOf("```yaml\n") + "```yaml\n".length();
        write("bonus-points.yaml", manual.substring(begin, manual.indexOf("```", begin)));
        assertEquals(List.of(), problems());
        assertEquals(2, Rulebook.bundledAnd(directory).find("bonus-points").orElseThrow().examples().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"falls: {of: ratio, by: 0.1}", "rises: {of: hit_and_runs}", "crosses: {of: buffer, limits: [10 GiB]}",
        "changes: {of: class}", "becomes: {of: warned, flag: true}", "is: {of: seeding, value: 0}", "at_least: {of: unread, limit: 1}",
        "at_most: {of: average_seed_time, limit: 7d}", "below: {of: ratio, limit: required}", "fails: {polls: 1}",
        "recovers: {from: tracker-down}"})
    void each_condition_of_the_manual_is_one(String when) throws IOException {
        assertTrue(Files.readString(Path.of("../docs/rules.md")).contains(when.substring(0, when.indexOf(':'))));
        write("x.yaml", "when: {" + when + "}\nseverity: info\ncooldown: 1h\nwording: {title: x}\n");
        assertEquals(List.of(), problems());
    }
}
