package org.trackerwatch.web.access;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
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

    /// @param guess looks whether it is right
    /// @param wrong whether what it found counts against who guessed
    <T> T tried(Sender sender, Supplier<T> guess, Predicate<T> wrong) throws InterruptedException {
        var network = Network.around(sender.address()).toString();
        if (queue.size() >= QUEUE || !queue.add(network)) {
            throw later("Others are being looked at just now. Try again in a moment.", Duration.ofSeconds(2));
        }
        try {
            return inTurn(() -> judged(network, sender.address().isLoopbackAddress() ? LONGEST_HERE : LONGEST, guess, wrong));
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

    private <T> T judged(String network, Duration longest, Supplier<T> guess, Predicate<T> wrong) {
        var guesses = app.admissions().guesses();
        var now = app.time().now();
        app.database().read(tx -> guesses.until(tx, network, now)).ifPresent(until -> {
            throw later("There were too many wrong guesses from your address.", Duration.between(now, until));
        });
        var found = guess.get();
        app.database().write(tx -> {
            if (wrong.test(found)) {
                guesses.wrong(tx, network, now, longest);
            } else {
                guesses.right(tx, network);
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
