package org.trackerwatch.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.store.Destination;

/// Whether the hosts of targets take a connection. Nothing is sent on it, so whether they take a message is not known.
final class DoorsCheck implements Check {

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var config = patient.config();
        var places = patient.asked(tx -> Destination.targets(tx, config.keyFile(), config.services())).orElse(List.of());
        var trouble = places.stream().flatMap(place -> finding(place).stream()).toList();
        return trouble.isEmpty() ? Stream.of(Finding.ok(places.isEmpty() ? "There is no target to connect to."
                : "The host of " + (places.size() == 1 ? "the one target" : "each of the " + places.size() + " targets") + " takes a connection. Nothing was sent."))
                : trouble.stream();
    }

    private static Optional<Finding> finding(Destination place) {
        var host = place.host().orElse("");
        var where = host + " port " + place.port() + " (“" + place.name() + "”)";
        return switch (Reach.name(host)) {
            case Reach.Name.Known(var addresses) -> Reach.isOpen(addresses, place.port()) ? Optional.empty()
                    : Optional.of(Finding.broken(where + " takes no connection.", "Is it running, and does a firewall or the VPN let this machine through?"));
            case Reach.Name.Unknown _ -> Optional.of(Finding.broken("The name server knows no " + where + ".", "Look for a slip in the address: target edit --url-file"));
            case Reach.Name.Unanswered _ -> Optional.of(Finding.broken("No name server says where " + where + " is.",
                    "Check /etc/resolv.conf, the container's dns setting, or the VPN: nothing can be reached without."));
        };
    }
}
