package org.trackerwatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.trackerwatch.web.Server;

/// The page's server on its way, in a thread of its own: to make it takes as long as to open a database. It is closed whether
/// or not anybody came to ask for it.
final class Opening implements AutoCloseable {

    private final CompletableFuture<Server> server;

    Opening(Supplier<Server> maker) {
        server = CompletableFuture.supplyAsync(maker, making -> Thread.ofPlatform().name("trackerwatch-page").start(making));
    }

    /// Waits for it.
    ///
    /// @throws org.trackerwatch.store.StoreException if the port is taken
    Server server() {
        try {
            return server.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    /// That it could not be made is told to who asks for it.
    @Override
    public void close() {
        server.thenAccept(Server::close).exceptionally(_ -> null).join();
    }
}
