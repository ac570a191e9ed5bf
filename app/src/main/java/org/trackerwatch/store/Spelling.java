package org.trackerwatch.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.trackers.LinkLocal;

/// How the user writes addresses, networks and places in a [Setting]. Empty is what is not allowed.
final class Spelling {

    private Spelling() {}

    static Optional<Path> folder(String text) {
        try {
            return text.isEmpty() || text.length() > 1000 ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// An empty address is “off”.
    static Optional<Optional<URI>> address(String text) {
        if (text.equals("off")) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(new URI(text)).filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null
                    && uri.getUserInfo() == null && LinkLocal.objection(uri.getHost()).isEmpty()).map(Optional::of);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// No issuer has a question or a fragment (OpenID Connect Core, 2), so none could call itself so.
    static Optional<Optional<URI>> issuer(String text) {
        return address(text).filter(issuer -> issuer.filter(uri -> uri.getRawQuery() != null || uri.getRawFragment() != null).isEmpty());
    }

    static Optional<Network> network(String text) {
        try {
            return Optional.of(Network.of(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
