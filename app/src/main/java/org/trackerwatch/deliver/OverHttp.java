package org.trackerwatch.deliver;

import java.util.Optional;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A service that is spoken to over HTTP, as nearly all of them are. A new one is one new file, named here.
public sealed interface OverHttp extends Notifier
        permits Apprise, Discord, Gotify, HomeAssistant, Make, Matrix, Ntfy, Pushover, Slack, Teams, Telegram, Webhook, Zapier {

    @Override
    HttpCall render(Parcel parcel, Target target);

    /// Changes what was sent before, where the service can: an outage that is over.
    ///
    /// @param messageId as [Result.Delivered] gave it
    /// @param parcel    all that stands in it from now on, in the form in which it was sent
    /// @return empty where it can't be done, or not in one request
    default Optional<HttpCall> edit(String messageId, Parcel parcel, Target target) {
        return Optional.empty();
    }

    /// What an answer to [#render] or [#edit] means. A message that is not there to be changed is a [Result.PayloadRefused].
    /// Whole answers only: a broken one is the dispatcher's to judge.
    Result read(HttpAnswer answer);

    /// The address that such a target has from now on, as an answer to [#render] or [#edit] tells. That the message goes there is then
    /// the next attempt's.
    default Optional<Secret> moved(HttpAnswer answer, Target target) {
        return Optional.empty();
    }

    /// What an answer tells of limits in ways of the service's own.
    default Pace.Learned limits(HttpAnswer answer) {
        return Pace.Learned.NOTHING;
    }

    /// What an answer tells of limits, whatever else it says: also what stands before a service tells when to come again.
    default Pace.Learned learn(HttpAnswer answer) {
        return limits(answer).andNotBefore(answer.comeAgain());
    }

    @Override
    Optional<HttpCall> check(Target target);

    /// What an answer to [#check] means.
    Check checked(HttpAnswer answer);
}
