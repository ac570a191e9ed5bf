package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Time;

/// A world in which sleeping takes none of our time, and all that happens follows from its seed, although tasks sleep
/// beside each other: one of them runs until it sleeps, stands at a gate or ends, and only then does time go on, to
/// whoever wakes first. The guest's clock may be set, the host's may not.
final class World implements Time, Executor {

    /// For one task to come to rest, in our own time. None takes as much, unless it is stuck.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// @param random its own: whom a gate lets in draws while he who left it still runs
    private record Task(int number, Random random, Runnable work) {}

    /// @param task whose sleep it is; 0 for a host that takes its time
    private record Sleeper(long until, int task, long order, CountDownLatch alarm) {}

    private static final Task NOBODY = new Task(0, new Random(0), () -> { });
    private static final ScopedValue<Task> TASK = ScopedValue.newInstance();

    private final AtomicLong real = new AtomicLong(SettableTime.START.toEpochMilli());
    private final AtomicLong set = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private final Random random;
    private final Queue<Task> waiting = new ArrayDeque<>();
    private final List<Thread> running = new ArrayList<>();
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.comparingLong(Sleeper::until).thenComparingInt(Sleeper::task).thenComparingLong(Sleeper::order));
    private volatile boolean goesOn;
    private int tasks;

    World(long seed) {
        random = new Random(seed);
    }

    /// Chance as the program finds it.
    RandomGenerator chance() {
        return () -> (TASK.isBound() ? TASK.get().random() : random).nextLong();
    }

    /// A chance apart, so that others' draws don't change it.
    Random dice() {
        return new Random(random.nextLong());
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(real.get() + set.get());
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
        if (!goesOn) {
            pass(length);
            return;
        }
        var alarm = new CountDownLatch(1);
        synchronized (sleepers) {
            sleepers.add(new Sleeper(real.get() + length.toMillis(), TASK.orElse(NOBODY).number(), turns.incrementAndGet(), alarm));
        }
        alarm.await();
    }

    void pass(Duration length) {
        real.addAndGet(length.toMillis());
    }

    void jump(Duration length) {
        set.addAndGet(length.toMillis());
    }

    Guestbook.Moment moment() {
        return new Guestbook.Moment(now(), Instant.ofEpochMilli(real.get()), turns.incrementAndGet());
    }

    /// Until [#live].
    @Override
    public void execute(Runnable work) {
        waiting.add(new Task(++tasks, dice(), work));
    }

    /// Runs what waits, to its end.
    void live() {
        goesOn = true;
        for (var task = waiting.poll(); task != null; task = waiting.poll()) {
            begin(task);
            rest();
        }
        while (wake()) {
            rest();
        }
        goesOn = false;
    }

    private void begin(Task task) {
        running.add(Thread.ofVirtual().name("task " + task.number()).start(() -> ScopedValue.where(TASK, task).run(task.work())));
    }

    private boolean wake() {
        synchronized (sleepers) {
            if (sleepers.isEmpty()) {
                return false;
            }
            var first = sleepers.remove();
            real.accumulateAndGet(first.until(), Math::max);
            first.alarm().countDown();
            return true;
        }
    }

    private void rest() {
        for (long until = System.nanoTime() + PATIENCE.toNanos(); !rests(); LockSupport.parkNanos(20_000)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("a task neither sleeps nor ends: " + running.stream().map(thread ->
                        thread.getName() + " " + List.of(thread.getStackTrace())).toList());
            }
        }
    }

    /// Each task sleeps, or a host sleeps on his behalf, or he stands at a gate. The gates are looked at last: nobody
    /// leaves one after all were found asleep.
    private boolean rests() {
        running.removeIf(thread -> !thread.isAlive());
        int asleep;
        synchronized (sleepers) {
            asleep = sleepers.size();
        }
        return asleep + running.stream().filter(World::standsAtGate).count() >= running.size();
    }

    /// Gates are the program's only fair locks, and are left open (state 0) until he who was called goes in.
    private static boolean standsAtGate(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof AbstractQueuedSynchronizer lock
                && lock.getClass().getName().equals("java.util.concurrent.locks.ReentrantLock$FairSync")
                && !lock.toString().contains("State = 0");
    }
}
