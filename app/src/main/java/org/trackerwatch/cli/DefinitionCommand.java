package org.trackerwatch.cli;

import picocli.CommandLine.Command;

@Command(name = "definition", description = "Checks and tries the files that say how a site is read.",
        subcommands = {DefinitionCheckCommand.class, DefinitionReadCommand.class},
        footer = {"", "Example:", "  trackerwatch definition check ~/.config/trackerwatch/definitions/mysite.yaml"})
final class DefinitionCommand {}
