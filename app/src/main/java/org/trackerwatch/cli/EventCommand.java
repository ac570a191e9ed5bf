package org.trackerwatch.cli;

import picocli.CommandLine.Command;

@Command(name = "event", description = "What happened, and why you were told of it or not.",
        subcommands = {EventListCommand.class, EventExplainCommand.class},
        footer = {"", "Example:", "  trackerwatch event list --since 30d"})
final class EventCommand {}
