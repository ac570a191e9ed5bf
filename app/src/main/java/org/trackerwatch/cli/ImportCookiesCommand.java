package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.indexers.CookieFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cookies", description = "Takes over the trackers that a browser is logged in to, from a cookies.txt or its JSON.",
        footer = {"", "Example:", "  trackerwatch import cookies cookies.txt --user-agent \"Mozilla/5.0 …\""})
final class ImportCookiesCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", description = "As a browser extension exports it; cookies of other sites in it are passed over.")
    Path file = Path.of("");

    @Option(names = "--user-agent", paramLabel = "TEXT", description = "Of the browser that the cookies are from.")
    Optional<String> userAgent = Optional.empty();

    @Mixin
    Arrivals arrivals;

    ImportCookiesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        arrivals.check(session);
        return arrivals.receive(session, CookieFile.list(SecretSource.contents(file, "FILE"), userAgent.orElse("")));
    }
}
