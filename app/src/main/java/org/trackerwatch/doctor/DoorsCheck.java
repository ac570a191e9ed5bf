package org.trackerwatch.doctor;

import java.util.List;
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
        var places = patient.asked(tx -> Destination.targets(tx, config.keyFile(), config.services())).orElse(List.of()).stream()
                .filter(place -> place.host().isPresent()).toList();
        var trouble = Lookup.each(places, "Look for a slip in the address: target edit --url-file", DoorsCheck::door);
        return trouble.isEmpty() ? Stream.of(Finding.ok(places.isEmpty() ? "There is no target to connect to."
                : "The host of " + (places.size() == 1 ? "the one target" : "each of the " + places.size() + " targets") + " takes a connection. Nothing was sent."))
                : trouble.stream();
    }

    private static Stream<Finding> door(Destination place, Reach.Name.Known name) {
        return Reach.isOpen(name.addresses(), place.port()) ? Stream.empty()
                : Stream.of(Finding.broken(place.host().orElse("") + " port " + place.port() + " (“" + place.name() + "”) takes no connection.",
                "Is it running, and does a firewall or the VPN let this machine through?"));
    }
}
