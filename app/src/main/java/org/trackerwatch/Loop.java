package org.trackerwatch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Time;

/// One of the daemon's loops: does what is due, waits a little, again. A round that fails is told and does not end
/// the loop: the next may find the disk free again.
final class Loop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final Time time;
    private final Runnable round;
    private volatile boolean stopping;

    Loop(String name, Duration pause, Time time, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.time = time;
        this.round = round;
    }

    String name() {
        return name;
    }

    /// Lets the present round end by itself: a message whose answer is waited for must not become an uncertain one.
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        var last = "";
        while (!stopping) {
            last = attempt(last);
            try {
                time.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// The same trouble each second is told once. Only the database's own words are known to hold no secret.
    private String attempt(String last) {
        try {
            round.run();
            return "";
        } catch (RuntimeException e) {
            var trouble = e instanceof StoreException ? String.valueOf(e.getMessage())
                    : "A fault of trackerwatch's own: " + Stumble.of(e) + ". Please report it.";
            if (!trouble.equals(last)) {
                LOG.error("The {} loop could not go round. {}", name, trouble);
            }
            return trouble;
        }
    }
}
