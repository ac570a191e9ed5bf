package org.trackerwatch;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of the program that is made when it is first asked for, and then stays: a command pays only for what it uses.
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        var present = made;
        if (present == null) {
            present = maker.get();
            made = present;
        }
        return present;
    }

    /// Empty if nobody has asked yet.
    synchronized Optional<T> peek() {
        return Optional.ofNullable(made);
    }
}
