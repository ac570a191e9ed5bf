package org.trackerwatch.web.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Secret;

/// Argon2id, and which passwords are worth it.
///
/// The library keeps one block of memory for good and takes another for each hash, so little memory and more rounds suit
/// a small heap better: 7 MiB and five of them, which is as hard to guess as the usual 19 MiB and two (OWASP).
public final class Passwords {

    private static final int MEMORY_KIB = 7 * 1024;
    private static final int ROUNDS = 5;
    private static final int LENGTH = 32;
    private static final int SALT = 16;

    private static final int SHORTEST = 10;
    private static final int LONGEST = 256;
    private static final int FEWEST_DIFFERENT = 5;

    /// What is tried first, in rows of keys and in words.
    private static final List<String> ROWS = List.of("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb");
    private static final String WORDS = "password|passw0rd|passwort|motdepasse|contraseña|trackerwatch|administrator|admin|letmein|welcome|"
            + "changeme|iloveyou|qwerty|azerty|qwertz|secret|tracker|master|dragon|monkey|login|hello|test";

    private Passwords() {}

    /// @throws IllegalArgumentException in words for the user, if it is none to be taken
    public static void check(Secret password) {
        var text = normal(password);
        long length = text.codePoints().count();
        if (length < SHORTEST) {
            throw new IllegalArgumentException("A password has at least " + SHORTEST + " characters. Three or four words that don't belong"
                    + " together are good, and easy to keep.");
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException("A password has at most " + LONGEST + " characters.");
        }
        if (text.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalArgumentException("This is a few characters over and over, which is guessed at once. Take another one.");
        }
        if (isTriedFirst(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("This is among the first passwords that are guessed. Take one that nobody else has.");
        }
    }

    /// A row of keys, or words that everybody thinks of with little besides.
    private static boolean isTriedFirst(String text) {
        var rest = text.replaceAll(WORDS, "");
        return ROWS.stream().anyMatch(row -> row.contains(text)) || !rest.equals(text) && rest.replaceAll("[\\d\\W_]", "").length() < 3;
    }

    /// With its parameters and its salt.
    public static String hash(Secret password, RandomGenerator random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return Argon2Function.getInstance(MEMORY_KIB, ROUNDS, 1, LENGTH, Argon2.ID).hash(bytes(password), salt).getResult();
    }

    /// Takes the parameters from the hash; the library's shorter way takes its own and finds nothing right.
    static boolean matches(Secret password, String hash) {
        return Argon2Function.getInstanceFromHash(hash).check(bytes(password), hash.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Secret password) {
        return normal(password).getBytes(StandardCharsets.UTF_8);
    }

    /// One machine's keyboard writes é as one sign, another's as two; and a file ends with a line break.
    private static String normal(Secret password) {
        return Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC).strip();
    }
}
