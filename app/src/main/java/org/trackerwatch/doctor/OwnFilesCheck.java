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
        var problems = Stream.concat(files.stream().flatMap(file -> definitions.check(file).stream()), rules.problems().stream())
                .map(Problem::toString).map(problem -> Finding.broken(problem.endsWith(".") ? problem : problem + ".",
                        "Mend the file, then “trackerwatch definition check”; until then it doesn't count.")).toList();
        return problems.isEmpty() ? Stream.of(Finding.ok(files.size() + " definitions of your own, " + rules.rules().size() + " rules in all; nothing wrong."))
                : problems.stream();
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
