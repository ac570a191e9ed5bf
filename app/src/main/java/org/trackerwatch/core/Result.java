package org.trackerwatch.core;

import java.time.Duration;
import java.util.Optional;

/// What one attempt came to. A provider tells it from its answer; the dispatcher, where no answer came.
/// Every reason is a sentence for the user, without secrets.
public sealed interface Result {

    /// The provider confirmed that it holds the message.
    ///
    /// @param messageId the provider's, for editing it later
    record Delivered(Optional<String> messageId) implements Result {}

    /// The provider took the request and says nothing of the message.
    record Accepted() implements Result {}

    /// Too fast. Costs no attempt and says nothing against the target.
    ///
    /// @param told  how long to wait; a minimum
    /// @param scope who has to wait
    record Throttled(Duration told, Pace.Scope scope) implements Result {}

    /// It did not arrive, and may the next time.
    record Transient(String reason) implements Result {}

    /// This address is refused, though perhaps for the moment alone: a receiver that is being replaced answers so. When it
    /// goes on, it is a [TargetRefused].
    record TurnedAway(String reason) implements Result {

        /// So often in a row, and for so long, and it is meant.
        public static final int TIMES = 3;
        public static final Duration FOR = Duration.ofMinutes(10);
    }

    /// The request left and no whole answer came back: it may have arrived.
    record Uncertain(String reason) implements Result {}

    /// The provider said that it took the request, in an answer that is otherwise not to be read. It is asked once more,
    /// marked; the same again is as good as accepted.
    record Unreadable(String reason) implements Result {}

    /// This message is refused; the target is well.
    record PayloadRefused(String reason) implements Result {}

    /// This address is refused, and so would be every other message. Nothing more is sent to it until the user mends it.
    ///
    /// @param mayReturn it can be switched on again where it leads to, under the same address: it is tried once a day
    record TargetRefused(String reason, boolean mayReturn) implements Result {

        /// For good.
        public TargetRefused(String reason) {
            this(reason, false);
        }
    }
}
