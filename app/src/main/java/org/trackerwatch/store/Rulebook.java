package org.trackerwatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Example;
import org.trackerwatch.core.Rule;
import org.trackerwatch.trackers.Bundled;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Problem;

/// The rules: those that come with the program and those of the user, one file each. A user's file goes before the
/// bundled one of its name. One that is not right is left out, and the bundled one holds: an alert is worth more than a
/// rule. What is wrong with it is among the [#problems()].
///
/// Nothing is read until it is asked for, and it is read anew when the user's files have changed: a running daemon
/// follows them.
public final class Rulebook {

    private static final String FOLDER = "rules";

    private static final Pattern OF_RULES_ALONE = Pattern.compile("(when|wording|severity|cooldown|by_default):.*");

    private static final Logger LOG = LoggerFactory.getLogger(Rulebook.class);

    /// By which a changed file is known.
    private record Stamp(Path file, FileTime modified, long size) {}

    private record Loaded(List<Stamp> stamps, Map<String, Rule> rules, List<Problem> problems) {}

    private final Optional<Path> directory;
    private Optional<Loaded> loaded = Optional.empty();

    private Rulebook(Optional<Path> directory) {
        this.directory = directory;
    }

    public static Rulebook bundled() {
        return new Rulebook(Optional.empty());
    }

    /// @param directory of the user's; need not exist
    public static Rulebook bundledAnd(Path directory) {
        return new Rulebook(Optional.of(directory));
    }

    /// The gravest first.
    public List<Rule> rules() {
        return loaded().rules.values().stream()
                .sorted(Comparator.comparing(Rule::severity).thenComparing(Rule::key)).toList();
    }

    /// @throws IllegalArgumentException with a sentence that says which there are
    public static Rule named(List<Rule> rules, String key) {
        var wanted = key.strip().replace('_', '-');
        var keys = rules.stream().map(Rule::key).toList();
        return rules.stream().filter(rule -> rule.key().equalsIgnoreCase(wanted)).findFirst().orElseThrow(() -> {
            var near = Nearest.to(wanted, keys, 1);
            return new IllegalArgumentException("There is no event “" + key.strip() + "”." + (near.isEmpty() ? ""
                    : " Did you mean “" + near.getFirst() + "”?") + " The events are " + String.join(", ", keys) + ".");
        });
    }

    public Optional<Rule> find(String key) {
        return Optional.ofNullable(loaded().rules.get(key));
    }

    /// What somebody may have meant; best first, at most three.
    public List<String> nearest(String key) {
        return Nearest.to(key, loaded().rules.keySet(), 3);
    }

    /// What is wrong with the user's files, by file and line.
    public List<Problem> problems() {
        return loaded().problems;
    }

    /// What is wrong with a file as a rule, which need not lie among the others. Its examples are played beside those.
    public List<Problem> check(Path file) {
        var problems = new ArrayList<Problem>();
        read(file, new TreeMap<>(loaded().rules), problems);
        return List.copyOf(problems);
    }

    /// Whether somebody means a file to be a rule: it lies among rules, or says at its left edge what only a rule says.
    public static boolean isMeant(Path file) {
        var folder = file.toAbsolutePath().normalize().getParent();
        if (folder != null && folder.endsWith(FOLDER)) {
            return true;
        }
        try (var lines = Files.lines(file)) {
            return lines.anyMatch(line -> OF_RULES_ALONE.matcher(line).matches());
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private synchronized Loaded loaded() {
        var stamps = stamps();
        var known = loaded.filter(present -> present.stamps.equals(stamps)).orElseGet(() -> load(stamps));
        if (loaded.isPresent() && loaded.get() != known) {
            known.problems.forEach(problem -> LOG.warn("A rule is left out. {}", problem));
            LOG.info("Read the rules anew: {} hold now.", known.rules.size());
        }
        loaded = Optional.of(known);
        return known;
    }

    /// A file that vanishes between two looks counts as gone; the next look settles it.
    private List<Stamp> stamps() {
        return users(new ArrayList<>()).stream().flatMap(file -> {
            try {
                return Stream.of(new Stamp(file, Files.getLastModifiedTime(file), Files.size(file)));
            } catch (IOException _) {
                return Stream.empty();
            }
        }).toList();
    }

    private Loaded load(List<Stamp> stamps) {
        var rules = new TreeMap<String, Rule>();
        var problems = new ArrayList<Problem>();
        for (var key : Bundled.names(FOLDER, FOLDER + "/tracker-down.yaml")) {
            var file = FOLDER + "/" + key + ".yaml";
            var broken = new ArrayList<Problem>();
            new RuleParser(key, true).parse(file, Bundled.text(file).orElseThrow(), broken)
                    .ifPresent(rule -> rules.put(key, rule));
            if (!broken.isEmpty()) {
                throw new Problem.Broken(broken);
            }
        }
        users(problems).forEach(file -> read(file, rules, problems));
        return new Loaded(stamps, rules, List.copyOf(problems));
    }

    private List<Path> users(List<Problem> problems) {
        var folder = directory.filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (var files = Files.list(folder.get())) {
            return files.filter(file -> !Bundled.nameOf(file).isEmpty()).sorted().toList();
        } catch (IOException e) {
            problems.add(new Problem(folder.get().toString(), 0, "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private static void read(Path file, Map<String, Rule> rules, List<Problem> problems) {
        var broken = new ArrayList<Problem>();
        var parser = new RuleParser(Bundled.nameOf(file), false);
        text(file, broken).flatMap(text -> parser.parse(file.toString(), text, broken)).ifPresent(rule -> {
            var all = new TreeMap<>(rules);
            all.put(rule.key(), rule);
            rule.examples().stream().flatMap(example -> broken(example, rule, all.values()).stream())
                    .forEach(message -> broken.add(new Problem(file.toString(), 0, message)));
            if (broken.isEmpty()) {
                rules.put(rule.key(), rule);
            }
        });
        problems.addAll(broken);
    }

    /// A rule that does not do what its own file promises is not what its writer meant.
    private static Optional<String> broken(Example example, Rule rule, Collection<Rule> rules) {
        return Optional.of(example.explain(rule, List.copyOf(rules))).filter(found -> found.fires() != example.fires())
                .map(found -> "the example “" + example.name() + "” does not hold: it "
                        + (found.fires() ? "fires. " : "does not fire. ") + found.sentence());
    }

    private static Optional<String> text(Path file, List<Problem> problems) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), 0, "cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }
}
