package org.trackerwatch.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a signal leaves a command to do before the program ends. Java by itself ends with 128 and the signal's number, however
/// well everything was brought to an end, and service managers take that for a failure.
final class Ending {

    /// A container is given ten seconds before it is killed, and Java takes 0.3 of them for itself.
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile int status;

    /// Goes on with the command until a signal (TERM, INT or HUP) comes, then asks it to stop, waits until it has, and ends
    /// the program with the command's own status. A second signal changes nothing.
    ///
    /// @param stop what makes the command return; it may take its time
    static Ending by(Runnable stop) {
        var ending = new Ending();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> ending.end(stop)));
        return ending;
    }

    /// The command has ended, and nothing of it is left to do. Without a signal Java ends as ever.
    void reached(int with) {
        status = with;
        reached.countDown();
    }

    private void end(Runnable stop) {
        if (reached.getCount() == 0) {
            return;
        }
        Thread.ofVirtual().start(stop);
        try {
            if (reached.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
