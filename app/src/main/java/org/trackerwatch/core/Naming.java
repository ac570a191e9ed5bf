package org.trackerwatch.core;

import java.util.ArrayList;
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

    /// Everything by which an account there could be recognised, but its user's name and class.
    ///
    /// @param tracker the account
    public List<String> words(Tracker tracker) {
        var words = new ArrayList<>(List.of(tracker.name(), tracker.definition(), site));
        words.addAll(aliases);
        words.addAll(hosts);
        tracker.url().map(url -> url.replaceFirst("^[a-z]+://", "").replaceFirst("[/:?].*$", "")).ifPresent(words::add);
        return words;
    }
}
