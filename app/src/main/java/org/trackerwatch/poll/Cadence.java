package org.trackerwatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.PollFailure;

/// How often a tracker is asked: what the user wants, but never more often than the site's policy allows, spread by
/// chance so that no two trackers and no two days look alike.
///
/// @param interval between two good polls, floors included
/// @param floor    the least that the site's policy and the user's own limit allow; no jitter goes below it
public record Cadence(Duration interval, Duration floor) {

    /// Nobody asks more often than this, whatever the definition says.
    public static final Duration SHORTEST = Duration.ofMinutes(15);

    /// Trouble never makes a tracker wait longer than this, unless the site itself asks for more.
    static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);

    /// A site that asks to be left alone for longer is believed this far.
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    /// What is later than this was not due while we ran: the machine slept, or the program was off.
    static final Duration OVERSLEPT = Duration.ofMinutes(10);

    /// After a long sleep the overdue trackers are spread over this time, or a quarter of their interval.
    static final Duration SPREAD = Duration.ofMinutes(10);

    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(5);

    private static final double JITTER = 0.1;

    /// @param definition empty if its file is gone
    /// @param kind       how the account is entered: a page may be asked for less often than an API
    public static Cadence of(Tracker tracker, Optional<Definition> definition, CredentialKind kind) {
        var usual = definition.map(known -> known.minInterval(kind)).orElse(SHORTEST);
        var floor = longest(SHORTEST, longest(usual, promised(tracker, definition)));
        return new Cadence(longest(tracker.interval(), floor), floor);
    }

    /// The least time between two polls that somebody asked for: the site's staff, or the user, who may be stricter than
    /// they. Unlike what is merely usual it holds in every case.
    public static Duration promised(Tracker tracker, Optional<Definition> definition) {
        var asked = definition.flatMap(known -> known.policy().minInterval()).orElse(Duration.ZERO);
        return Stream.concat(definition.flatMap(known -> known.policy().maxPerDay()).stream(), tracker.maxPerDay().stream())
                .map(Duration.ofDays(1)::dividedBy).reduce(asked, Cadence::longest);
    }

    public Instant afterSuccess(Instant now, RandomGenerator random) {
        return now.plus(longest(jittered(interval, random), floor));
    }

    /// Backs off for what the site or the network causes, and never stops for it.
    ///
    /// @param failures in a row, this one included
    public Instant afterFailure(Instant now, PollFailure failure, int failures, RandomGenerator random) {
        var wait = longest(interval, jittered(backOff(failure.reason(), failures), random));
        var asked = failure.retryAfter().map(told -> shortest(told, LONGEST_RETRY_AFTER)).orElse(Duration.ZERO);
        return now.plus(longest(wait, asked));
    }

    /// Where a due time must be moved before it is acted on: one that lies further ahead than this program ever plans
    /// (the clock was set back; nobody knows when the site was asked last, so the floor begins anew), or so far behind
    /// that the machine must have slept. Empty if it is as it should be.
    ///
    /// @param failure of the last poll: only after one is a pause long
    public Optional<Instant> corrected(Instant due, Optional<PollFailure> failure, Instant now, RandomGenerator random) {
        boolean tooFar = due.isAfter(now.plus(longestPause(failure)));
        boolean overslept = due.isBefore(now.minus(OVERSLEPT));
        if (!tooFar && !overslept) {
            return Optional.empty();
        }
        var spread = shortest(SPREAD, interval.dividedBy(4));
        return Optional.of(now.plus(tooFar ? floor : Duration.ZERO).plusMillis(1 + random.nextLong(spread.toMillis())));
    }

    /// With room for the jitter, and for a command that plans the next poll meanwhile.
    private Duration longestPause(Optional<PollFailure> failure) {
        var trouble = failure.map(why -> longest(LONGEST_BACK_OFF, why.retryAfter().map(told -> shortest(told, LONGEST_RETRY_AFTER)).orElse(Duration.ZERO)))
                .orElse(Duration.ZERO);
        return longest(interval.multipliedBy(2), trouble.plusHours(1));
    }

    private Duration backOff(PollFailure.Reason reason, int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 10);
        return switch (reason) {
            case RATE_LIMITED, CHALLENGED, MAINTENANCE -> shortest(interval.multipliedBy(1L << Math.min(3, doublings + 1)),
                    longest(LONGEST_BACK_OFF, interval));
            case SITE_ERROR, NOT_FOUND, MOVED, LAYOUT_CHANGED, NAME_NOT_RESOLVED, UNREACHABLE, TIMED_OUT, TLS_FAILED,
                 PROXY_FAILED, CREDENTIAL_REFUSED, CREDENTIAL_LOST, SESSION_EXPIRED, ACCOUNT_BANNED, ADDRESS_BANNED ->
                    shortest(FIRST_BACK_OFF.multipliedBy(1L << doublings), LONGEST_BACK_OFF);
        };
    }

    private static Duration jittered(Duration length, RandomGenerator random) {
        return length.plusMillis((long) (length.toMillis() * JITTER * (2 * random.nextDouble() - 1)));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
