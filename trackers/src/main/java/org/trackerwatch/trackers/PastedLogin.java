package org.trackerwatch.trackers;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A user name and a password as people write them into a file: each on a line of its own, with or without its name
/// before it. Says in words what is wrong with it; never repeats it.
final class PastedLogin {

    private static final Pattern NAMED = Pattern.compile("(?i)\\s*(username|password|totp|second-password)\\s*:(.*)");

    private static final String FORM = "Write three lines, the last only if you have set up two-factor there:"
            + " username: …, password: …, totp: ….";

    private PastedLogin() {}

    static boolean looksLikeOne(String text) {
        return text.lines().findFirst().filter(line -> NAMED.matcher(line).matches()).isPresent();
    }

    /// @throws IllegalArgumentException in words for the user
    static Credential.Login read(Definition definition, String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        return looksLikeOne(text) ? named(definition, lines) : plain(definition, lines);
    }

    private static Credential.Login plain(Definition definition, List<String> lines) {
        if (lines.size() < 2 || lines.size() > 3) {
            throw new IllegalArgumentException("A user name and a password are needed. " + FORM);
        }
        return checked(definition, new Secret(lines.getFirst().strip()), new Secret(lines.get(1)),
                lines.stream().skip(2).findFirst().map(Secret::new));
    }

    private static Credential.Login named(Definition definition, List<String> lines) {
        var given = new HashMap<String, Secret>();
        for (var line : lines) {
            var named = NAMED.matcher(line);
            if (!named.matches()) {
                throw new IllegalArgumentException("There is a line that begins with none of username:, password:, totp:. " + FORM);
            }
            if (given.put(named.group(1).toLowerCase(Locale.ROOT), new Secret(named.group(2).strip())) != null) {
                throw new IllegalArgumentException("One of the lines is there twice. " + FORM);
            }
        }
        return checked(definition, part(given, "username"), part(given, "password"),
                Optional.ofNullable(given.get("totp")).or(() -> Optional.ofNullable(given.get("second-password"))));
    }

    private static Secret part(Map<String, Secret> given, String name) {
        return Optional.ofNullable(given.get(name)).orElseThrow(() -> new IllegalArgumentException("The line " + name + ": is missing. " + FORM));
    }

    /// @param typed what the second factor comes from; blank where there is none
    static Credential.Login checked(Definition definition, Secret username, Secret password, Optional<Secret> typed) {
        var site = definition.name();
        if (!definition.accepts().contains(CredentialKind.LOGIN)) {
            throw new IllegalArgumentException(site + " is never signed in to with a password; it is read with "
                    + (definition.accepts().contains(CredentialKind.API_KEY) ? "an API key" : "cookies") + ".");
        }
        if (username.reveal().isBlank() || password.reveal().isEmpty()) {
            throw new IllegalArgumentException("A user name and a password are needed.");
        }
        var factor = typed.filter(secret -> !secret.reveal().isBlank());
        factor.ifPresent(secret -> {
            switch (definition.secondFactor()) {
                case NONE -> throw new IllegalArgumentException("How " + site + " asks for a second factor is not known, so it can't be"
                        + " given. Cookies of your browser work all the same.");
                case TOTP -> Totp.of(secret);
                case FIXED -> { }
            }
        });
        return new Credential.Login(username, password, factor);
    }
}
