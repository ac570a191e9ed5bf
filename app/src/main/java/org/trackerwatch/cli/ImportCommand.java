package org.trackerwatch.cli;

import picocli.CommandLine.Command;

/// Not to be typed twice: what another program of the user's knows already.
@Command(name = "import", description = "Takes over the trackers that Prowlarr, Jackett or your browser know.",
        subcommands = {ImportProwlarrCommand.class, ImportJackettCommand.class, ImportCookiesCommand.class},
        footer = {"", "Example:", "  trackerwatch import prowlarr --url http://localhost:9696 --preview"})
final class ImportCommand {
}
