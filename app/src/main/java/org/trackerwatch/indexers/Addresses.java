package org.trackerwatch.indexers;

import java.net.URI;
import java.util.Optional;

/// Addresses of sites as other programs write them.
final class Addresses {

    private Addresses() {}

    static Optional<URI> of(String text) {
        try {
            return Optional.of(URI.create(text.strip())).filter(uri -> uri.getHost() != null && uri.getScheme().matches("(?i)https?"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
