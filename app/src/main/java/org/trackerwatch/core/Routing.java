package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Who is told of what, and when.
public final class Routing {

    private Routing() {}

    /// What else decides.
    ///
    /// @param lastAlert when this target was last told of [Rule#answersTo()] on this tracker: an alert, a reminder or a
    ///                  catch-up, and not a test
    /// @param before    under which what comes before it still waits, other than a cooldown: it waits with that
    /// @param silence   that covers it now
    /// @param zone      the user's, by whose clock it is quiet
    public record Situation(Optional<Instant> lastAlert, Optional<Verdict.Waiting> before, Optional<Silence> silence, ZoneId zone,
                            Instant now) {}

    /// What becomes of an event for one target.
    public static Verdict verdict(Event event, Rule rule, Target target, Situation situation) {
        return unwanted(event, rule, target)
                .or(() -> Optional.of(new Verdict.BelowThreshold()).filter(_ -> !rule.when(target).fits(event.detail())))
                .or(() -> event.detail() instanceof Event.Detail.Recovered end ? unannounced(end, situation) : Optional.empty())
                .or(() -> kept(rule, target, situation.silence, situation.zone, situation.now)
                        .map(kept -> kept instanceof Verdict.Quiet quiet ? longer(quiet, cooled(event, rule, target, situation)) : kept))
                .or(situation::before)
                .or(() -> cooled(event, rule, target, situation))
                .orElseGet(Verdict.Sent::new);
    }

    private static Optional<Verdict.Held> cooled(Event event, Rule rule, Target target, Situation situation) {
        return event.detail() instanceof Event.Detail.Recovered || situation.before.isPresent() ? Optional.empty()
                : heldUntil(rule.cooldown(target), situation.lastAlert, situation.now).map(Verdict.Held::new);
    }

    /// What is held until the morning, and by the cooldown beyond it, is told when the cooldown ends. So that is what it
    /// waits for, and nobody expects it in the morning.
    private static Verdict longer(Verdict.Quiet quiet, Optional<Verdict.Held> cooldown) {
        return cooldown.filter(held -> held.until().isAfter(quiet.until())).<Verdict>map(held -> held).orElse(quiet);
    }

    /// The end of what this target was never told of; where it is to be told yet, its end is, too.
    private static Optional<Verdict> unannounced(Event.Detail.Recovered end, Situation situation) {
        boolean told = situation.lastAlert.filter(at -> !at.isBefore(end.since())).isPresent();
        return told ? Optional.empty()
                : Optional.of(situation.before.<Verdict>map(waiting -> waiting).orElseGet(Verdict.NeverAnnounced::new));
    }

    /// A silence of the user's, or the target's quiet hours, keep it from being told now.
    public static Optional<Verdict> kept(Rule rule, Target target, Optional<Silence> silence, ZoneId zone, Instant now) {
        return silence.<Verdict>map(asked -> switch (asked.mode()) {
            case HOLD -> new Verdict.Silenced(asked.until());
            case DROP -> new Verdict.Dropped(asked.until());
        }).or(() -> target.calm().heldUntil(rule.severity(), now, zone).map(Verdict.Quiet::new));
    }

    /// The end of something is never too slight for who was told of its beginning.
    private static Optional<Verdict> unwanted(Event event, Rule rule, Target target) {
        boolean end = event.detail() instanceof Event.Detail.Recovered;
        return unasked(event.tracker(), rule, target).or(() -> tooSlight(rule, target).filter(_ -> !end)).or(() -> paused(target));
    }

    /// Why this target hears nothing of the rule on this tracker, whatever happens.
    ///
    /// @param tracker 0 for what concerns none, which is in everybody's scope
    public static Optional<Verdict> unwanted(long tracker, Rule rule, Target target) {
        return unasked(tracker, rule, target).or(() -> tooSlight(rule, target)).or(() -> paused(target));
    }

    private static Optional<Verdict> unasked(long tracker, Rule rule, Target target) {
        if (!(target.rules().isEmpty() ? rule.byDefault() : target.rules().contains(rule.key()))) {
            return Optional.of(new Verdict.NotSubscribed());
        }
        boolean inScope = tracker == 0 || target.trackers().isEmpty() || target.trackers().contains(tracker);
        return inScope ? Optional.empty() : Optional.of(new Verdict.OutOfScope());
    }

    private static Optional<Verdict> tooSlight(Rule rule, Target target) {
        return target.calm().isBelow(rule.severity()) ? Optional.of(new Verdict.BelowSeverity()) : Optional.empty();
    }

    private static Optional<Verdict> paused(Target target) {
        return target.health().state() == Target.Health.State.PAUSED ? Optional.of(new Verdict.Paused()) : Optional.empty();
    }

    /// The end of the cooldown, if it is not over. An alert from the future was sent before the clock was set back; it
    /// holds no longer than one sent now.
    static Optional<Instant> heldUntil(Duration cooldown, Optional<Instant> lastAlert, Instant now) {
        return lastAlert.map(told -> (told.isAfter(now) ? now : told).plus(cooldown)).filter(now::isBefore);
    }
}
