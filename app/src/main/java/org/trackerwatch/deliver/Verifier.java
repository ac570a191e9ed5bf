package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// What a receiver does to know that a request is ours: the other side of [Signing], for receivers in Java and for
/// `webhook verify`. It must be given the body as it came, byte by byte; one that was parsed and written again is another.
///
/// @param keys   one, or two while they are changed
/// @param header that the signature stands in; empty: wherever one of the three forms puts it
public record Verifier(List<Secret> keys, Optional<String> header) {

    /// Between the time in a signature and now, either way: a copy that was caught on the way is of no use later.
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    public Verifier {
        keys = List.copyOf(keys);
    }

    public Verifier(Secret key) {
        this(List.of(key), Optional.empty());
    }

    public sealed interface Verdict {

        /// @param style of the signature: `standard`, `sha256`, `timestamped`
        record Genuine(String style) implements Verdict {}

        /// @param check  the one that failed: `headers`, `timestamp` or `signature`
        /// @param reason a sentence
        record Refused(String check, String reason) implements Verdict {}
    }

    /// What the headers claim.
    ///
    /// @param seconds    the time in it; empty where the form has none
    /// @param candidates the signatures
    private record Claim(Signing style, String id, Optional<String> seconds, List<String> candidates) {}

    /// @param headers by their names in whatever case
    public Verdict verify(Map<String, String> headers, byte[] body, Instant now) {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value.strip()));
        return claim(lower).map(claim -> judge(claim, body, now)).orElseGet(() -> new Verdict.Refused("headers",
                "No signature was found in the headers: neither webhook-signature with webhook-id and webhook-timestamp, nor "
                        + header.orElse(Signing.SHA256.header) + " with sha256=… or t=…,v1=…."));
    }

    private Verdict judge(Claim claim, byte[] body, Instant now) {
        var stale = claim.seconds.flatMap(seconds -> stale(seconds, now));
        if (stale.isPresent()) {
            return new Verdict.Refused("timestamp", stale.get());
        }
        boolean genuine = false;
        for (var key : keys) {
            var right = claim.style.signature(key, claim.id, claim.seconds.orElse(""), body).getBytes(StandardCharsets.UTF_8);
            for (var candidate : claim.candidates) {
                genuine |= MessageDigest.isEqual(right, candidate.getBytes(StandardCharsets.UTF_8));
            }
        }
        return genuine ? new Verdict.Genuine(claim.style.word()) : new Verdict.Refused("signature", "None of the "
                + claim.candidates.size() + " signature(s) fits: the body is not the one that was sent, byte by byte, or the"
                + " secret is another.");
    }

    private static Optional<String> stale(String seconds, Instant now) {
        try {
            var said = Instant.ofEpochSecond(Long.parseLong(seconds));
            var apart = Duration.between(said, now);
            return apart.abs().compareTo(TOLERANCE) <= 0 ? Optional.empty() : Optional.of("It was signed at " + said + ", "
                    + apart.abs().toSeconds() + " s " + (apart.isNegative() ? "from" : "before") + " now; " + TOLERANCE.toMinutes()
                    + " min are allowed. It is a copy, or a clock is wrong.");
        } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
            return Optional.of("The time in it is no number of seconds since 1970.");
        }
    }

    private Optional<Claim> claim(Map<String, String> headers) {
        return header.map(name -> name.toLowerCase(Locale.ROOT)).map(Stream::of)
                .orElseGet(() -> Stream.of(Signing.STANDARD.header, Signing.SHA256.header.toLowerCase(Locale.ROOT)))
                .flatMap(name -> Optional.ofNullable(headers.get(name)).stream()).findFirst()
                .flatMap(value -> claim(value, headers));
    }

    private static Optional<Claim> claim(String value, Map<String, String> headers) {
        if (value.startsWith("sha256=")) {
            return Optional.of(new Claim(Signing.SHA256, "", Optional.empty(), after("sha256=", value, ",")));
        }
        if (value.startsWith("t=") || value.startsWith("v1=")) {
            var time = after("t=", value, ",").stream().findFirst().orElse("");
            return Optional.of(new Claim(Signing.TIMESTAMPED, "", Optional.of(time), after("v1=", value, ",")));
        }
        return Optional.ofNullable(headers.get(Signing.ID)).flatMap(id -> Optional.ofNullable(headers.get(Signing.TIME))
                .map(time -> new Claim(Signing.STANDARD, id, Optional.of(time), after("v1,", value, " "))));
    }

    private static List<String> after(String prefix, String list, String separator) {
        return Arrays.stream(list.split(separator)).map(String::strip).filter(part -> part.startsWith(prefix))
                .map(part -> part.substring(prefix.length())).toList();
    }
}
