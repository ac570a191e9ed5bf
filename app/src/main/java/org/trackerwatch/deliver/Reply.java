package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;

/// What an answer's status says, where the service gives the statuses no meaning of its own.
///
/// @param who the receiver in a sentence
record Reply(String who, HttpAnswer answer) {

    /// For a 429 that does not say how long.
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    /// What stands before an overloaded receiver answers 502 or 504; more requests don't help it.
    private static final Duration OVERLOADED = Duration.ofSeconds(30);

    private static final int LONGEST_QUOTE = 200;

    Result other() {
        int status = answer.status();
        if (status == 429) {
            return new Result.Throttled(answer.wait("retry-after").orElse(UNTOLD), Pace.Scope.BUCKET);
        }
        if (status >= 300 && status < 400) {
            return new Result.TargetRefused("The address of " + who.replaceFirst("^The ", "the ") + " leads somewhere else now (" + status + leads() + "), and"
                    + " redirects are not followed, since they could lead anywhere. Look there, and enter the new address.");
        }
        return status >= 500 || status == 408 || status == 425 ? trouble() : new Result.Transient(who + ", or something on the"
                + " way to it, answered " + status + ", which says neither yes nor no" + quote() + ".");
    }

    Result trouble() {
        return new Result.Transient(who + " has trouble (" + answer.status() + quote() + ").");
    }

    /// How long to leave it alone, whatever becomes of the message, where it does not say so.
    Pace.Learned learned() {
        boolean overloaded = answer.status() == 502 || answer.status() == 504;
        return Pace.Learned.NOTHING.andNotBefore(Optional.of(answer.at().plus(OVERLOADED))
                .filter(_ -> overloaded && answer.comeAgain().isEmpty()));
    }

    /// The answer's words, where they are words.
    String quote() {
        var said = Text.oneLine(answer.body());
        return said.isEmpty() || said.startsWith("<") ? "" : ": “" + Text.cut(said, LONGEST_QUOTE) + "”";
    }

    /// The host alone: the rest may be secret.
    private String leads() {
        return answer.header("location").flatMap(Reply::host).map(host -> " to " + host).orElse("");
    }

    private static Optional<String> host(String location) {
        try {
            return Optional.ofNullable(new URI(location).getHost());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
