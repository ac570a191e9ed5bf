package org.trackerwatch;

import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Problem;
import org.trackerwatch.trackers.Secret;

/// Changes what the user said of an account, and whether it is polled.
public final class Revision {

    private final App app;

    public Revision(App app) {
        this.app = app;
    }

    /// What becomes of the way to a site.
    public sealed interface Way {

        record Kept() implements Way {}

        /// @param proxy empty for none
        record Changed(Optional<Secret> proxy) implements Way {}
    }

    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Tracker edit(Transaction tx, Tracker wanted, Way way) {
        var edited = app.registry().edit(tx, wanted);
        if (way instanceof Way.Changed(var proxy)) {
            app.registry().proxy(tx, edited.id(), proxy);
        }
        sooner(tx, edited);
        return edited;
    }

    /// A shorter interval holds from the last good poll on, not only after the next one.
    public void sooner(Transaction tx, Tracker tracker) {
        var schedule = app.schedules().get(tx, tracker.id());
        schedule.polledAt().filter(_ -> schedule.failure().isEmpty()).flatMap(polled -> next(tx, tracker, polled))
                .filter(schedule.dueAt()::isAfter).ifPresent(due -> app.schedules().move(tx, tracker.id(), due));
    }

    private Optional<Instant> next(Transaction tx, Tracker tracker, Instant polled) {
        try {
            return Optional.of(polled.plus(app.interval(tx, tracker)));
        } catch (Problem.Broken _) {
            return Optional.empty();
        }
    }

    /// Polls again. A pause is no way around the site's floor. After a refusal the user insists, and the site is asked at
    /// once, unless it or he set a limit.
    ///
    /// @param tracker one that is polled
    /// @return from when on; empty if it is active already
    public Optional<Instant> resume(Transaction tx, Tracker tracker) {
        var now = app.time().now();
        var due = switch (tracker.mode()) {
            case ACTIVE, MANUAL -> Optional.<Instant>empty();
            case PAUSED -> Optional.of(floor(tx, tracker).filter(now::isBefore).orElse(now));
            case STOPPED -> Optional.of(new Floors(app).bound(tx, tracker).filter(now::isBefore).orElse(now));
        };
        due.ifPresent(at -> app.registry().resume(tx, tracker.id(), at));
        return due;
    }

    private Optional<Instant> floor(Transaction tx, Tracker tracker) {
        try {
            return app.schedules().get(tx, tracker.id()).polledAt().map(polled -> polled.plus(app.cadence(tx, tracker).floor()));
        } catch (Problem.Broken _) {
            return app.schedules().get(tx, tracker.id()).polledAt().map(polled -> polled.plus(tracker.interval()));
        }
    }
}
