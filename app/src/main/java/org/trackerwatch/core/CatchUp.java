package org.trackerwatch.core;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;

/// What happened while a cooldown held it back, told at once when that ends.
///
/// @param first   the first event that was held
/// @param last    the last one; the same where there was one only
/// @param times   how many were held
/// @param overall from before the first to now
/// @param figures the account now
public record CatchUp(Event first, Event last, int times, Detail overall, AccountStats figures) {

    /// Empty where the condition ended by itself meanwhile: the ratio recovered, the class is what it was.
    ///
    /// @param held    events of one rule, tracker and target that the cooldown held back, oldest first; at least one
    /// @param present how things stand now
    public static Optional<CatchUp> of(List<Event> held, Rule rule, Target target, TrackerState present) {
        var first = held.getFirst();
        var last = held.getLast();
        return overall(first.detail(), last.detail(), rule.key(), present)
                .filter(rule.when(target)::fits).map(detail -> new CatchUp(first, last, held.size(), detail, figures(present)));
    }

    /// What they amount to, as it is judged: it is told as a whole, so one small step at its end does not make it slight.
    public static Event asOne(List<Event> held, Rule rule, Target target, TrackerState present) {
        var last = held.getLast();
        return of(held, rule, target, present).map(whole -> last.with(whole.overall)).orElse(last);
    }

    /// While polls fail they are old, and are not shown.
    private static AccountStats figures(TrackerState present) {
        return present.failing().isPresent() ? AccountStats.NOTHING : present.known();
    }

    /// From before the first to what is known now; empty where a standing condition no longer stands. Polls that fail in
    /// another way than the one told of are another matter: with a new key nobody knows whether a site that is away refuses it.
    private static Optional<Detail> overall(Detail first, Detail last, String rule, TrackerState present) {
        return switch (last) {
            case Detail.Changed(var field, var before, var after) -> Optional.of(new Detail.Changed(field,
                    first instanceof Detail.Changed earlier && earlier.field() == field ? earlier.before() : before,
                    present.known().get(field).orElse(after)));
            case Detail.Standing(var field, var value, var limit, var since) -> Optional.ofNullable(present.rules().get(rule))
                    .map(_ -> new Detail.Standing(field, present.known().get(field).orElse(value), limit, since));
            case Detail.Failing(_, _, var since, _) -> Optional.ofNullable(present.rules().get(rule)).flatMap(_ -> present.failing())
                    .filter(row -> row.since().equals(since)).map(row -> new Detail.Failing(row.reason(), row.text(), since, row.polls()));
            case Detail.Flapping _ -> Optional.of(last).filter(_ -> present.rules().containsKey(rule));
            case Detail.Recovered _ -> Optional.of(last).filter(_ -> present.failing().isEmpty());
            case Detail.Due _ -> Optional.of(last);
            case Detail.Corrected(var before, var after) -> Optional.of(first instanceof Detail.Corrected earlier
                    ? new Detail.Corrected(earlier.before().over(before), after.over(earlier.after())) : last);
        };
    }
}
