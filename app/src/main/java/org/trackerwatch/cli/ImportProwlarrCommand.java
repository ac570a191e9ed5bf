package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "prowlarr", description = {"Takes over the private trackers that Prowlarr searches, with the keys and cookies it tells.",
        "It tells those of most sites; of some it shows only stars, and “tracker add” asks for these."},
        footer = {"", "Example:", "  trackerwatch import prowlarr --url http://localhost:9696 --key-file prowlarr-key.txt"})
final class ImportProwlarrCommand implements Callable<Integer> {

    private static final SecretSource KEY = new SecretSource("key", "TRACKERWATCH_PROWLARR_KEY_FILE",
            "Prowlarr's API key (Settings → General → Security). What you paste is not shown:");

    private final Session session;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:9696", description = "Where it runs: ${DEFAULT-VALUE}.")
    String url = "";

    @Option(names = "--key-file", paramLabel = "FILE", description = "Holds Prowlarr's API key.")
    Optional<Path> keyFile = Optional.empty();

    @Option(names = "--key-stdin", description = "Prowlarr's API key comes on standard input.")
    boolean keyStdin;

    @Mixin
    Arrivals arrivals;

    ImportProwlarrCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        arrivals.check(session);
        var address = Arrivals.address(url);
        var key = KEY.read(session.terminal(), keyFile, keyStdin, Secret::new);
        return arrivals.receive(session, "Prowlarr", imports -> imports.prowlarr(address, key));
    }
}
