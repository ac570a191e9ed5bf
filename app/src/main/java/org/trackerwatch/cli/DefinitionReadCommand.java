package org.trackerwatch.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.SavedPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "read", description = "Reads the figures out of saved answers of a site, offline.",
        footer = {"", "Example:", "  trackerwatch definition read gazelle --page index=index.json --page user=user.json"})
final class DefinitionReadCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "SLUG|PLATFORM", description = "Whose definition to read with.")
    String name = "";

    @Option(names = "--page", paramLabel = "NAME=FILE", required = true,
            description = "The saved answer to one of the definition's requests: api, profile, index, user, details …")
    Map<String, Path> pages = Map.of();

    @Mixin
    JsonOption output;

    DefinitionReadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var definition = session.definition(name);
        var outcome = session.app().reader().read(definition, saved(definition));
        output.print(session.terminal(), () -> ReadingReport.of(outcome), out -> print(outcome, out));
        return switch (outcome) {
            case Outcome.Read _ -> 0;
            case Outcome.Failed failed -> {
                session.terminal().say(Plain.of(Figures.sentence(failed.failure())));
                yield Refusal.FAILED;
            }
        };
    }

    private void print(Outcome outcome, PrintStream out) {
        if (outcome instanceof Outcome.Read(var stats)) {
            Figures.zoned(stats, session.zone()).print(out);
        }
    }

    private Map<String, SavedPage> saved(Definition definition) {
        var saved = new LinkedHashMap<String, SavedPage>();
        pages.forEach((page, file) -> {
            if (!definition.pages().contains(page)) {
                throw Refusal.usage("“" + page + "” is no request of " + definition.slug() + "; it has "
                        + String.join(", ", definition.pages()) + ".");
            }
            saved.put(page, page(file));
        });
        return saved;
    }

    private static SavedPage page(Path file) {
        try {
            return SavedPage.of(file);
        } catch (IOException _) {
            throw Refusal.failed("The file " + file + " can't be read; check its name and whether you may read it.");
        }
    }
}
