package org.trackerwatch.deliver;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A notification service: how a message looks on its wire, and what its answers mean. All of it is pure; only the
/// [Dispatcher] talks. A new service is one new file, named here.
public sealed interface Notifier permits Discord {

    /// As in a target's `kind`, on the command line and in the database.
    String kind();

    /// What a user pasted, in the one form that is stored.
    ///
    /// @throws IllegalArgumentException with words that say what the address of such a target looks like
    Secret address(String pasted);

    /// Which limits a request to this target counts against.
    Pace pace(Target target);

    /// One request with as many of these messages as fit, at least the first one, in order.
    ///
    /// @param messages at least one; exactly one unless the form is [Form#SHARED]
    HttpCall render(List<Message> messages, Target target, Form form);

    /// What an answer to [#render] means. Whole answers only: a broken one is the dispatcher's to judge.
    Result read(HttpAnswer answer);

    /// What an answer tells of limits, whatever else it says.
    Pace.Learned learn(HttpAnswer answer);

    /// Asks whether the address works, without posting; empty where the service offers no such question.
    Optional<HttpCall> check(Target target);

    /// What an answer to [#check] means.
    Check checked(HttpAnswer answer);

    sealed interface Check {

        /// @param name what the service calls it, for people
        record Works(String name) implements Check {}

        /// The address is wrong, and stays wrong.
        record Refused(String reason) implements Check {}

        /// Not found out: the network, or the service, is in trouble now.
        record Unknown(String reason) implements Check {}
    }
}
