package org.trackerwatch;

import java.util.List;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.trackers.Secret;

/// The notification services, for whoever sets up a target.
public final class Providers {

    /// What a service said of a target's address.
    public sealed interface Check {

        /// @param name what the service calls it
        record Works(String name) implements Check {}

        /// The address is wrong, and stays wrong.
        record Refused(String reason) implements Check {}

        /// Not found out: the network or the service is in trouble now, or it offers no such question.
        record Unknown(String reason) implements Check {}
    }

    private final App app;

    public Providers(App app) {
        this.app = app;
    }

    /// As in `target add`.
    public List<String> kinds() {
        return app.notifiers().stream().map(Notifier::kind).sorted().toList();
    }

    /// What a user pasted, in the one form that is stored.
    ///
    /// @throws IllegalArgumentException with words that say what the address of such a target looks like
    public Secret address(String kind, String pasted) {
        return app.notifiers().stream().filter(notifier -> notifier.kind().equals(kind)).findFirst().orElseThrow().address(pasted);
    }

    /// Asks the service without posting anything.
    public Check check(Target target) {
        return switch (app.dispatcher().check(target)) {
            case Notifier.Check.Works(var name) -> new Check.Works(name);
            case Notifier.Check.Refused(var reason) -> new Check.Refused(reason);
            case Notifier.Check.Unknown(var reason) -> new Check.Unknown(reason);
        };
    }
}
