package org.trackerwatch.cli;

import org.trackerwatch.Admission;
import org.trackerwatch.core.ShellWord;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Definition;

/// Why a tracker is never polled, and what to do instead.
final class ByHand {

    private ByHand() {}

    static String reason(Definition site) {
        return Admission.whyByHand(site);
    }

    static String reason(Session session, Tracker tracker) {
        return session.known(tracker).filter(Definition::isByHand).map(ByHand::reason)
                .orElse("It was added as a site that is never polled; if that has changed, give it what opens it: “tracker edit "
                        + quoted(tracker) + " --ask-secret”.");
    }

    static String sentence(Session session, Tracker tracker) {
        return reason(session, tracker) + " Type its figures in: “trackerwatch tracker record " + quoted(tracker) + "”.";
    }

    /// As a shell takes it.
    static String quoted(Tracker tracker) {
        return ShellWord.of(tracker.name());
    }
}
