package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// What a site really answered to one poll, as a person would have read it there.
///
/// @param at   when the poll's last request ended
record Truth(int tracker, Instant at, Answer answer) {

    sealed interface Answer {}

    /// Figures as they were printed.
    record Said(Optional<Size> uploaded, Optional<Size> downloaded, Optional<Size> buffer, Optional<BigDecimal> ratio,
                Optional<BigDecimal> required, Optional<Long> seeding, Optional<Long> hitAndRuns, Optional<String> rank,
                Optional<Boolean> warned, Optional<Boolean> mayDownload, Optional<Instant> joined, Optional<Long> unread) implements Answer {}

    record Fault(Kind kind) implements Answer {}

    /// @param step the smallest change that the printing shows; 1 where bytes are exact
    record Size(long bytes, long step) {}

    /// What goes wrong at a site.
    enum Kind {
        SERVER_ERROR(Meaning.DOWN), TIMEOUT(Meaning.LOST), NOBODY_LISTENS(Meaning.LOST), NO_NAME(Meaning.LOST),
        CUT_OFF(Meaning.DOWN),
        /// A total below zero, which no site means.
        BELOW_ZERO(Meaning.DOWN), CHALLENGE(Meaning.DOWN), RATE_LIMITED(Meaning.UNREADABLE), NOT_FOUND(Meaning.UNREADABLE),
        OTHER_LAYOUT(Meaning.UNREADABLE), REFUSED(Meaning.REFUSED);

        final Meaning meaning;

        Kind(Meaning meaning) {
            this.meaning = meaning;
        }

        /// "A second try 15 to 30 s later for network failures and 5xx, never after a refusal, a rate limit or a challenge."
        boolean isTriedAgain() {
            return meaning == Meaning.LOST || this == SERVER_ERROR;
        }
    }

    enum Meaning {
        /// The site answers, but not with figures: down at once.
        DOWN,
        /// Nothing came back: down at once, unless it is our own line.
        LOST,
        /// Mostly over at the next poll: down after three in a row.
        UNREADABLE,
        /// Key, cookie or account.
        REFUSED
    }
}
