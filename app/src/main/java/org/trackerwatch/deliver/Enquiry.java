package org.trackerwatch.deliver;

import java.util.Optional;
import org.trackerwatch.core.Target;

/// Whether an address works, as its service answered the question for it.
record Enquiry(Notifier.Check check, Upshot upshot) {

    /// Empty where the service offers no such question.
    static Optional<Enquiry> of(Wire wire, Notifier notifier, Target target) {
        return switch (notifier) {
            case OverHttp http -> http.check(target).map(call -> of(wire, http, call));
        };
    }

    private static Enquiry of(Wire wire, OverHttp notifier, HttpCall call) {
        var outcome = wire.send(call);
        var check = switch (outcome) {
            case Wire.Outcome.Answered(var answer) -> notifier.checked(answer);
            case Wire.Outcome.Astray(var reason) -> new Notifier.Check.Refused(reason);
            case Wire.Outcome.Broken broken -> new Notifier.Check.Unknown(broken.reason());
        };
        return new Enquiry(check, Upshot.of(wire, notifier, call, outcome));
    }
}
