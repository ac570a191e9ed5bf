package org.trackerwatch.core;

import java.util.List;
import java.util.Optional;

/// How a tracker's site is called, by its definition.
///
/// @param site    its name
/// @param aliases other names and abbreviations
/// @param hosts   of all its addresses, present and past
/// @param bonus   what it calls its points
public record Naming(String site, List<String> aliases, List<String> hosts, Optional<String> bonus) {

    public Naming {
        aliases = List.copyOf(aliases);
        hosts = List.copyOf(hosts);
    }
}
