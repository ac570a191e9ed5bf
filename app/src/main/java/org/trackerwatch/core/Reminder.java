package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;

/// A condition that began earlier and still stands.
///
/// @param opening fingerprint of the event that told of its beginning
/// @param present how it stands now
public record Reminder(String opening, long tracker, Detail present, Instant since, AccountStats figures) {

    private static final Duration SHORTEST_PACE = Duration.ofHours(1);

    private static final Duration FIRST = Duration.ofHours(24);
    private static final Duration SECOND = Duration.ofHours(72);
    private static final Duration LATER = Duration.ofDays(7);

    /// What stands of this rule now, by the target's own limits, and is known to stand: while polls fail nothing is said of
    /// figures.
    public static Optional<Reminder> of(Tracker tracker, Terms terms, Rule rule, Target target, TrackerState state, Instant now) {
        var poll = Comparison.standing(tracker, terms, state, now);
        return Optional.ofNullable(state.rules().get(rule.key())).filter(_ -> rule.isStanding())
                .flatMap(stands -> rule.when(target).on(poll) instanceof Finding.Met(var detail)
                        ? Optional.of(new Reminder(stands.fingerprint(), tracker.id(), since(detail, stands.since()),
                                stands.since(), poll.reading())) : Optional.empty());
    }

    /// The reminder that this target should get now: the condition stands, is what the target wants to hear of, and the
    /// cooldown is over. Where the target was never told, this is its first word: it was added later, or the condition
    /// has only now reached its own threshold. What a cooldown holds comes first, as a [CatchUp], and counts as told.
    ///
    /// @param lastAlert when this target was last told of this rule on this tracker
    public static Optional<Reminder> due(Tracker tracker, Terms terms, Rule rule, Target target, TrackerState state,
                                         Optional<Instant> lastAlert, Instant now) {
        return Routing.unwanted(tracker.id(), rule, target).isPresent() ? Optional.empty()
                : of(tracker, terms, rule, target, state, now).filter(reminder -> isTime(reminder, rule, target, lastAlert, now));
    }

    /// Whether it would be the target's first word on it, and so is no reminder but an alert.
    ///
    /// @param lastAlert when this target was last told of this rule on this tracker
    public boolean isFirst(Optional<Instant> lastAlert) {
        return lastAlert.filter(told -> !told.isBefore(since)).isEmpty();
    }

    /// Who does not want to be reminded hears of it once.
    private static boolean isTime(Reminder reminder, Rule rule, Target target, Optional<Instant> lastAlert, Instant now) {
        return (target.calm().reminders() || reminder.isFirst(lastAlert)) && Routing.heldUntil(gap(reminder, rule, target, lastAlert), lastAlert, now).isEmpty();
    }

    /// What goes on for long is repeated more and more seldom: by the cooldown on the first day, then after three days,
    /// then each week. Who set a cooldown of his own wants it by that.
    private static Duration gap(Reminder reminder, Rule rule, Target target, Optional<Instant> lastAlert) {
        var pace = pace(rule, target);
        var lasted = lastAlert.map(told -> Duration.between(reminder.since, told)).orElse(Duration.ZERO);
        boolean own = target.cooldowns().containsKey(rule.key()) && !rule.cooldown(target).isZero();
        var least = own || lasted.compareTo(FIRST) < 0 ? pace : lasted.compareTo(FIRST.plus(SECOND)) < 0 ? SECOND : LATER;
        return pace.compareTo(least) < 0 ? least : pace;
    }

    /// The least time between two words on what stands. A target that wants each event at once, by a cooldown of zero, does
    /// not want to hear each moment of what goes on: then the rule's own counts, and an hour in any case.
    public static Duration pace(Rule rule, Target target) {
        var wanted = rule.cooldown(target).isZero() ? rule.cooldown() : rule.cooldown(target);
        return wanted.compareTo(SHORTEST_PACE) < 0 ? SHORTEST_PACE : wanted;
    }

    private static Detail since(Detail detail, Instant since) {
        return detail instanceof Detail.Standing(var field, var value, var limit, _)
                ? new Detail.Standing(field, value, limit, since) : detail;
    }
}
