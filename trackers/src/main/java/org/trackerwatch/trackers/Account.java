package org.trackerwatch.trackers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// One account on one site: all that a [Reader] needs to ask for its figures.
///
/// @param definition how to read the site
/// @param base       the site's address; the user's own where he typed one, else the definition's first link
/// @param username   asked for where the site's pages are addressed by it
/// @param proxy      `http://`, `socks5://`; if it fails the poll fails, and the site is never asked directly
/// @param memory     what earlier visits noted for later ones ([Visit#memory()]): the user id, the key style that worked
public record Account(Definition definition, URI base, Optional<String> username, Credential credential,
                      Optional<Secret> proxy, Map<String, String> memory) {

    public Account {
        memory = Map.copyOf(memory);
    }
}
