package org.trackerwatch.doctor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.store.Symptoms;

/// Whether alerts reach anybody.
final class TargetCheck implements Check {

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var targets = patient.asked(Symptoms::receivers).orElse(List.of());
        var trouble = targets.stream().flatMap(target -> finding(target, patient.now())).toList();
        if (targets.isEmpty()) {
            return Stream.of(Finding.warning("There is no target, so nobody is told of anything.", "Add one: trackerwatch target add"));
        }
        return trouble.isEmpty() ? Stream.of(Finding.ok(targets.size() == 1 ? "The one target takes messages." : "All " + targets.size() + " targets take messages."))
                : trouble.stream();
    }

    private static Stream<Finding> finding(Symptoms.Receiver target, Instant now) {
        var name = "“" + target.name() + "” (" + target.kind() + ")";
        var health = target.health();
        var waiting = target.waiting() == 0 ? "." : "; " + target.waiting() + (target.waiting() == 1 ? " message waits." : " messages wait.");
        if (health.state() == Target.Health.State.REFUSED) {
            return Stream.of(Finding.broken(name + " takes no messages any more" + waiting, "“trackerwatch target show” tells why; “target edit” gives it another"
                    + " address, “target resume” tries the old one."));
        }
        if (Transitions.isCutOff(health, now)) {
            return Stream.of(Finding.broken(name + " has not been reached for a while" + waiting, "It is tried again by itself; “trackerwatch target show” tells why."));
        }
        return health.failures() == 0 ? Stream.empty()
                : Stream.of(Finding.warning(name + " fails" + waiting, "It is tried again by itself."));
    }
}
