package org.trackerwatch;

import java.util.Optional;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;

/// Where the first password is set, for whoever can read what the program prints. The code stands behind the `#`, which a
/// browser keeps to itself: neither a proxy's log nor ours ever holds it.
///
/// @param page where the page is
/// @param code that the page asks everybody for, since nobody can tell a browser on this machine from a proxy on it
public record SetupLink(String page, Secret code) {

    /// With a new code; the one before is good no more. Empty once a password is set.
    public static Optional<SetupLink> of(App app, Transaction tx, String page) {
        var owner = app.admissions().owner();
        return owner.isKnown(tx) ? Optional.empty() : Optional.of(new SetupLink(page, owner.newSetupCode(tx, app.random())));
    }

    public String shown() {
        return page + "setup#code=" + shownCode();
    }

    public String shownCode() {
        return code.reveal();
    }
}
