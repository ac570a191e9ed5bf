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
        var places = patient.asked(Destination::trackers).orElse(List.of()).stream().flatMap(tracker -> placed(tracker, definitions).stream()).toList();
        var trouble = places.stream().flatMap(place -> finding(place).stream()).toList();
        return trouble.isEmpty() ? Stream.of(Finding.ok(places.isEmpty() ? "No tracker's name has to be looked up."
                : "The name server knows " + (places.size() == 1 ? "the one tracker" : "all " + places.size() + " trackers") + ". None was asked for anything."))
                : trouble.stream();
    }

    private static Optional<Destination> placed(Destination tracker, Definitions definitions) {
        return tracker.host().isPresent() ? Optional.of(tracker) : tracker.site().flatMap(definitions::find).flatMap(site -> site.links().stream().findFirst())
                .map((URI link) -> Destination.at(tracker.name(), link));
    }

    private static Optional<Finding> finding(Destination place) {
        var host = place.host().orElse("");
        return switch (Reach.name(host)) {
            case Reach.Name.Known _ -> Optional.empty();
            case Reach.Name.Unknown _ -> Optional.of(Finding.broken("The name server knows no " + host + " (“" + place.name() + "”).",
                    "If your browser knows it, this machine's name server (/etc/resolv.conf) doesn't; else the site may have moved: tracker edit --url"));
            case Reach.Name.Unanswered _ -> Optional.of(Finding.broken("No name server says where " + host + " is (“" + place.name() + "”).",
                    "Check /etc/resolv.conf, the container's dns setting, or the VPN: nothing can be reached without."));
        };
    }
}
