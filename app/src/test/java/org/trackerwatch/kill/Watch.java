package org.trackerwatch.kill;

/// Is asked before each step of each request, and takes it by `next`, or doesn't.
interface Watch {

    enum Phase {
        /// The connection is there, and nothing of the request was read.
        CONNECTED,
        /// The request was read and has had its effect; its answer is held back.
        TAKEN,
        /// The answer has been sent.
        ANSWERED
    }

    Watch LETS_PASS = (_, _, next) -> next.run();

    /// @param who which account or webhook it is about; empty as long as nothing was read
    void at(String who, Phase phase, Runnable next);
}
