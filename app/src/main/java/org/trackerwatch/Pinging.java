package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;

/// Tells a watcher outside that all is well, so that he notices when it isn't: after each good cycle, which is one in which
/// a poll that was due has ended, and now and then where none is due. It keeps still when a loop does, and when no target
/// can be reached, since then he is the only one left who can tell the user.
final class Pinging implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Pinging.class);

    /// Between two calls at least.
    static final Duration PAUSE = Duration.ofMinutes(1);

    /// And at most, while all is well.
    static final Duration SLOW_BEAT = Duration.ofMinutes(5);

    /// A loop beats more often.
    private static final Duration FRESH = Duration.ofSeconds(90);

    private final App app;
    private Instant last = Instant.EPOCH;
    private boolean failing;

    Pinging(App app) {
        this.app = app;
    }

    private record Call(Secret address, boolean allowPrivate) {}

    @Override
    public void run() {
        var now = app.time().now();
        app.database().read(tx -> due(tx, now)).ifPresent(call -> {
            last = now;
            tell(app.ping().call(call.address(), call.allowPrivate()));
        });
    }

    private Optional<Call> due(Transaction tx, Instant now) {
        return app.sealedSettings().get(tx, SealedSettings.PING_URL).filter(_ -> isTime(tx, now) && isWell(tx, now))
                .map(address -> new Call(address, Setting.PING_ALLOW_PRIVATE.in(tx)));
    }

    /// A clock that was set back makes it no later.
    private boolean isTime(Transaction tx, Instant now) {
        if (now.isBefore(last) || !now.isBefore(last.plus(SLOW_BEAT))) {
            return true;
        }
        return !now.isBefore(last.plus(PAUSE)) && app.schedules().lastPoll(tx).filter(last::isBefore).isPresent();
    }

    private boolean isWell(Transaction tx, Instant now) {
        var beats = app.heartbeats().all(tx);
        boolean goesRound = beats.keySet().containsAll(Set.of(Daemon.POLLS, Daemon.DELIVERS))
                && beats.values().stream().allMatch(at -> Duration.between(at, now).abs().compareTo(FRESH) <= 0);
        return goesRound && !Transitions.areAllCutOff(app.targets().list(tx).stream().map(Target::health).toList(), now);
    }

    /// Once when it begins to fail, once when it works again.
    private void tell(Optional<String> trouble) {
        if (trouble.isPresent() && !failing) {
            LOG.warn("ping-url could not be called, and is called again. {}", trouble.get());
        } else if (trouble.isEmpty() && failing) {
            LOG.info("ping-url can be called again.");
        }
        failing = trouble.isPresent();
    }
}
