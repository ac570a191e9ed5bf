package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// The manners of the whole process: one request at a time to a host, a gap between two, and silence where the host
/// asked for it. All accounts of a host go through the same gate.
final class Gates {

    private final Time time;
    private final RandomGenerator random;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    Gates(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    Gate at(String host) {
        return gates.computeIfAbsent(host, _ -> new Gate());
    }

    final class Gate {

        private final ReentrantLock lock = new ReentrantLock(true);
        private final Deque<Instant> ends = new ArrayDeque<>();
        private Instant closedUntil = Instant.MIN;

        /// Waits for its turn and for the gap. Whoever enters must leave.
        ///
        /// @return how long the host still wants silence; then nobody has entered
        Optional<Duration> enter(Recipe.Pacing pacing) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (time.now().isBefore(closedUntil)) {
                    var left = Duration.between(time.now(), closedUntil);
                    lock.unlock();
                    return Optional.of(left);
                }
                var wait = wait(pacing);
                if (wait.isPositive()) {
                    time.sleep(wait);
                }
                return Optional.empty();
            } catch (InterruptedException | RuntimeException e) {
                if (lock.isHeldByCurrentThread()) {
                    lock.unlock();
                }
                throw e;
            }
        }

        /// Once more by whoever is inside: a redirect is a request like any other.
        void again(Recipe.Pacing pacing) throws InterruptedException {
            ends.addLast(time.now());
            var wait = wait(pacing);
            if (wait.isPositive()) {
                time.sleep(wait);
            }
        }

        void leave() {
            ends.addLast(time.now());
            lock.unlock();
        }

        /// The host wants silence for so long. Called between entering and leaving.
        void close(Duration length) {
            closedUntil = time.now().plus(length);
        }

        /// The gap, longer by up to a quarter so that it is no drumbeat; and the rest of a full window.
        private Duration wait(Recipe.Pacing pacing) {
            var now = time.now();
            if (ends.isEmpty()) {
                return Duration.ZERO;
            }
            var gap = pacing.between().plusMillis((long) (random.nextDouble() * pacing.between().toMillis() / 4));
            var wait = remaining(ends.peekLast(), gap, now);
            if (pacing.burst() > 0) {
                while (ends.size() > pacing.burst()) {
                    ends.removeFirst();
                }
                if (ends.size() == pacing.burst()) {
                    var window = remaining(ends.peekFirst(), pacing.per(), now);
                    wait = window.compareTo(wait) > 0 ? window : wait;
                }
            } else {
                while (ends.size() > 1) {
                    ends.removeFirst();
                }
            }
            return wait;
        }

        /// A clock that was set back must not make us wait for years.
        private static Duration remaining(Instant since, Duration length, Instant now) {
            var left = Duration.between(now, since.plus(length));
            return left.compareTo(length) > 0 ? length : left;
        }
    }
}
