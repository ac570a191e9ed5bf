package org.trackerwatch.doctor;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.store.Destination;
import org.trackerwatch.trackers.Definitions;

/// Whether the name server knows the trackers. They themselves are asked for nothing: how often they may be is for their
/// staff to say, and no doctor is worth a request.
final class NamesCheck implements Check {

    @Override
    public String name() {
        return "names";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var definitions = Definitions.bundledAnd(patient.config().definitions());
        var places = patient.asked(Destination::trackers).orElse(List.of()).stream().flatMap(tracker -> placed(tracker, definitions).stream())
                .filter(place -> place.host().isPresent()).toList();
        var trouble = Lookup.each(places, "If your browser knows it, this machine's name server (/etc/resolv.conf) doesn't; else the site may have moved:"
                + " tracker edit --url", (_, _) -> Stream.empty());
        return trouble.isEmpty() ? Stream.of(Finding.ok(places.isEmpty() ? "No tracker's name has to be looked up."
                : "The name server knows " + (places.size() == 1 ? "the one tracker" : "all " + places.size() + " trackers") + ". None was asked for anything."))
                : trouble.stream();
    }

    private static Optional<Destination> placed(Destination tracker, Definitions definitions) {
        return tracker.host().isPresent() ? Optional.of(tracker) : tracker.site().flatMap(definitions::find).flatMap(site -> site.links().stream().findFirst())
                .map((URI link) -> Destination.at(tracker.name(), link));
    }
}
