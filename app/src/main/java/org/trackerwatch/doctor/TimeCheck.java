package org.trackerwatch.doctor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Setting;

/// Whether our clock is that of others. Asked is only the address that is there to be asked.
final class TimeCheck implements Check {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "time";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var address = patient.asked(Setting.CONTROL_CHECK::in).flatMap(set -> set);
        return Stream.of(address.map(set -> compared(set, Reach.time(set), patient)).orElseGet(() ->
                Finding.ok("The clock was compared with nobody's: the setting control-check names no address to ask.")));
    }

    private static Finding compared(URI address, Optional<Instant> told, Patient patient) {
        if (told.isEmpty()) {
            return Finding.broken(address.getHost() + " (control-check) does not answer with its time.", "Is this machine online? If a browser here reaches it,"
                    + " choose another: settings set control-check");
        }
        var ahead = Duration.between(told.get(), patient.now());
        return ahead.abs().compareTo(TOLERATED) <= 0 ? Finding.ok("The clock agrees with that of " + address.getHost() + ".")
                : Finding.warning("The clock is " + ValueText.length(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of") + " that of " + address.getHost() + ".",
                "Set it, best by NTP: codes of two-factor sign-ins and certificates depend on it.");
    }
}
