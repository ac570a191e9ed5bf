package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trackerwatch.trackers.Secret;

/// How a receiver can tell that a request is ours, and unchanged: HMAC-SHA256 in the forms that receivers know.
enum Signing {

    /// As <https://www.standardwebhooks.com> has it: id, time and body are signed, under three headers of its own.
    STANDARD("webhook-signature"),
    /// `sha256=…` over the body alone, as GitHub does it. It says nothing of when, so it can be replayed.
    SHA256("X-Trackerwatch-Signature"),
    /// `t=…,v1=…` over time and body, as Stripe does it.
    TIMESTAMPED("X-Trackerwatch-Signature"),
    NONE("");

    static final String ID = "webhook-id";
    static final String TIME = "webhook-timestamp";
    static final String PREFIX = "whsec_";

    /// Where nothing else is said.
    final String header;

    Signing(String header) {
        this.header = header;
    }

    static Optional<Signing> of(String word) {
        return Stream.of(values()).filter(style -> style.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the header says: one signature by each key, the newest first, so that a receiver may change keys when it likes.
    String value(List<Secret> keys, String id, Instant at, byte[] body) {
        var seconds = Long.toString(at.getEpochSecond());
        var signatures = keys.stream().map(key -> signature(key, id, seconds, body));
        return switch (this) {
            case STANDARD -> signatures.map(signature -> "v1," + signature).collect(Collectors.joining(" "));
            case SHA256 -> signatures.map(signature -> "sha256=" + signature).collect(Collectors.joining(","));
            case TIMESTAMPED -> signatures.map(signature -> "v1=" + signature).collect(Collectors.joining(",", "t=" + seconds + ",", ""));
            case NONE -> "";
        };
    }

    /// One signature, as it stands in the header.
    ///
    /// @param seconds since 1970, as the header has it
    String signature(Secret key, String id, String seconds, byte[] body) {
        return switch (this) {
            case STANDARD -> Base64.getEncoder().encodeToString(mac(decoded(key), id + "." + seconds + ".", body));
            case SHA256 -> HexFormat.of().formatHex(mac(bytes(key), "", body));
            case TIMESTAMPED -> HexFormat.of().formatHex(mac(bytes(key), seconds + ".", body));
            case NONE -> "";
        };
    }

    /// In the standard's form the key is base64, with or without its prefix. A text that is no base64 is taken as it is.
    private static byte[] decoded(Secret key) {
        var text = key.reveal();
        try {
            return Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException _) {
            return bytes(key);
        }
    }

    /// The older forms take it letter by letter, its prefix included.
    static byte[] bytes(Secret key) {
        return key.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] key, String start, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            mac.update(start.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
