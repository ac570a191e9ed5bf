package org.trackerwatch.trackers;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that follow from a secret and the time (RFC 6238), as an authenticator app shows them.
///
/// @param hash   the name of the HMAC; sites use SHA-1, whatever is thought of it elsewhere
/// @param digits 6 to 8
/// @param period for which a code is the right one
public record Totp(Secret secret, Hash hash, int digits, Duration period) {

    public enum Hash {
        SHA1, SHA256, SHA512;

        private String mac() {
            return "Hmac" + name();
        }
    }

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final Pattern PARAMETER = Pattern.compile("[?&](\\w+)=([^&#]*)");

    /// Sites give 16 to 32 letters; fewer than 80 bits are a secret that breaks off.
    private static final int SHORTEST = 10;

    /// Reads what a site shows beside its QR code, or the address inside that.
    ///
    /// @throws IllegalArgumentException in words for the user, without what was typed
    public static Totp of(Secret typed) {
        var text = typed.reveal().strip();
        if (!text.toLowerCase(Locale.ROOT).startsWith("otpauth:")) {
            return new Totp(base32(text), Hash.SHA1, 6, Duration.ofSeconds(30));
        }
        if (!text.toLowerCase(Locale.ROOT).startsWith("otpauth://totp/")) {
            throw new IllegalArgumentException("This otpauth address is not one of codes that follow from the time (otpauth://totp/…).");
        }
        var secret = parameter(text, "secret").orElseThrow(() -> new IllegalArgumentException(
                "There is no secret in this otpauth address. Copy it whole."));
        return new Totp(base32(secret), parameter(text, "algorithm").map(Totp::hash).orElse(Hash.SHA1),
                parameter(text, "digits").map(number -> within(number, 6, 8, "digits")).orElse(6),
                Duration.ofSeconds(parameter(text, "period").map(number -> within(number, 10, 300, "period")).orElse(30)));
    }

    private static Hash hash(String name) {
        return Arrays.stream(Hash.values()).filter(hash -> hash.name().equalsIgnoreCase(name.replaceAll("(?i)hmac|-", ""))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The otpauth address names an algorithm that is none of SHA1, SHA256, SHA512."));
    }

    private static int within(String number, int least, int most, String what) {
        return Optional.of(number).filter(text -> text.matches("\\d{1,3}")).map(Integer::valueOf)
                .filter(value -> value >= least && value <= most)
                .orElseThrow(() -> new IllegalArgumentException("The otpauth address says a " + what + " that is not between "
                        + least + " and " + most + "."));
    }

    private static Optional<String> parameter(String address, String name) {
        return PARAMETER.matcher(address).results().filter(match -> match.group(1).equalsIgnoreCase(name))
                .map(match -> match.group(2).replaceAll("(?i)%3d", "=").replaceAll("(?i)%20", "")).findFirst();
    }

    /// In groups, in small letters and with or without padding, as sites print it.
    private static Secret base32(String text) {
        var letters = text.replaceAll("[\\s-]|=+$", "").toUpperCase(Locale.ROOT);
        if (letters.matches("\\d{6,8}")) {
            throw new IllegalArgumentException("This is a code, which is good for half a minute. What is needed is the secret that"
                    + " the codes come from: the site shows it beside the QR code when two-factor is set up.");
        }
        if (letters.isEmpty() || letters.chars().anyMatch(letter -> LETTERS.indexOf(letter) < 0)) {
            throw new IllegalArgumentException("A two-factor secret consists of the letters A to Z and the digits 2 to 7 (base32);"
                    + " there is something else in this one. Copy it again, or paste the whole otpauth:// address.");
        }
        if (bytes(letters).length < SHORTEST) {
            throw new IllegalArgumentException("This two-factor secret is too short: it has at least 16 letters. Copy the whole of it.");
        }
        return new Secret(letters);
    }

    private static byte[] bytes(String letters) {
        var bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
        long held = 0;
        int bits = 0;
        for (char letter : letters.toCharArray()) {
            held = (held << 5 | LETTERS.indexOf(letter)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }

    /// The number of the period that a moment lies in.
    public long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), period.toSeconds());
    }

    Instant begin(long step) {
        return Instant.ofEpochSecond(step * period.toSeconds());
    }

    public Secret code(long step) {
        try {
            var mac = Mac.getInstance(hash.mac());
            mac.init(new SecretKeySpec(bytes(secret.reveal()), hash.mac()));
            var sum = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(sum).getInt(sum[sum.length - 1] & 0xf) & Integer.MAX_VALUE;
            var digitsOnly = String.valueOf(number);
            var padded = "0".repeat(Math.max(0, digits - digitsOnly.length())) + digitsOnly;
            return new Secret(padded.substring(padded.length() - digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + hash.mac(), e);
        }
    }
}
