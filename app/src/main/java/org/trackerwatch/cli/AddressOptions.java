package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Option;

/// Where a target's address comes from. Whoever knows it may post, so it is a secret.
final class AddressOptions {

    private static final SecretSource SOURCE = new SecretSource("url", "TRACKERWATCH_URL_FILE", "Webhook URL. What you paste is not shown:");

    @Option(names = "--url-file", paramLabel = "FILE", description = "Holds the webhook's URL.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--url-stdin", description = "The webhook's URL comes on standard input.")
    boolean stdin;

    @Option(names = "--no-check", description = "Does not ask the service whether the address works.")
    boolean noCheck;

    /// Asked for at the keyboard where no source was named.
    Secret read(Terminal terminal, Providers providers, String kind) {
        return SOURCE.read(terminal, file, stdin, reading(providers, kind));
    }

    /// For a change: asked for if that is wished, else only where a source was named.
    Optional<Secret> changed(boolean ask, Terminal terminal, Providers providers, String kind) {
        return ask ? Optional.of(SOURCE.ask(terminal, reading(providers, kind)))
                : SOURCE.given(terminal, file, stdin, reading(providers, kind));
    }

    private static Function<String, Secret> reading(Providers providers, String kind) {
        return pasted -> Refusal.toldBy(() -> providers.address(kind, pasted));
    }

    void checked(Session session, Providers providers, Target target) {
        if (noCheck) {
            return;
        }
        switch (session.during("Asking " + target.kind() + " …", () -> providers.check(target))) {
            case Providers.Check.Works(var name) -> session.terminal().say("It is called “" + Plain.of(name) + "” there.");
            case Providers.Check.Refused(var reason) -> throw Refusal.failed(reason + " Nothing was changed.");
            case Providers.Check.Unknown(var reason) -> throw Refusal.failed(reason
                    + " So the address is not proved, and nothing was changed. Try again later, or use --no-check.");
        }
    }
}
