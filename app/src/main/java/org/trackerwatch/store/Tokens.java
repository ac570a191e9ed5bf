package org.trackerwatch.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Secret;

/// Secrets of our own making. They are long and random, so a plain hash of one gives nothing away, and may be looked up.
public final class Tokens {

    /// Without those that look like others.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private Tokens() {}

    /// 256 bits, fit for headers, cookies and addresses.
    public static Secret fresh(RandomGenerator random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// To be typed by people: groups of four letters, 20 bits each.
    public static Secret typeable(RandomGenerator random, int groups) {
        var text = new StringBuilder();
        for (int i = 0; i < groups * 4; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Secret(text.toString());
    }

    static byte[] hash(Secret token) {
        return hash(token.reveal());
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
