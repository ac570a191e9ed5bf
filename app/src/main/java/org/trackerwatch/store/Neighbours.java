package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// Targets at one service. They are lost with it and back with it, but each is found well only when it is tried itself,
/// which after a long outage may be hours apart.
final class Neighbours {

    /// Who was not tried in that time after another was back is not believed to be back any longer.
    private static final Duration GRACE = Duration.ofMinutes(30);

    /// Attempts that ended so show nothing of the target, but of its service or the way there.
    private static final String FAILED = "class IN ('transient', 'uncertain', 'turned-away')";

    /// Once or twice may be chance.
    private static final int OFTEN = 3;

    private final Targets targets;
    private final Deliveries deliveries = new Deliveries();

    Neighbours(Targets targets) {
        this.targets = targets;
    }

    /// A target that was away is reached again. Who was away at the same service is tried now, and not when his next message
    /// is due.
    void wake(Transaction tx, Target reached, Pace pace, Instant now) {
        targets.list(tx).stream().filter(other -> other.id() != reached.id() && rests(other.health()))
                .filter(other -> host(tx, other.id()).equals(Optional.of(pace.host()))).forEach(other -> {
                    targets.health(tx, other, Transitions.awake(other.health()));
                    deliveries.hurryFirst(tx, other.id(), now);
                });
    }

    /// Whether nobody can know now that a target is still away: the other failed along with it and is back, and it has not
    /// been tried since. A refusal is meant for it alone.
    boolean mayBeBack(Transaction tx, Target away, Target other, Instant now) {
        var host = host(tx, away.id());
        var since = away.health().since();
        if (!rests(away.health()) || host.isEmpty() || since.isEmpty()) {
            return false;
        }
        var back = tx.first("""
                SELECT min(ended_at) AS at FROM attempt WHERE target = ? AND host = ? AND class IN ('delivered', 'accepted', 'payload-refused')
                AND ended_at > (SELECT max(ended_at) FROM attempt WHERE target = ? AND host = ? AND started_at >= ? AND\s""" + FAILED + ")",
                row -> Columns.maybeAt(row, "at"), other.id(), host, other.id(), host, since).flatMap(at -> at);
        var tried = tx.first("SELECT max(ended_at) AS at FROM attempt WHERE target = ? AND host = ?",
                row -> Columns.maybeAt(row, "at"), away.id(), host).flatMap(at -> at);
        return back.filter(at -> !at.isAfter(now) && now.isBefore(at.plus(GRACE)) && tried.filter(at::isBefore).isEmpty()).isPresent();
    }

    /// Whether one outage of their service hit both since then, and both are back.
    boolean wereAwayTogether(Transaction tx, Target one, Target other, Instant since) {
        return one.health().equals(Target.Health.GOOD) && other.health().equals(Target.Health.GOOD) && host(tx, one.id())
                .filter(host -> failures(tx, one, host, since) >= OFTEN && failures(tx, other, host, since) >= OFTEN).isPresent();
    }

    private static int failures(Transaction tx, Target target, String host, Instant since) {
        return tx.first("SELECT count(*) FROM attempt WHERE host = ? AND target = ? AND started_at >= ? AND " + FAILED,
                row -> row.getInt(1), host, target.id(), since).orElse(0);
    }

    private static boolean rests(Target.Health health) {
        return health.state() == Target.Health.State.ACTIVE && Transitions.isRested(health);
    }

    /// Where it was last written to.
    private static Optional<String> host(Transaction tx, long target) {
        return tx.first("SELECT host FROM attempt WHERE target = ? ORDER BY id DESC LIMIT 1", row -> row.getString("host"), target);
    }
}
