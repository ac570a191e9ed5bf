package org.trackerwatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of the program that is made when it is first asked for, and then stays: a command pays only for what it uses.
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        var present = made;
        if (present != null) {
            return present;
        }
        turn.lock();
        try {
            return inTurn();
        } finally {
            turn.unlock();
        }
    }

    private T inTurn() {
        var present = made;
        if (present == null) {
            present = maker.get();
            made = present;
        }
        return present;
    }

    /// The same, but empty if somebody else makes it for longer than that.
    Optional<T> within(Duration patience) {
        return made != null || isMyTurn(patience) ? Optional.of(get()) : Optional.empty();
    }

    private boolean isMyTurn(Duration patience) {
        try {
            boolean mine = turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (mine) {
                turn.unlock();
            }
            return mine;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Empty if it has not been made.
    Optional<T> peek() {
        return Optional.ofNullable(made);
    }
}
