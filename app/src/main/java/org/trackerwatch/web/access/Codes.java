package org.trackerwatch.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.trackerwatch.store.SecondFactor;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Totp;

/// Codes of an authenticator app, and those on paper that stand in for them.
final class Codes {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// 160 bits, as long as what is made of them.
    private static final int LENGTH = 32;

    private Codes() {}

    static Secret newSecret(RandomGenerator random) {
        return new Secret(random.ints(LENGTH, 0, LETTERS.length()).mapToObj(at -> LETTERS.substring(at, at + 1)).collect(Collectors.joining()));
    }

    /// What an app reads from the picture.
    static Secret address(Secret secret) {
        return new Secret("otpauth://totp/trackerwatch?secret=" + secret.reveal() + "&issuer=trackerwatch");
    }

    /// Takes either kind, each once.
    ///
    /// @return whether it was right
    static boolean take(Transaction tx, SecondFactor factors, Secret typed, Instant now) {
        var plain = new Secret(bare(typed));
        return factors.confirmed(tx).map(factor -> step(factor.secret(), plain, now)).orElse(OptionalLong.empty()).stream()
                .anyMatch(step -> factors.take(tx, step)) || factors.takeRecoveryCode(tx, grouped(typed));
    }

    /// Whether it was meant for one of those on paper.
    static boolean isLong(Secret typed) {
        return bare(typed).length() > 8;
    }

    /// A code on paper as it was made, however its groups were typed: with spaces, other dashes or nothing between them.
    static Secret grouped(Secret typed) {
        return new Secret(bare(typed).replaceAll("(.{4})(?=.)", "$1-"));
    }

    private static String bare(Secret typed) {
        return typed.reveal().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Pd}\u2212]", "");
    }

    /// The step that a code belongs to: this one, or one beside it, since clocks differ.
    static OptionalLong step(Secret secret, Secret typed, Instant now) {
        var totp = Totp.of(secret);
        long step = totp.step(now);
        return LongStream.rangeClosed(step - 1, step + 1).filter(each -> equal(totp.code(each), typed)).reduce((_, later) -> later);
    }

    /// Takes as long for what is nearly right as for what is wrong.
    static boolean equal(Secret one, Secret other) {
        return MessageDigest.isEqual(one.reveal().getBytes(StandardCharsets.UTF_8), other.reveal().getBytes(StandardCharsets.UTF_8));
    }

    static List<String> shown(List<Secret> codes) {
        return codes.stream().map(Secret::reveal).toList();
    }
}
