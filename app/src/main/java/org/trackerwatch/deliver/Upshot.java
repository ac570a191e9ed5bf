package org.trackerwatch.deliver;

import java.util.Optional;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.trackers.Secret;

/// What one request came to, as its notifier reads the answer, or as the wire saw that none came.
///
/// @param learned what the answer tells of limits
/// @param kept    for the log
/// @param moved   the address that the target has from now on, if the answer tells of another one
record Upshot(Result result, Pace.Learned learned, Attempts.Answer kept, Optional<Secret> moved) {

    Upshot(Result result, Pace.Learned learned, Attempts.Answer kept) {
        this(result, learned, kept, Optional.empty());
    }

    static Upshot of(Wire wire, Notifier notifier, Parcel parcel, Target target) {
        return switch (notifier) {
            case OverHttp http -> of(wire, http, http.render(parcel, target), target);
            case Email email -> {
                var call = email.render(parcel, target);
                yield of(wire, email, call, wire.send(call));
            }
        };
    }

    static Upshot of(Wire wire, Email notifier, MailCall call, Smtp.Outcome outcome) {
        var result = switch (outcome) {
            case Smtp.Outcome.Answered(var answer) -> notifier.read(answer);
            case Smtp.Outcome.Astray(var reason) -> new Result.TargetRefused(reason);
            case Smtp.Outcome.Broken(boolean left, var reason) -> left ? new Result.Uncertain(reason) : new Result.Transient(reason);
        };
        return new Upshot(new Scrub(call).over(result), Pace.Learned.NOTHING, wire.kept(call, outcome));
    }

    /// @param target that the call was made for
    static Upshot of(Wire wire, OverHttp notifier, HttpCall call, Target target) {
        var outcome = wire.send(call);
        return of(wire, notifier, call, outcome).moving(outcome instanceof Wire.Outcome.Answered(var answer)
                ? notifier.moved(answer, target) : Optional.empty());
    }

    static Upshot of(Wire wire, OverHttp notifier, HttpCall call, Wire.Outcome outcome) {
        var kept = wire.kept(call, outcome);
        return switch (outcome) {
            case Wire.Outcome.Answered(var answer) -> new Upshot(
                    new Scrub(call).read(answer, read -> believed(notifier.read(read), read)), notifier.learn(answer), kept);
            case Wire.Outcome.Astray(var reason) -> new Upshot(new Result.TargetRefused(reason), Pace.Learned.NOTHING, kept);
            case Wire.Outcome.Broken broken -> new Upshot(result(broken), Pace.Learned.NOTHING, kept);
        };
    }

    /// A page for people that says 200 comes from something on the way, such as a hotel's login, however often it comes.
    private static Result believed(Result result, HttpAnswer answer) {
        boolean page = answer.body().stripLeading().startsWith("<");
        return page && result instanceof Result.Unreadable(var reason) ? new Result.Uncertain(reason) : result;
    }

    private Upshot moving(Optional<Secret> address) {
        return new Upshot(result, learned, kept, address);
    }

    private static Result result(Wire.Outcome.Broken broken) {
        return broken.status().isPresent() ? new Result.Unreadable(broken.reason())
                : broken.left() ? new Result.Uncertain(broken.reason()) : new Result.Transient(broken.reason());
    }
}
