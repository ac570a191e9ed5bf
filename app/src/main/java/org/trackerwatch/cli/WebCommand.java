package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.access.Passwords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "web", description = "Who may come in by the page and the API.", subcommands = WebKeyCommand.class,
        footer = {"", "Example:", "  trackerwatch web reset-password"})
final class WebCommand {

    private static final SecretSource PASSWORD = new SecretSource("password", "TRACKERWATCH_PASSWORD_FILE",
            "The new password for the page, of 10 characters or more. What you type is not shown:");
    private static final SecretSource AGAIN = new SecretSource("password", "TRACKERWATCH_PASSWORD_FILE", "The same once more:");

    private static final SecretSource OIDC = new SecretSource("secret", "TRACKERWATCH_OIDC_SECRET_FILE",
            "The client secret of the identity provider. What you paste is not shown:");

    private final Session session;

    WebCommand(Session session) {
        this.session = session;
    }

    @Command(name = "reset-password", description = "Sets the password of the page anew, or for the first time, and signs every browser out.",
            footer = {"", "Example:", "  trackerwatch web reset-password --also-second-factor"})
    int resetPassword(
            @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the new password; else it is asked for.") Optional<Path> file,
            @Option(names = "--password-stdin", description = "The new password comes on standard input.") boolean stdin,
            @Option(names = "--also-second-factor", description = "Codes of an authenticator app are asked for no more, nor recovery codes.")
            boolean alsoFactor) {
        var password = PASSWORD.stored(session.terminal(), file, stdin, Secret::new).orElseGet(this::typedTwice);
        Refusal.toldBy(() -> {
            Passwords.check(password);
            return password;
        });
        var hash = Passwords.hash(password, session.app().random());
        var now = session.moment().now();
        boolean factorStays = session.write(books -> {
            var admissions = books.app().admissions();
            admissions.owner().change(books.tx(), hash, now);
            admissions.sessions().endOthers(books.tx(), Optional.empty());
            admissions.guesses().forget(books.tx());
            if (alsoFactor) {
                admissions.factor().remove(books.tx());
            }
            return admissions.factor().confirmed(books.tx()).isPresent();
        });
        session.terminal().say("The page has a new password, and every browser has to sign in again with it."
                + (factorStays ? " A code of the authenticator app is still asked for; --also-second-factor ends that, too." : ""));
        return 0;
    }

    @Command(name = "oidc-secret", description = "Keeps the client secret that the identity provider gave out; the rest is settings (oidc-…).",
            footer = {"", "Example:", "  trackerwatch web oidc-secret --secret-file client-secret.txt"})
    int oidcSecret(
            @Option(names = "--secret-file", paramLabel = "FILE", description = "Holds it; else it is asked for.") Optional<Path> file,
            @Option(names = "--secret-stdin", description = "It comes on standard input.") boolean stdin,
            @Option(names = "--remove", description = "Forgets it: the provider asks for none.") boolean remove) {
        var secret = remove ? Optional.<Secret>empty() : Optional.of(OIDC.read(session.terminal(), file, stdin, Secret::new));
        session.write(books -> {
            secret.ifPresentOrElse(given -> books.app().sealedSettings().set(books.tx(), SealedSettings.OIDC_SECRET, given),
                    () -> books.app().sealedSettings().clear(books.tx(), SealedSettings.OIDC_SECRET));
            return secret;
        });
        session.terminal().say(remove ? "The client secret is forgotten." : "The client secret is kept, sealed.");
        return 0;
    }

    private Secret typedTwice() {
        var first = PASSWORD.ask(session.terminal(), Secret::new);
        if (!first.equals(AGAIN.ask(session.terminal(), Secret::new))) {
            throw Refusal.failed("These were two different passwords. Nothing was done.");
        }
        return first;
    }
}
