package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Words and pairs that a file defines and nothing looks for, and regular expressions that need too long: what the
/// parser has no reason to see, since each line by itself is right.
final class Leftovers {

    /// Looked for by name, wherever a source may stand.
    private static final Set<String> OF_WORDS = Set.of("word", "then");

    /// Keys whose text is a regular expression.
    private static final Set<String> EXPRESSIONS = Set.of("match", "final_url");

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> words = new HashSet<>(Set.of("never_after"));
    private final Set<String> pairs = new HashSet<>();

    private Leftovers() {}

    /// What is left over in the uppermost file, as it lies over the others.
    static List<Problem> of(Definitions.Stack stack) {
        var leftovers = new Leftovers();
        leftovers.gather(stack.merged());
        leftovers.unused(stack.own(), "words", leftovers.words);
        leftovers.unused(stack.own(), "pairs", leftovers.pairs);
        leftovers.slow(stack.own());
        return leftovers.problems;
    }

    private void gather(Yaml node) {
        switch (node) {
            case Yaml.Entries(var entries, _) -> entries.forEach((key, value) -> {
                if (value instanceof Yaml.Text(var text, _)) {
                    (OF_WORDS.contains(key) ? words : key.equals("pair") ? pairs : new HashSet<String>()).add(text);
                }
                gather(value);
            });
            case Yaml.Items(var items, _) -> items.forEach(this::gather);
            case Yaml.Text _, Yaml.Nothing _ -> { }
        }
    }

    private void unused(Yaml.Entries own, String key, Set<String> used) {
        if (own.entries().get(key) instanceof Yaml.Entries(var entries, _)) {
            entries.forEach((name, value) -> {
                if (!used.contains(name) && !(value instanceof Yaml.Nothing)) {
                    problems.add(value.place().problem("`" + name + "` of `" + key + "` is looked for by no source."));
                }
            });
        }
    }

    private void slow(Yaml node) {
        switch (node) {
            case Yaml.Entries(var entries, _) -> entries.forEach((key, value) -> {
                if (EXPRESSIONS.contains(key) && value instanceof Yaml.Text(var text, var place) && Regex.isSlow(text)) {
                    problems.add(place.problem("`" + key + ": " + text + "` may take as long as there is time on some pages: repetitions in"
                            + " repetitions, or several that match the same. Say more exactly what may repeat."));
                }
                slow(value);
            });
            case Yaml.Items(var items, _) -> items.forEach(this::slow);
            case Yaml.Text _, Yaml.Nothing _ -> { }
        }
    }
}
