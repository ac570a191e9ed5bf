package org.trackerwatch.web.access;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trackerwatch.App;
import org.trackerwatch.store.Network;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;

/// Lets secrets be guessed at slowly: one guess at a time, since each takes memory, one of each household in the queue, and
/// ever longer waits for who was wrong.
///
/// This machine waits as well, but never for long: a proxy on it that isn't named sends everybody's guesses in its name, and
/// so would lock the owner out with them.
final class Guesses {

    private static final int QUEUE = 8;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LONGEST_HERE = Duration.ofSeconds(30);

    private final App app;
    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> queue = ConcurrentHashMap.newKeySet();

    Guesses(App app) {
        this.app = app;
    }

    /// How a guess counts for who made it. What was right only in part counts neither way: else half of a secret, known,
    /// would give ever new guesses at the other half.
    enum Mark {
        WRONG, NEITHER, RIGHT;

        static Mark of(boolean right) {
            return right ? RIGHT : WRONG;
        }
    }

    /// @param guess looks whether it is right
    /// @param mark  of what it found
    <T> T tried(Sender sender, Supplier<T> guess, Function<T, Mark> mark) throws InterruptedException {
        var network = Network.around(sender.address()).toString();
        if (queue.size() >= QUEUE || !queue.add(network)) {
            throw later("Others are being looked at just now. Try again in a moment.", Duration.ofSeconds(2));
        }
        try {
            return inTurn(() -> judged(network, sender.address().isLoopbackAddress() ? LONGEST_HERE : LONGEST, guess, mark));
        } finally {
            queue.remove(network);
        }
    }

    private <T> T inTurn(Supplier<T> guess) throws InterruptedException {
        turn.acquire();
        try {
            return guess.get();
        } finally {
            turn.release();
        }
    }

    /// The wait begins when the guess was looked at, which on a busy machine takes as long as the shortest wait.
    private <T> T judged(String network, Duration longest, Supplier<T> guess, Function<T, Mark> mark) {
        var guesses = app.admissions().guesses();
        var now = app.time().now();
        app.database().read(tx -> guesses.until(tx, network, now)).ifPresent(until -> {
            throw later("There were too many wrong guesses from your address.", Duration.between(now, until));
        });
        var found = guess.get();
        var after = app.time().now();
        app.database().write(tx -> {
            switch (mark.apply(found)) {
                case WRONG -> guesses.wrong(tx, network, after, longest);
                case NEITHER -> { }
                case RIGHT -> guesses.right(tx, network);
            }
        });
        return found;
    }

    private static Refused later(String why, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refused(Problem.tooMany(why + " The next one is looked at in " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min")
                + ". Whoever is signed in already is not concerned; “trackerwatch web reset-password” in the shell ends all waits."), Map.of("Retry-After", String.valueOf(seconds)));
    }
}
