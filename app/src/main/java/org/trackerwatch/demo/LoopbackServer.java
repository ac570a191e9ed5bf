package org.trackerwatch.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A web server that nobody but this machine can reach.
final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;

    /// @param host the last number of its address, 127.0.1.host, so that each site is a host of its own. Systems that
    ///             know no loopback address but 127.0.0.1 give it a port of its own there
    LoopbackServer(int host, Function<Query, Answer> answers) {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = bind(host);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answers.apply(Query.of(exchange)).send(exchange));
        server.start();
    }

    /// Without a slash at its end.
    URI address() {
        var bound = server.getAddress();
        return URI.create("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(int host) {
        try {
            return HttpServer.create(loopback("127.0.1." + host), 0);
        } catch (BindException _) {
            return anywhereElse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer anywhereElse() {
        try {
            return HttpServer.create(loopback("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo needs a free port on 127.0.0.1, and the system gives it none.", e);
        }
    }

    private static InetSocketAddress loopback(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }
}
