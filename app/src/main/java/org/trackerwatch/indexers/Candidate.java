package org.trackerwatch.indexers;

import java.net.URI;
import java.util.Optional;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definition;

/// What may become a tracker of ours.
///
/// @param name    the other program's word for it
/// @param address where the user reaches the site, if that is one of its present addresses and not the first
public record Candidate(String name, Optional<Definition> definition, Optional<URI> address, Verdict verdict) {

    public sealed interface Verdict {

        record Ready(Credential credential) implements Verdict {}

        /// @param tracker ours, which reads this site already
        record Known(String tracker) implements Verdict {}

        /// @param reason what is missing, and what asks for it, as sentences
        record NoCredential(String reason) implements Verdict {}

        /// Its staff refuse such programs: figures are typed in.
        record ByHand() implements Verdict {}

        /// No definition has an address of it.
        record Unknown() implements Verdict {}
    }
}
