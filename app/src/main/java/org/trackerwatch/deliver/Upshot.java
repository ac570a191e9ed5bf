package org.trackerwatch.deliver;

import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.store.Attempts;

/// What one request came to, as its notifier reads the answer, or as the wire saw that none came.
///
/// @param learned what the answer tells of limits
/// @param kept    for the log
record Upshot(Result result, Pace.Learned learned, Attempts.Answer kept) {

    static Upshot of(Wire wire, Notifier notifier, Parcel parcel, Target target) {
        return switch (notifier) {
            case OverHttp http -> of(wire, http, http.render(parcel, target));
        };
    }

    static Upshot of(Wire wire, OverHttp notifier, HttpCall call) {
        return of(wire, notifier, call, wire.send(call));
    }

    static Upshot of(Wire wire, OverHttp notifier, HttpCall call, Wire.Outcome outcome) {
        var kept = wire.kept(call, outcome);
        return switch (outcome) {
            case Wire.Outcome.Answered(var answer) -> new Upshot(notifier.read(answer), notifier.learn(answer), kept);
            case Wire.Outcome.Astray(var reason) -> new Upshot(new Result.TargetRefused(reason), Pace.Learned.NOTHING, kept);
            case Wire.Outcome.Broken broken -> new Upshot(result(broken), Pace.Learned.NOTHING, kept);
        };
    }

    private static Result result(Wire.Outcome.Broken broken) {
        return broken.status().isPresent() ? new Result.Unreadable(broken.reason())
                : broken.left() ? new Result.Uncertain(broken.reason()) : new Result.Transient(broken.reason());
    }
}
