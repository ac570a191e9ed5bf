package org.trackerwatch.trackers;

/// How a poll ended: with figures, or with a reason why there are none. There is nothing in between: a page that was
/// read by half is a failure.
public sealed interface Outcome {

    record Read(AccountStats stats) implements Outcome {}

    record Failed(PollFailure failure) implements Outcome {}
}
