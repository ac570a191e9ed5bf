package org.trackerwatch.deliver;

import java.util.Optional;
import java.util.function.Supplier;
import org.trackerwatch.core.Target;

/// Whether an address works, as its service answered the question for it.
record Enquiry(Notifier.Check check, Upshot upshot) {

    /// Empty where the service offers no such question.
    static Optional<Enquiry> of(Wire wire, Notifier notifier, Target target) {
        return switch (notifier) {
            case OverHttp http -> http.check(target).map(call -> of(wire, http, call));
            case Email email -> email.check(target).map(call -> of(wire, email, call));
        };
    }

    private static Enquiry of(Wire wire, Email notifier, MailCall call) {
        var outcome = wire.send(call);
        var check = switch (outcome) {
            case Smtp.Outcome.Answered(var answer) -> read(answer.code(), () -> notifier.checked(answer));
            case Smtp.Outcome.Astray(var reason) -> new Notifier.Check.Refused(reason);
            case Smtp.Outcome.Broken(_, var reason) -> new Notifier.Check.Unknown(reason);
        };
        return new Enquiry(new Scrub(call).over(check), Upshot.of(wire, notifier, call, outcome));
    }

    private static Enquiry of(Wire wire, OverHttp notifier, HttpCall call) {
        var outcome = wire.send(call);
        var check = switch (outcome) {
            case Wire.Outcome.Answered(var answer) ->
                    read(answer.status(), () -> new Scrub(call).check(answer, notifier::checked));
            case Wire.Outcome.Astray(var reason) -> new Notifier.Check.Refused(reason);
            case Wire.Outcome.Broken broken -> new Notifier.Check.Unknown(broken.reason());
        };
        return new Enquiry(check, Upshot.of(wire, notifier, call, outcome));
    }

    private static Notifier.Check read(int status, Supplier<Notifier.Check> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            return new Notifier.Check.Unknown(Upshot.unreadable(status, e));
        }
    }
}
