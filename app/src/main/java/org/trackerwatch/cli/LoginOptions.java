package org.trackerwatch.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Person;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Option;

/// User name and password in the place of a key or cookies, for the few sites that have no better way.
final class LoginOptions {

    @Option(names = "--login", description = "Signs in with user name and password, where a site has no better way.")
    boolean login;

    /// Where a site takes nothing else, nobody has to say so.
    boolean isMeant(Definition definition) {
        if (login && !definition.accepts().contains(CredentialKind.LOGIN)) {
            throw Refusal.usage(definition.name() + " is never signed in to with a password; it is read with "
                    + definition.accepts().stream().map(LoginOptions::named).collect(Collectors.joining(" or ")) + ".");
        }
        return login || definition.accepts().equals(List.of(CredentialKind.LOGIN));
    }

    static String named(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> "API key";
            case COOKIE -> "cookies";
            case LOGIN -> "user name and password (--login)";
        };
    }

    /// One after the other, none of it shown.
    ///
    /// @param username if it was given already
    Credential asked(Person person, Definition definition, Optional<String> username) {
        var name = username.orElseGet(() -> typed(person, definition.name() + definition.hint(CredentialKind.LOGIN)
                .map(hint -> " (" + hint + ")").orElse("") + ". What you type is not shown. User name:"));
        var password = new Secret(typed(person, "Password:"));
        var factor = switch (definition.secondFactor()) {
            case NONE -> Optional.<String>empty();
            case TOTP -> person.secret("Two-factor secret: the letters beside the QR code, or the otpauth:// address. Enter if you have none:");
            case FIXED -> person.secret("Second password, which the site wants from those who use two-factor. Enter if you have none:");
        };
        return Refusal.toldBy(() -> definition.login(new Secret(name), password, factor.map(Secret::new)));
    }

    private static String typed(Person person, String question) {
        return person.secret(question).orElseThrow(() -> Refusal.failed("Nothing was typed, so nothing was done."));
    }
}
