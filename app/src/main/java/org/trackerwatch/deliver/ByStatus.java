package org.trackerwatch.deliver;

import java.time.Duration;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;

/// What an answer means where its status is all there is to go by. A server of one's own often stands behind a proxy,
/// which answers for it when it is away: so a refusal without the service's own words says nothing of the target.
///
/// @param service for people
record ByStatus(HttpAnswer http, String service) {

    /// For a 429 that does not say how long.
    static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final int LONGEST_QUOTE = 300;

    Result result() {
        int status = http.status();
        return switch (status) {
            case 429 -> throttled(UNTOLD);
            case 408, 421, 425 -> trouble();
            case 401, 403, 404, 405, 410 -> new Result.TurnedAway("The address answers " + status + ", and not in the words of " + service
                    + ": something before it wants to know who asks, or it is not there.");
            default -> status >= 500 ? trouble() : status >= 400 ? unknown("") : status >= 300 ? moved() : unconfirmed();
        };
    }

    /// @param untold how long to wait if no header says so
    Result throttled(Duration untold) {
        return new Result.Throttled(http.wait("retry-after").orElse(untold), Scope.HOST);
    }

    Result trouble() {
        return new Result.Transient(service + " has trouble (" + http.status() + ").");
    }

    Result unknown(String said) {
        return new Result.Transient(service + ", or something on the way to it, turns the request away without a reason that is"
                + " known (" + http.status() + ")." + quoted(said));
    }

    private Result moved() {
        return new Result.TargetRefused("The address leads somewhere else now (" + http.status() + "), and redirects are not"
                + " followed, since they could lead anywhere. Enter the address that it leads to.");
    }

    Result unconfirmed() {
        return new Result.Unreadable("The address answered " + http.status() + ", but not as " + service + " does.");
    }

    /// What a service says, for the end of a sentence of our own.
    static String quoted(String said) {
        var clean = Text.oneLine(said);
        return clean.isEmpty() ? "" : " It says: " + Text.cut(clean, LONGEST_QUOTE);
    }
}
