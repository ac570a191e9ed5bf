package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Empties the code of pages, but for what a definition reads there.
final class Pruning {

    private final List<Lookup> lookups;
    private final Landmarks landmarks;

    /// @param lookups all of the definition, sums taken apart
    Pruning(Definition definition, List<Lookup> lookups) {
        this.lookups = lookups;
        this.landmarks = new Landmarks(definition, lookups);
    }

    /// Changes the pages themselves.
    ///
    /// @param pages by request
    void over(Map<String, Page> pages) {
        pages.forEach((name, page) -> {
            if (page.json().isEmpty()) {
                over(name, page);
            }
        });
    }

    private void over(String name, Page page) {
        var kept = new HashMap<Spot, List<Excerpt>>();
        lookups.stream().filter(lookup -> lookup.from().equals(name)).forEach(lookup -> Finder.spots(lookup.source(), page).filter(Spot::isCode)
                .forEach(spot -> kept.computeIfAbsent(spot, _ -> new ArrayList<>()).addAll(Excerpt.of(lookup, spot.text(), page).toList())));
        page.html().getAllElements().stream().flatMap(Spot::in).toList()
                .forEach(spot -> spot.become(rest(spot, Optional.ofNullable(kept.get(spot)))));
    }

    /// Where something is looked for in vain there must still be something, lest it be looked for elsewhere.
    private String rest(Spot spot, Optional<List<Excerpt>> kept) {
        var rest = landmarks.and(kept.map(parts -> Excerpt.all(parts, spot.text())).orElse(""), spot);
        return rest.isEmpty() && kept.isPresent() ? ";" : rest;
    }
}
