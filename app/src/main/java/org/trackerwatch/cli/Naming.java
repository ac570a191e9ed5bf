package org.trackerwatch.cli;

import java.util.Collection;
import org.trackerwatch.Admission;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;

/// The user's own name on sites that are asked by it: found to be missing before anything is asked there, not after.
record Naming(Session session, Definition site) {

    /// The tracker with its name.
    ///
    /// @param kinds of what opens it, as far as that is known: nobody is asked for what only one of them needs
    Tracker named(Tracker tracker, Collection<CredentialKind> kinds) {
        var obstacle = session.read(books -> Admission.ofName(books.tx(), site, tracker, kinds));
        if (obstacle.filter(Admission.Obstacle.USERNAMES_OFF::equals).isPresent()) {
            throw Refusal.failed(site.name() + " is asked for your figures by your name there, so each poll needs it; but the"
                    + " setting store-usernames is off, and no name is kept. Nothing was added. To add it all the same:"
                    + " “trackerwatch settings set store-usernames on”.");
        }
        return obstacle.isEmpty() ? tracker : tracker.withUsername(typed());
    }

    private String typed() {
        var person = session.terminal().person().orElseThrow(() -> Refusal.usage(site.name() + " finds your figures by your name"
                + " there, which nothing else tells; give it, too: --username NAME."));
        return person.line(Plain.of(site.name()) + " finds your figures by your name. Your user name there:")
                .orElseThrow(() -> Refusal.failed("Nothing was typed, so nothing was done."));
    }
}
