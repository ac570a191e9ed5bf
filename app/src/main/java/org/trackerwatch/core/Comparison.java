package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// One poll beside what was known before it: all that a condition may look at.
///
/// @param before    the state that the poll met
/// @param reading   what the poll said that can be believed; nothing after a failure, and no figure in doubt
/// @param failing   the row of failed polls with this one in it; empty when it succeeded
/// @param corrected figures that could not be right and were now accepted; they are true of now, and no step from before
public record Comparison(Tracker tracker, Terms terms, TrackerState before, AccountStats reading,
                         Optional<Failing> failing, Optional<Event.Detail.Corrected> corrected, Instant at) {

    /// How things stand without a new poll. While polls fail the figures are old, and nothing is said of them.
    static Comparison standing(Tracker tracker, Terms terms, TrackerState state, Instant at) {
        var reading = state.failing().isPresent() ? AccountStats.NOTHING : state.known();
        return new Comparison(tracker, terms, state, reading, state.failing(), Optional.empty(), at);
    }

    /// The last known value, however old.
    Optional<Value> was(Field field) {
        return before.known().get(field);
    }

    /// What this poll says.
    Optional<Value> is(Field field) {
        return reading.get(field);
    }

    /// What this poll says, else the last known value.
    Optional<Value> latest(Field field) {
        return is(field).or(() -> was(field));
    }

    /// From the last known value to this poll's; empty where either is unknown, or where the site corrected itself.
    Optional<Event.Detail.Changed> change(Field field) {
        return isCorrected(field) ? Optional.empty() : was(field).flatMap(old -> is(field).map(now -> new Event.Detail.Changed(field, Optional.of(old), now)));
    }

    boolean isCorrected(Field field) {
        return corrected.filter(all -> all.after().get(field).isPresent()).isPresent();
    }

    /// The ratio that this account must keep, by [Minimum].
    Optional<BigDecimal> minimumRatio() {
        return Minimum.of(tracker, latest(Field.REQUIRED_RATIO), terms.definitionMinRatio()).map(Minimum::ratio);
    }

    /// The day on which membership began, by the user's calendar.
    Optional<LocalDate> joined() {
        return tracker.joined().or(() -> latest(Field.JOINED).filter(Value.Moment.class::isInstance).map(Value.Moment.class::cast)
                .map(moment -> LocalDate.ofInstant(moment.at(), terms.zone())));
    }

    LocalDate today() {
        return LocalDate.ofInstant(at, terms.zone());
    }
}
