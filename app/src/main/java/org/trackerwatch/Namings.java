package org.trackerwatch;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Definition;

/// Collects what would give a tracker away: its definition's words, and the address that the user typed.
final class Namings {

    private Namings() {}

    static Naming of(Tracker tracker, Optional<Definition> definition) {
        var typed = tracker.url().map(URI::create).stream();
        var known = definition.stream().flatMap(site -> Stream.concat(site.links().stream(), site.legacyLinks().stream()));
        var hosts = Stream.concat(typed, known).map(URI::getHost).distinct().toList();
        return new Naming(definition.map(Definition::name).orElse(tracker.definition()),
                definition.map(Definition::aliases).orElse(List.of()), hosts, definition.flatMap(Definition::bonusName));
    }
}
