package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "jackett", description = {"Takes over the private trackers that Jackett searches, with the keys and cookies it tells.",
        "For sites that it signs in to by itself Jackett loads their login page before it tells their settings, once each;"
                + " --sites-only leaves the settings alone."},
        footer = {"", "Example:", "  trackerwatch import jackett --url http://localhost:9117 --password-file jackett-password.txt"})
final class ImportJackettCommand implements Callable<Integer> {

    private static final SecretSource PASSWORD = new SecretSource("password", "TRACKERWATCH_JACKETT_PASSWORD_FILE",
            "Jackett's admin password. What you type is not shown:");

    private final Session session;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:9117", description = "Where it runs: ${DEFAULT-VALUE}.")
    String url = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds Jackett's admin password, if it has one.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--password-stdin", description = "Jackett's admin password comes on standard input.")
    boolean passwordStdin;

    @Option(names = "--sites-only", description = "Asks for no settings: shows which sites can be read, without their credentials.")
    boolean sitesOnly;

    @Mixin
    Arrivals arrivals;

    ImportJackettCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        arrivals.check(session);
        var address = Arrivals.address(url);
        var password = PASSWORD.given(session.terminal(), passwordFile, passwordStdin, Secret::new);
        var matching = arrivals.matching(session);
        return arrivals.receive(session, "Jackett",
                imports -> imports.jackett(address, password, indexer -> !sitesOnly && matching.isWanted(indexer)));
    }
}
