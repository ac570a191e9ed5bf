package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Cadence;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.PollFailure;

/// When a site may be asked again at the user's word, be the tracker active or stopped. Empty if it was not asked yet.
public final class Floors {

    private final App app;

    public Floors(App app) {
        this.app = app;
    }

    /// How often it is read, where it is known already how that is done.
    ///
    /// @param opener empty where it is not polled
    public static Duration interval(Tracker tracker, Optional<Definition> site, Optional<CredentialKind> opener) {
        return Cadence.of(tracker, site, opener.orElse(CredentialKind.COOKIE)).interval();
    }

    /// What the site's staff named, the user as his limit, or the site itself when it asked to be left alone: no
    /// insistence shortens it.
    public Optional<Instant> bound(Transaction tx, Tracker tracker) {
        var told = app.schedules().get(tx, tracker.id()).failure().flatMap(PollFailure::retryAfter).orElse(Duration.ZERO);
        var promised = Cadence.promised(tracker, app.definition(tracker));
        return asked(tx, tracker).map(at -> at.plus(told.compareTo(promised) > 0 ? told : promised));
    }

    /// What is usual at such sites, too.
    public Optional<Instant> usual(Transaction tx, Tracker tracker) {
        return latest(bound(tx, tracker), asked(tx, tracker).map(at -> at.plus(app.cadence(tx, tracker).floor())));
    }

    /// A poll that the network lost was none to the site, unless a password left in it: that may have arrived.
    private Optional<Instant> asked(Transaction tx, Tracker tracker) {
        var schedule = app.schedules().get(tx, tracker.id());
        var polled = schedule.polledAt().filter(_ -> schedule.failure().filter(Floors::isLost).isEmpty());
        return latest(polled, signedIn(tx, tracker).filter(at -> !at.isAfter(app.time().now())));
    }

    private Optional<Instant> signedIn(Transaction tx, Tracker tracker) {
        return app.registry().kind(tx, tracker).filter(CredentialKind.LOGIN::equals)
                .flatMap(_ -> app.registry().access(tx, tracker.id())).map(Registry.Access::credential)
                .flatMap(credential -> credential instanceof Credential.Login login ? login.standing().sent() : Optional.empty());
    }

    private static boolean isLost(PollFailure failure) {
        return failure.reason().blame() == PollFailure.Blame.NETWORK;
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).max(Instant::compareTo);
    }
}
