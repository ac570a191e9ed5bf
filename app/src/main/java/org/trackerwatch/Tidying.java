package org.trackerwatch;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.trackerwatch.trackers.Time;

/// Has all garbage collected, now and then. Java alone would keep what a hundred polls at once have made it take: it collects
/// all, and gives memory back, only when it has no room.
final class Tidying implements Runnable {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// How often it is looked whether the heap has grown. More often would cost more of the processor's time, while hundreds of
    /// polls follow each other, than the memory is worth.
    private static final Duration LOOK = Duration.ofSeconds(10);

    /// What it may grow by until the minute is over, in bytes. A hundred polls at once leave 3 MiB behind.
    private static final long GROWTH = 2 << 20;

    private final LongSupplier heap;
    private final Runnable collection;
    private final Every regular;
    private final Every early;
    private long kept;

    Tidying(Time time) {
        this(time, Runtime.getRuntime()::totalMemory, System::gc);
    }

    /// @param heap what Java has taken of the system for it, in bytes
    Tidying(Time time, LongSupplier heap, Runnable collection) {
        this.heap = heap;
        this.collection = collection;
        this.regular = new Every(PAUSE, time, this::collect);
        this.early = new Every(LOOK, time, this::collectIfGrown);
    }

    @Override
    public void run() {
        regular.run();
        early.run();
    }

    private void collectIfGrown() {
        if (heap.getAsLong() > kept + GROWTH) {
            collect();
        }
    }

    private void collect() {
        collection.run();
        kept = heap.getAsLong();
    }
}
