package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Link;
import org.trackerwatch.trackers.Secret;

/// The keys that a webhook is signed with, and their change.
public final class Keys {

    /// How long a receiver has for taking over a new key.
    public static final Duration OVERLAP = Duration.ofDays(1);

    static final String SECRET = "secret";
    static final String OLD_SECRET = "old-secret";
    static final String OLD_UNTIL = "old-secret-until";

    /// As long as the standard recommends.
    private static final int BYTES = 24;

    /// What is shorter can be guessed.
    private static final int SHORTEST = 16;

    private Keys() {}

    /// Whether it is set by a change of keys, and so not offered to the user.
    public static boolean isOurs(String choice) {
        return choice.equals(OLD_SECRET) || choice.equals(OLD_UNTIL);
    }

    /// Until when a former key is good, if there is one.
    public static Optional<String> formerUntil(Link link) {
        return Optional.ofNullable(link.options().get(OLD_UNTIL));
    }

    /// Why a text is no key to sign with, without the text. One that says of itself that it is the standard's has to be
    /// that, since other programs would read another key from it than we do.
    public static Optional<String> fault(String text) {
        if (text.length() < SHORTEST) {
            return Optional.of("A signing secret has at least " + SHORTEST + " characters.");
        }
        return text.startsWith(Signing.PREFIX) && !isBase64(text.substring(Signing.PREFIX.length()))
                ? Optional.of("What stands behind " + Signing.PREFIX + " in a signing secret is base64: letters, digits, + and /, and"
                        + " perhaps = at its end. Copy it once more.") : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    public static Secret fresh(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Signing.PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /// The same link with a fresh key.
    ///
    /// @param until so long the former one signs beside it; empty: it is out of use at once
    public static Link rotated(Link link, Secret fresh, Optional<Instant> until) {
        var options = new TreeMap<>(link.options());
        var secrets = new TreeMap<>(link.secrets());
        var old = Optional.ofNullable(secrets.put(SECRET, fresh));
        options.remove(OLD_UNTIL);
        secrets.remove(OLD_SECRET);
        old.flatMap(_ -> until).ifPresent(end -> {
            options.put(OLD_UNTIL, end.toString());
            secrets.put(OLD_SECRET, old.get());
        });
        return link.told(options, secrets);
    }
}
