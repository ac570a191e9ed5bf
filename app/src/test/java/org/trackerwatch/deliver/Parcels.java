package org.trackerwatch.deliver;

import java.time.Instant;
import java.util.List;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;

/// Parcels as a test wants them.
final class Parcels {

    private Parcels() {}

    static Parcel of(List<Message> messages, Form form) {
        return new Parcel(messages, form, "k3y-1", Instant.EPOCH, false);
    }
}
