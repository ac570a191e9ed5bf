package org.trackerwatch.trackers;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// What a site's staff wish of programs. A user may be stricter than this, never laxer.
///
/// @param minInterval between two polls of an account, where the site says another than is usual
/// @param maxPerDay   polls of an account
/// @param identify    our own User-Agent is sent even where a cookie brought its browser's
/// @param approved    who of the staff agreed, and when
/// @param word        whose it is
public record Policy(Definition.UserStats userStats, Optional<Duration> minInterval, Optional<Integer> maxPerDay, boolean identify,
                     Optional<String> approved, Optional<String> note, Word word) {

    /// The bundled files know the staff's wishes; what a user writes into his own is his own wish.
    public enum Word { STAFFS, USERS }

    /// The least time between two polls of an account that is entered so. The staff may allow less than is usual, the
    /// user may not.
    public Duration minInterval(CredentialKind kind) {
        var said = minInterval.orElse(Duration.ZERO);
        return minInterval.isPresent() && (word == Word.STAFFS || said.compareTo(usual(kind)) > 0) ? said : usual(kind);
    }

    /// An API is made to be asked; a page is not.
    private static Duration usual(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> Duration.ofMinutes(15);
            case COOKIE, LOGIN -> Duration.ofMinutes(60);
        };
    }

    /// This policy where it is stricter, and the staff's everywhere else.
    Policy within(Policy staffs) {
        var longest = Stream.concat(minInterval.stream(), staffs.minInterval.stream()).max(Duration::compareTo);
        var fewest = Stream.concat(maxPerDay.stream(), staffs.maxPerDay.stream()).min(Integer::compareTo);
        boolean forbidden = staffs.userStats == Definition.UserStats.FORBIDDEN;
        return new Policy(forbidden ? staffs.userStats : userStats, longest, fewest, identify || staffs.identify,
                staffs.approved, forbidden ? staffs.note : note, staffs.minInterval.isPresent() ? staffs.word : Word.USERS);
    }
}
