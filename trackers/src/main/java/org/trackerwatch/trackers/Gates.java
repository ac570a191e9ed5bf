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

    /// More than any definition's burst.
    private static final int MOST_REMEMBERED = 64;

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
        private Instant closedAt = Instant.MIN;
        private Duration closedFor = Duration.ZERO;

        /// Waits for its turn and for the gap. Whoever enters must leave.
        ///
        /// @return how long the host still wants silence; then nobody has entered
        Optional<Duration> enter(Recipe.Pacing pacing) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                var silence = silence();
                if (silence.isPositive()) {
                    lock.unlock();
                    return Optional.of(silence);
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
            closedAt = time.now();
            closedFor = length;
        }

        /// Counted anew where the clock was set back: nobody knows how much of it is over.
        private Duration silence() {
            if (closedFor.isZero()) {
                return Duration.ZERO;
            }
            closedAt = closedAt.isAfter(time.now()) ? time.now() : closedAt;
            return remaining(closedAt, closedFor, time.now());
        }

        /// The gap, longer by up to a quarter so that it is no drumbeat; and the rest of a full window.
        private Duration wait(Recipe.Pacing pacing) {
            var now = time.now();
            if (ends.isEmpty()) {
                return Duration.ZERO;
            }
            var gap = pacing.between().plusMillis((long) (random.nextDouble() * pacing.between().toMillis() / 4));
            var wait = remaining(ends.peekLast(), gap, now);
            while (ends.size() > MOST_REMEMBERED) {
                ends.removeFirst();
            }
            if (pacing.burst() > 0 && ends.size() >= pacing.burst()) {
                var window = remaining(nthLast(pacing.burst()), pacing.per(), now);
                wait = window.compareTo(wait) > 0 ? window : wait;
            }
            return wait;
        }

        private Instant nthLast(int n) {
            return ends.stream().skip(ends.size() - (long) n).findFirst().orElse(Instant.MIN);
        }

        /// A clock that was set back must not make us wait for years.
        private static Duration remaining(Instant since, Duration length, Instant now) {
            var left = Duration.between(now, since.plus(length));
            return left.compareTo(length) > 0 ? length : left;
        }
    }
}
