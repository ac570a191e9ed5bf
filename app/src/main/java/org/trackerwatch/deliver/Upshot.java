package org.trackerwatch.deliver;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Stumble;
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

    /// What nobody foresaw costs this attempt and nothing else: it is judged as any other that failed.
    static Upshot of(Wire wire, Notifier notifier, Parcel parcel, Target target) {
        try {
            return switch (notifier) {
                case OverHttp http -> of(wire, http, http.render(parcel, target), target);
                case Email email -> {
                    var call = email.render(parcel, target);
                    yield of(wire, email, call, wire.send(call));
                }
            };
        } catch (RuntimeException e) {
            return new Upshot(new Result.Transient("The message can't be made ready for sending (" + Stumble.of(e) + ")."),
                    Pace.Learned.NOTHING, wire.nothing());
        }
    }

    static Upshot of(Wire wire, Email notifier, MailCall call, Smtp.Outcome outcome) {
        var result = switch (outcome) {
            case Smtp.Outcome.Answered(var answer) -> read(answer, notifier::read);
            case Smtp.Outcome.Astray(var reason) -> new Result.TargetRefused(reason);
            case Smtp.Outcome.Broken(boolean left, var reason) -> left ? new Result.Uncertain(reason) : new Result.Transient(reason);
        };
        return new Upshot(new Scrub(call).over(result), Pace.Learned.NOTHING, wire.kept(call, outcome));
    }

    /// @param target that the call was made for
    static Upshot of(Wire wire, OverHttp notifier, HttpCall call, Target target) {
        var outcome = wire.send(call);
        var came = of(wire, notifier, call, outcome);
        return outcome instanceof Wire.Outcome.Answered(var answer)
                ? read(answer, came.kept, () -> came.moving(notifier.moved(answer, target))) : came;
    }

    static Upshot of(Wire wire, OverHttp notifier, HttpCall call, Wire.Outcome outcome) {
        var kept = wire.kept(call, outcome);
        return switch (outcome) {
            case Wire.Outcome.Answered(var answer) -> read(answer, kept, () -> new Upshot(
                    new Scrub(call).read(answer, read -> believed(notifier.read(read), read)), notifier.learn(answer), kept));
            case Wire.Outcome.Astray(var reason) -> new Upshot(new Result.TargetRefused(reason), Pace.Learned.NOTHING, kept);
            case Wire.Outcome.Broken broken -> new Upshot(result(broken), Pace.Learned.NOTHING, kept);
        };
    }

    private static Upshot read(HttpAnswer answer, Attempts.Answer kept, Supplier<Upshot> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            var reason = unreadable(answer.status(), e);
            return new Upshot(answer.status() / 100 == 2 ? new Result.Uncertain(reason) : new Result.Transient(reason),
                    Pace.Learned.NOTHING, kept);
        }
    }

    private static Result read(MailAnswer answer, Function<MailAnswer, Result> reading) {
        try {
            return reading.apply(answer);
        } catch (RuntimeException e) {
            return new Result.Uncertain(unreadable(answer.code(), e));
        }
    }

    static String unreadable(int status, RuntimeException trouble) {
        return "The answer (" + status + ") can't be read (" + Stumble.of(trouble) + ").";
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
