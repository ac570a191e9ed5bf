package org.trackerwatch.deliver;

import java.time.Instant;
import java.util.List;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;

/// What one request is to carry, as far as it fits.
///
/// @param messages in order, at least one; exactly one unless the form is [Form#SHARED]
/// @param key      the same whenever these deliveries are sent together again, and of no others: what a service that
///                 deduplicates goes by. At most 40 of `[A-Za-z0-9-]`
/// @param at       of this attempt, for signatures
/// @param silent   it should make no sound where the service knows of such a thing
public record Parcel(List<Message> messages, Form form, String key, Instant at, boolean silent) {

    public Parcel {
        messages = List.copyOf(messages);
    }

    public Message first() {
        return messages.getFirst();
    }
}
