package org.trackerwatch.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Heartbeats;

/// Whether the daemon runs and both its loops go round.
final class DaemonCheck implements Check {

    private static final Duration FRESH = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "daemon";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        if (!patient.daemonRuns()) {
            return Stream.of(Finding.warning("No daemon runs on " + patient.config().directory() + ", so nothing is polled and nobody is told.",
                    "Start it: trackerwatch serve"));
        }
        var beats = patient.asked(new Heartbeats()::all).orElse(Map.of());
        if (beats.isEmpty()) {
            return Stream.of(Finding.warning("A daemon runs, but has not gone round yet.", "Look again in a minute; if this stays, its log tells why."));
        }
        return beats.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(beat -> beat(beat.getKey(), beat.getValue(), patient.now()));
    }

    private static Finding beat(String loop, Instant at, Instant now) {
        var age = Duration.between(at, now);
        return age.abs().compareTo(FRESH) <= 0 ? Finding.ok("The " + loop + " loop goes round.")
                : Finding.broken("The daemon runs, but its " + loop + " loop last went round " + ValueText.length(age.abs())
                        + (age.isNegative() ? " from now, by a clock that has been set since." : " ago."), "Its log tells why; see what the lines above say.");
    }
}
