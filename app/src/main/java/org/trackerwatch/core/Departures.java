package org.trackerwatch.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;

/// When a target's deliveries may leave. A new one waits a little for others, all of which then leave with it; in quiet
/// hours what is not urgent waits for their end, also what could not be sent before they began.
///
/// @param together whether the service takes several messages in one request, so that waiting is of use
/// @param asked    ids of those that the user asked for just now; they wait for nothing
public record Departures(Calm calm, boolean together, Set<Long> asked, ZoneId zone, Instant now) {

    public Departures {
        asked = Set.copyOf(asked);
    }

    boolean mayLeave(Delivery delivery) {
        return !of(delivery).isAfter(now);
    }

    /// The earliest time at which it may leave.
    Instant of(Delivery delivery) {
        var ready = isNew(delivery) && !company() ? now : delivery.notBefore();
        return quietUntil(delivery).filter(ready::isBefore).orElse(ready);
    }

    /// The earliest time at which it may leave if its own is put aside; quiet hours are not.
    public Instant early(Delivery delivery, Instant at) {
        return quietUntil(delivery).filter(at::isBefore).orElse(at);
    }

    /// Whether it leaves with another one, before its own time.
    boolean joins(Delivery delivery) {
        return company() && isNew(delivery) && delivery.form() == Form.SHARED && quietUntil(delivery).isEmpty();
    }

    private boolean company() {
        return together && calm.batch();
    }

    private Optional<Instant> quietUntil(Delivery delivery) {
        return delivery.kind() == Kind.TEST || asked.contains(delivery.id()) ? Optional.empty()
                : calm.heldUntil(delivery.severity(), now, zone);
    }

    /// Nothing has become of it yet, so it waits for company and for nothing else.
    private static boolean isNew(Delivery delivery) {
        return delivery.state() == State.WAITING && delivery.attempts() == 0 && delivery.reason().isEmpty() && !delivery.uncertain();
    }
}
