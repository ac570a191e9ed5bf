package org.trackerwatch.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Problem;

/// The definitions and rules that the user wrote himself.
final class OwnFilesCheck implements Check {

    @Override
    public String name() {
        return "definitions";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var config = patient.config();
        var definitions = Definitions.bundledAnd(config.definitions());
        var files = files(config.definitions());
        var rules = Rulebook.bundledAnd(config.rules());
        var problems = Stream.concat(files.stream().flatMap(file -> found(definitions, config.definitions(), file)), rules.problems().stream().map(OwnFilesCheck::fault)).toList();
        return problems.isEmpty() ? Stream.of(Finding.ok(files.size() + " definitions of your own, " + rules.rules().size() + " rules in all; nothing wrong."))
                : problems.stream();
    }

    private static Stream<Finding> found(Definitions definitions, Path folder, Path file) {
        boolean used = folder.equals(file.getParent().getParent()) && isUsable(definitions, file);
        return definitions.check(file).stream().map(problem -> used ? remark(problem) : fault(problem));
    }

    private static boolean isUsable(Definitions definitions, Path file) {
        try {
            return definitions.find(file.getFileName().toString().replaceFirst("\\.yaml$", "")).isPresent();
        } catch (Problem.Broken _) {
            return false;
        }
    }

    private static Finding fault(Problem problem) {
        return Finding.broken(sentence(problem), "Mend the file, then “trackerwatch definition check”; until then it doesn't count.");
    }

    /// What the linter would have otherwise, and the reader understands.
    private static Finding remark(Problem problem) {
        return Finding.warning(sentence(problem), "A remark: the definition is used all the same. “trackerwatch definition check” says what is left.");
    }

    private static String sentence(Problem problem) {
        return problem.toString().endsWith(".") ? problem.toString() : problem + ".";
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
