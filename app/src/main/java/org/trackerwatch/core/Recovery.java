package org.trackerwatch.core;

import java.time.Duration;
import java.util.Optional;

/// How a target is told that an outage is over which it was told of.
public enum Recovery {
    /// The message of the outage has not left yet, and can't have arrived: it tells of the end, too.
    JOIN,
    /// The message of the outage is changed.
    EDIT,
    /// It is changed, and a new one says so.
    BOTH,
    /// A new message.
    POST;

    /// The option of targets whose messages can be changed: `edit` (if there is none), `post` or `both`.
    public static final String OPTION = "recovery";

    /// Who was without a tracker for so long wants to be called back, and not only to find it out when he looks.
    public static final Duration LONG = Duration.ofMinutes(15);

    /// @param told     the message that told of the outage; empty if it is no longer kept
    /// @param named    its provider gave it a number
    /// @param editable messages of this target can be changed
    public static Recovery of(Optional<Delivery> told, boolean named, boolean editable, Target target, Duration lasted) {
        if (told.filter(message -> message.state() == Delivery.State.WAITING && !message.uncertain()).isPresent()) {
            return JOIN;
        }
        var wish = target.link().option(OPTION).orElse("edit");
        boolean there = told.filter(message -> message.state() == Delivery.State.SENDING || message.hasArrived() && named).isPresent();
        if (!there || !editable || wish.equals("post")) {
            return POST;
        }
        return wish.equals("both") || lasted.compareTo(LONG) >= 0 ? BOTH : EDIT;
    }

    public boolean edits() {
        return this == EDIT || this == BOTH;
    }
}
