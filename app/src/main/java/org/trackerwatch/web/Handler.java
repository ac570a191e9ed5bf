package org.trackerwatch.web;

/// Answers one kind of request. It may wait: each runs on a virtual thread of its own.
@FunctionalInterface
public interface Handler {

    /// @throws Refused with the problem to tell, for what should end the work at once
    Reply handle(Request request) throws InterruptedException;
}
