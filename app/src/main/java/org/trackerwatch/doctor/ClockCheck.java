package org.trackerwatch.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Symptoms;

/// Whether the clock can be right.
final class ClockCheck implements Check {

    /// No copy of this program is older.
    private static final Instant EARLIEST = Instant.parse("2026-11-01T00:00:00Z");

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private static final String SET = "Set the clock, best by NTP. Nothing is lost: what was planned by the wrong one is planned anew.";

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var now = patient.now();
        var words = "The clock says " + now.truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(EARLIEST)) {
            return Stream.of(Finding.broken(words + ", which is before this program was made. Certificates of sites will not be believed.", SET));
        }
        var latest = patient.asked(Symptoms::latest).flatMap(at -> at);
        return Stream.of(latest.filter(now.plus(TOLERATED)::isBefore).map(at -> Finding.warning(words + ", but something was written down at "
                        + at.truncatedTo(ChronoUnit.SECONDS) + ", " + ValueText.length(Duration.between(now, at)) + " ahead: it was wrong then, or is now.", SET))
                .orElseGet(() -> Finding.ok(words + ".")));
    }
}
