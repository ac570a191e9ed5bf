package org.trackerwatch.cli;

import java.util.Set;
import org.trackerwatch.cli.terminal.Refusal;
import picocli.CommandLine.Model.CommandSpec;

/// What a command that changes something was told to change.
final class Changes {

    /// Say how, not what.
    private static final Set<String> MANNERS = Set.of("--json", "--config", "--no-check");

    private Changes() {}

    static void required(CommandSpec command) {
        var given = command.commandLine().getParseResult().matchedOptions();
        if (given.stream().allMatch(option -> MANNERS.contains(option.longestName()))) {
            throw Refusal.usage("Nothing to change: say what, with one of the options that “" + command.qualifiedName()
                    + " --help” lists.");
        }
    }
}
