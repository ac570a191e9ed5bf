package org.trackerwatch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Gives what another thread came to as if it had come to it here.
final class Futures {

    private Futures() {}

    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
