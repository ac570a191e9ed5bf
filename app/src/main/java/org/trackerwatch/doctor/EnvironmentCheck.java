package org.trackerwatch.doctor;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Variables that hold what they can't, and the zone of days and of times that people read.
final class EnvironmentCheck implements Check {

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var wrong = patient.mistakes().values().stream().map(sentence -> Finding.broken(sentence, "Nothing starts until that is mended."));
        return Stream.concat(wrong, Stream.of(zone(patient)));
    }

    private static Finding zone(Patient patient) {
        var zone = patient.config().zone();
        if (patient.mistakes().containsKey("TZ")) {
            return Finding.ok("Times here are in " + zone + ".");
        }
        boolean told = Optional.ofNullable(patient.environment().get("TZ")).filter(text -> !text.isBlank()).isPresent();
        return told || !isNone(patient) ? Finding.ok("Times are in " + zone + (told ? ", as TZ says." : ", as the machine's are."))
                : Finding.warning("Times are in " + zone + ", as neither TZ nor the machine names a zone.",
                "Set TZ, to Europe/Paris for one, if digests and quiet hours are to follow your clock.");
    }

    private static boolean isNone(Patient patient) {
        return Set.of("Z", "GMT", "UTC", "Etc/UTC").contains(patient.config().zone().getId());
    }
}
