package org.trackerwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "check", description = "Finds what is wrong with definition files and your own rules, offline.",
        footer = {"", "Example:", "  trackerwatch definition check mysite.yaml"})
final class DefinitionCheckCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Definitions or rules; all bundled ones and your own if none is named.")
    List<Path> files = List.of();

    @Mixin
    JsonOption output;

    DefinitionCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        files.stream().filter(Files::isDirectory).findFirst().ifPresent(folder -> {
            throw Refusal.usage(folder + " is a directory. Name the files in it: " + folder.resolve("*.yaml") + ".");
        });
        var definitions = session.definitions();
        var rules = session.app().rulebook();
        var problems = files.isEmpty() ? Stream.concat(definitions.checkAll().stream(), rules.problems().stream()).toList()
                : files.stream().flatMap(file -> (Rulebook.isMeant(file) ? rules.check(file) : definitions.check(file)).stream()).toList();
        int checked = files.isEmpty() ? definitions.slugs().size() + definitions.platforms().size() + rules.rules().size() : files.size();
        output.print(session.terminal(), () -> document(checked, problems),
                out -> problems.forEach(problem -> out.println(Plain.of(problem.toString()))));
        session.terminal().say(summary(checked, problems.size()));
        files.stream().filter(Rulebook::isMeant).filter(this::isElsewhere).forEach(file -> session.terminal().say(Plain.of(
                file + " is a rule; it holds once it lies in " + session.config().rules() + ".")));
        return problems.isEmpty() ? 0 : Refusal.FAILED;
    }

    private boolean isElsewhere(Path file) {
        return !file.toAbsolutePath().normalize().startsWith(session.config().rules());
    }

    private static String summary(int files, int problems) {
        return Shown.count(files, "file") + " checked" + (problems == 0 ? ", nothing wrong."
                : ": " + Shown.count(problems, "problem") + ".");
    }

    private static JsonNode document(int files, List<Problem> problems) {
        var document = Json.object().put("checked", files);
        var list = document.putArray("problems");
        problems.forEach(problem -> {
            var node = list.addObject().put("file", problem.file()).put("message", problem.message());
            if (problem.line() > 0) {
                node.put("line", problem.line());
            } else {
                node.putNull("line");
            }
        });
        return document;
    }
}
