package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.trackerwatch.trackers.Secret;

/// A name for what must not be named: two secrets are the same where their fingerprints are, and nobody gets from the
/// one to the other. Only for secrets that are long and random.
final class Fingerprint {

    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(Secret secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
