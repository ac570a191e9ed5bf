package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Limits;
import org.trackerwatch.trackers.Time;

/// One message to a target that is stored nowhere, such as a form that is being filled in. It goes over the same wire and is
/// read by the same rules as an alert. Its request is in the log like any other, and counts against the same limits, but
/// belongs to no target: no delivery is made, none is tried again, and no target's health follows from it.
public final class Trial {

    /// What it came to.
    ///
    /// @param kept    what came back, free of secrets
    /// @param latency zero where nothing was sent
    public record Outcome(Result result, Attempts.Answer kept, Instant started, Duration latency) {}

    private final Database database;
    private final Wire wire;
    private final Time time;
    private final Attempts attempts = new Attempts();
    private final Limits limits = new Limits();

    Trial(Database database, Wire wire, Time time) {
        this.database = database;
        this.wire = wire;
        this.time = time;
    }

    Outcome of(Notifier notifier, Target target, Message message) {
        var pace = notifier.pace(target);
        var now = time.now();
        var free = database.read(tx -> limits.freeAt(tx, pace, now));
        if (free.isAfter(now)) {
            return new Outcome(new Result.Throttled(Duration.between(now, free), Pace.Scope.BUCKET),
                    new Attempts.Answer(now, Optional.empty(), "", ""), now, Duration.ZERO);
        }
        long attempt = database.writeAndGet(tx -> attempts.begin(tx, Optional.empty(), pace, now));
        var came = Upshot.of(wire, notifier, new Parcel(List.of(message), Delivery.Form.SHARED, "trial-" + attempt, now, false), target);
        database.write(tx -> {
            attempts.end(tx, attempt, came.result(), came.kept());
            limits.learn(tx, pace, came.learned(), came.kept().at());
            limits.refusals(tx, pace, came.kept().at());
            if (came.result() instanceof Result.Throttled(var told, var scope)) {
                limits.hold(tx, pace, scope, came.kept().at().plus(told), came.kept().at());
            }
        });
        return new Outcome(came.result(), came.kept(), now, Duration.between(now, came.kept().at()));
    }
}
