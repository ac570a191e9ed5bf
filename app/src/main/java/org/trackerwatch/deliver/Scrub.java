package org.trackerwatch.deliver;

import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// Takes a call's secrets out of what came back for it: some services repeat what they were told, and their words go into
/// the log, into lists and into messages to others.
record Scrub(Call call) {

    String over(String text) {
        var clean = text;
        for (Secret secret : call.secrets()) {
            clean = secret.reveal().isEmpty() ? clean : clean.replace(secret.reveal(), secret.toString());
        }
        return clean;
    }

    Result over(Result result) {
        return switch (result) {
            case Result.Delivered _, Result.Accepted _, Result.Throttled _ -> result;
            case Result.Transient(var reason) -> new Result.Transient(over(reason));
            case Result.TurnedAway(var reason) -> new Result.TurnedAway(over(reason));
            case Result.Uncertain(var reason) -> new Result.Uncertain(over(reason));
            case Result.Unreadable(var reason) -> new Result.Unreadable(over(reason));
            case Result.PayloadRefused(var reason) -> new Result.PayloadRefused(over(reason));
            case Result.TargetRefused(var reason, boolean mayReturn) -> new Result.TargetRefused(over(reason), mayReturn);
        };
    }

    Notifier.Check over(Notifier.Check check) {
        return switch (check) {
            case Notifier.Check.Unasked _ -> check;
            case Notifier.Check.Works(var name) -> new Notifier.Check.Works(over(name));
            case Notifier.Check.Refused(var reason) -> new Notifier.Check.Refused(over(reason));
            case Notifier.Check.Unknown(var reason) -> new Notifier.Check.Unknown(over(reason));
        };
    }
}
