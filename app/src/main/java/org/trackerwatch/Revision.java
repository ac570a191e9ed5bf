package org.trackerwatch;

import java.time.Duration;
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
        var before = app.registry().get(tx, wanted.id());
        var edited = app.registry().edit(tx, wanted);
        if (way instanceof Way.Changed(var proxy)) {
            app.registry().proxy(tx, edited.id(), proxy);
        }
        before.ifPresent(former -> replan(tx, former, edited));
        return edited;
    }

    /// Another interval holds from the last poll on, not only after the next one: a shorter one if that was good, a longer
    /// one in any case, unless the user had it asked at once since.
    void replan(Transaction tx, Tracker before, Tracker tracker) {
        var schedule = app.schedules().get(tx, tracker.id());
        var wanted = interval(tx, tracker);
        var due = schedule.polledAt().flatMap(polled -> wanted.map(polled::plus));
        boolean rarer = wanted.isPresent() && interval(tx, before).filter(former -> former.compareTo(wanted.get()) < 0).isPresent();
        boolean good = schedule.failure().isEmpty();
        due.filter(at -> rarer ? (good || schedule.failures() > 0) && at.isAfter(schedule.dueAt()) : good && at.isBefore(schedule.dueAt()))
                .ifPresent(at -> app.schedules().move(tx, tracker.id(), at));
    }

    private Optional<Duration> interval(Transaction tx, Tracker tracker) {
        try {
            return Optional.of(app.interval(tx, tracker));
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
