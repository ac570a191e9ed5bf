package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Time;

/// One of the daemon's loops: does what is due, waits a little, again. A round that fails is told and does not end
/// the loop: the next may find the disk free again.
final class Loop implements Runnable {

    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final Time time;
    private final Runnable round;
    private final Consumer<String> log;
    private volatile boolean stopping;
    private Optional<Thread> sleeper = Optional.empty();
    private String told = "";
    private Instant toldAt = Instant.EPOCH;

    Loop(String name, Duration pause, Time time, Runnable round) {
        this(name, pause, time, round, LOG::error);
    }

    Loop(String name, Duration pause, Time time, Runnable round, Consumer<String> log) {
        this.name = name;
        this.pause = pause;
        this.time = time;
        this.round = round;
        this.log = log;
    }

    String name() {
        return name;
    }

    /// Lets the present round end by itself: a message whose answer is waited for must not become an uncertain one. Between
    /// two rounds it ends at once.
    synchronized void stop() {
        stopping = true;
        sleeper.ifPresent(Thread::interrupt);
    }

    @Override
    public void run() {
        while (!stopping) {
            attempt();
            rest();
        }
    }

    private void rest() {
        try {
            if (liesDown()) {
                time.sleep(pause);
            }
        } catch (InterruptedException _) {
            stopping = true;
        } finally {
            isUp();
        }
    }

    /// From here on until [#isUp()] it may be woken, and at no other time.
    private synchronized boolean liesDown() {
        sleeper = Optional.of(Thread.currentThread());
        return !stopping;
    }

    private synchronized void isUp() {
        sleeper = Optional.empty();
    }

    private void attempt() {
        try {
            round.run();
        } catch (RuntimeException e) {
            tell(e instanceof StoreException ? String.valueOf(e.getMessage())
                    : "A fault of trackerwatch's own: " + Stumble.of(e) + ". Please report it.");
        }
    }

    /// The same trouble is told now and then, not each time: rounds between may have nothing to do, and so none. Only the
    /// database's own words are known to hold no secret.
    private void tell(String trouble) {
        var now = time.now();
        if (!trouble.equals(told) || now.isBefore(toldAt) || now.isAfter(toldAt.plus(AGAIN))) {
            log.accept("The " + name + " loop could not go round. " + trouble);
            told = trouble;
            toldAt = now;
        }
    }
}
