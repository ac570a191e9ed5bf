package org.trackerwatch.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.store.Destination;

/// Looks up the hosts of some destinations. One name server that doesn't answer makes each look-up as long as our patience,
/// so the first that isn't answered is the last.
final class Lookup {

    interface Found {
        Stream<Finding> look(Destination place, Reach.Name.Known name);
    }

    private static final String CHECK = "Check /etc/resolv.conf, the container's dns setting, or the VPN: nothing can be reached without.";

    private Lookup() {}

    /// @param slip what to do where there is no such name
    static List<Finding> each(List<Destination> places, String slip, Found found) {
        var findings = new ArrayList<Finding>();
        for (var place : places) {
            var host = place.host().orElse("");
            switch (Reach.name(host)) {
                case Reach.Name.Known known -> found.look(place, known).forEach(findings::add);
                case Reach.Name.Unknown _ -> findings.add(Finding.broken("The name server knows no " + host + " (“" + place.name() + "”).", slip));
                case Reach.Name.Unanswered _ -> {
                    findings.add(Finding.broken("No name server says where " + host + " is (“" + place.name() + "”); others were not looked up.", CHECK));
                    return findings;
                }
            }
        }
        return findings;
    }
}
