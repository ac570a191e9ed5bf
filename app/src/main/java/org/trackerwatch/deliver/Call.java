package org.trackerwatch.deliver;

import java.util.List;
import org.trackerwatch.trackers.Secret;

/// One request as a provider wants it, whatever it is spoken in.
public sealed interface Call permits HttpCall, MailCall {

    /// How many of the given messages it carries, from the first on; the rest goes into later requests.
    int messages();

    /// Never to be kept or shown, even where an answer repeats them.
    List<Secret> secrets();

    Reach reach();

    /// Where it may lead. Link-local, multicast and unspecified addresses are out of reach in any case.
    enum Reach {
        /// Encrypted, to addresses of the public internet.
        PUBLIC,
        /// Also in the clear, and into the user's own network, as he allowed, or as a replaced base address wants it.
        PRIVATE_TOO
    }
}
