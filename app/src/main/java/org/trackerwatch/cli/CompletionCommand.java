package org.trackerwatch.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {"", "Example:", "  source <(trackerwatch completion)"})
final class CompletionCommand implements Runnable {

    private final Session session;

    @Spec
    CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.terminal().out().print(AutoComplete.bash("trackerwatch", spec.root().commandLine()));
    }
}
