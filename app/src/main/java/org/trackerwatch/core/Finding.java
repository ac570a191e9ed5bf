package org.trackerwatch.core;

import java.util.Optional;
import java.util.function.Predicate;
import org.trackerwatch.core.Event.Detail;

/// What a condition says of one poll.
public sealed interface Finding {

    /// It is met, in this way.
    record Met(Detail detail) implements Finding {}

    record NotMet() implements Finding {}

    /// The poll does not tell. Nothing is concluded: what stood before still stands.
    record Unknown() implements Finding {}

    /// Unknown without a detail; else met or not, as the test says.
    static <D extends Detail> Finding of(Optional<D> seen, Predicate<D> test) {
        return seen.<Finding>map(detail -> test.test(detail) ? new Met(detail) : new NotMet()).orElse(new Unknown());
    }

    /// Met with a detail, and not without.
    static Finding of(Optional<? extends Detail> seen) {
        return seen.<Finding>map(Met::new).orElse(new NotMet());
    }
}
