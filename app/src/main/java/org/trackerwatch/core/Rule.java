package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// When something is an event, how grave it is, and how it is told. Rules are data: `rules/<key>.yaml`.
///
/// @param key       the file's name, and the name of the event on the command line
/// @param title     its name for people
/// @param about     one sentence: when it fires
/// @param when      its condition, with the rule's own limits
/// @param found     the condition by which events are looked for: as loose as any target wants it
/// @param cooldown  at most one alert per target and tracker in this time; zero means no limit
/// @param byDefault whether a target that names no events is told of it
/// @param bundled   it comes with the program, so its own words name no tracker and no user
public record Rule(String key, String title, String about, Severity severity, Condition when, Condition found,
                   Duration cooldown, Optional<Threshold> threshold, Phrases phrases, boolean byDefault, boolean bundled,
                   List<Example> examples) {

    /// How it is told.
    ///
    /// @param title          one line: what, which tracker, which numbers
    /// @param text           one or two sentences: what to do about it
    /// @param reminder       the title while it goes on; for standing conditions
    /// @param overTitle      the title where the message that told of the failure tells of its end; for recoveries
    /// @param anonymousTitle in place of the title where the tracker's name is hidden and the title would tell it
    public record Phrases(Template title, Template text, Optional<Template> reminder, Optional<Template> overTitle,
                          Optional<Template> overText, Optional<Template> anonymousTitle, Optional<Template> anonymousText) {}

    public Rule {
        examples = List.copyOf(examples);
    }

    /// Finds what any of these limits finds, and what the rule's own finds; [Routing] then holds each target's own
    /// against it.
    public Rule withThresholds(List<BigDecimal> wanted) {
        var all = Stream.concat(when.limits().stream(), wanted.stream()).toList();
        return new Rule(key, title, about, severity, when, when.with(all), cooldown, threshold, phrases, byDefault, bundled,
                examples);
    }

    public Rule withThresholdsOf(Collection<Target> targets) {
        return withThresholds(targets.stream()
                .flatMap(target -> target.thresholds().getOrDefault(key, List.of()).stream()).toList());
    }

    /// The condition as this target wants it.
    Condition when(Target target) {
        return when.with(target.thresholds().getOrDefault(key, List.of()));
    }

    Duration cooldown(Target target) {
        return target.cooldowns().getOrDefault(key, cooldown);
    }

    /// The rule whose last alert decides whether a target is told: itself, or for a recovery the one that told of the
    /// failure.
    public String answersTo() {
        return when instanceof PollCondition.Recovers recovery ? recovery.from() : key;
    }

    /// The names that its texts may have in braces.
    public static Set<String> variables(Condition when) {
        return Variables.of(when);
    }

    public boolean isStanding() {
        return when instanceof Condition.Standing;
    }

    /// What a user may set for one target.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is allowed
    public List<BigDecimal> parseThreshold(String text) {
        return settable().parse(key, text);
    }

    /// Likewise, of numbers in base units.
    public List<BigDecimal> checkThreshold(List<BigDecimal> numbers) {
        return settable().checked(key, numbers);
    }

    private Threshold settable() {
        return threshold.orElseThrow(() -> new IllegalArgumentException(key + " has no threshold to set."));
    }
}
