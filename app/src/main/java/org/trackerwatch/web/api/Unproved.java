package org.trackerwatch.web.api;

import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.web.Problem;

/// Says that a site did not show a credential to be good, and what to do.
final class Unproved {

    private Unproved() {}

    /// @param nothing what was left undone: `Nothing was added`
    static Problem of(TrackerForm form, PollFailure failure, String nothing) {
        return switch (failure.reason().blame()) {
            case USER -> Problem.field(form.credentialField(), failure.detail() + " " + nothing + ", and nothing more is asked.");
            case DEFINITION -> Problem.field("url", failure.detail() + " " + nothing + ". Check the address, or leave the check out,"
                    + " which takes your word for it.");
            case SITE, NETWORK -> Problem.conflict(failure.detail() + " " + nothing + ". Try again later, or leave the check out, which"
                    + " takes your word for it.");
        };
    }
}
