package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who is told of what, and when.
public final class Routing {

    private Routing() {}

    /// What becomes of an event for one target.
    ///
    /// @param lastAlert when this target was last told of [Rule#answersTo()] on this tracker: an alert, a reminder or a
    ///                  catch-up, and not a test
    public static Verdict verdict(Event event, Rule rule, Target target, Optional<Instant> lastAlert, Instant now) {
        return unwanted(event.tracker(), rule, target).orElseGet(() -> {
            if (!rule.when(target).fits(event.detail())) {
                return new Verdict.BelowThreshold();
            }
            if (event.detail() instanceof Event.Detail.Recovered end) {
                return lastAlert.filter(told -> !told.isBefore(end.since())).isPresent()
                        ? new Verdict.Sent() : new Verdict.NeverAnnounced();
            }
            return heldUntil(rule.cooldown(target), lastAlert, now).<Verdict>map(Verdict.Held::new).orElse(new Verdict.Sent());
        });
    }

    /// Why this target hears nothing of the rule on this tracker, whatever happens.
    ///
    /// @param tracker 0 for what concerns none, which is in everybody's scope
    public static Optional<Verdict> unwanted(long tracker, Rule rule, Target target) {
        if (!(target.rules().isEmpty() ? rule.byDefault() : target.rules().contains(rule.key()))) {
            return Optional.of(new Verdict.NotSubscribed());
        }
        if (tracker != 0 && !target.trackers().isEmpty() && !target.trackers().contains(tracker)) {
            return Optional.of(new Verdict.OutOfScope());
        }
        return target.health().state() == Target.Health.State.PAUSED ? Optional.of(new Verdict.Paused()) : Optional.empty();
    }

    /// The end of the cooldown, if it is not over. An alert from the future was sent before the clock was set back; it
    /// holds no longer than one sent now.
    static Optional<Instant> heldUntil(Duration cooldown, Optional<Instant> lastAlert, Instant now) {
        return lastAlert.map(told -> (told.isAfter(now) ? now : told).plus(cooldown)).filter(now::isBefore);
    }
}
