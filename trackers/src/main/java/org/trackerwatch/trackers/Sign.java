package org.trackerwatch.trackers;

import java.util.Optional;
import java.util.Set;

/// Something on an answer that tells whether the account is let in.
///
/// @param from   the one request that it applies to; every one if absent
/// @param reason what it means where it is a bad sign; absent for the usual: the session has ended, or the key is refused
record Sign(Kind kind, Optional<String> from, Optional<PollFailure.Reason> reason) {

    sealed interface Kind {

        /// An element is there.
        record Css(Selector css) implements Kind {}

        /// The address that the site led to, or wants to lead to, looks like this.
        record Address(Regex match) implements Kind {}

        record Header(String name, Regex match) implements Kind {}

        /// JSON was expected and something else came.
        record NotJson() implements Kind {}

        /// A JSON value is there, and looks like this if `match` is given.
        record Json(String pointer, Optional<Regex> match) implements Kind {}

        record Status(Set<Integer> statuses) implements Kind {}

        /// The text that a person would see.
        record Words(Regex match) implements Kind {}
    }
}
