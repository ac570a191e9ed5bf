package org.trackerwatch.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// How much of the server one stranger can take: how many connections, and how long for saying what he wants. The web
/// server itself counts the time between two bytes only, so whoever sends one byte a second would have a connection for
/// days.
final class Limits extends Handler.Wrapper {

    /// A connection on which nothing moves. Longer than the beat of a [Reply.Live] answer.
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Duration round;
    private final int all;
    private final int each;
    private final Predicate<InetAddress> free;
    private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    /// @param round twice as long at most is given for a request, from its first byte to its last
    /// @param all   connections at a time; who comes then waits
    /// @param each  of one address; who comes then is hung up on
    /// @param free  addresses of which that isn't asked
    Limits(Duration round, int all, int each, Predicate<InetAddress> free) {
        this.round = round;
        this.all = all;
        this.each = each;
        this.free = free;
    }

    /// A household behind one address, or a reverse proxy, needs less.
    static Limits usual() {
        return new Limits(Duration.ofSeconds(10), 400, 100, InetAddress::isLoopbackAddress);
    }

    /// Where the server listens.
    ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        var connector = new ServerConnector(server, new Answering(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new NetworkConnectionLimit(all, connector));
        connector.addBean(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                opened(connection, connector);
            }

            @Override
            public void onClosed(Connection connection) {
                closed(connection);
            }
        });
        return connector;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var connection = request.getConnectionMetaData().getConnection();
        var watch = Optional.ofNullable(watches.get(connection)).orElseGet(() -> new Watch(address(connection)));
        watch.begin(request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0);
        Request.addCompletionListener(request, _ -> watch.end(connection.getBytesIn()));
        return super.handle(new Request.Wrapper(request) {
            @Override
            public Content.Chunk read() {
                var chunk = super.read();
                if (chunk != null && chunk.isLast()) {
                    watch.isWhole();
                }
                return chunk;
            }
        }, response, callback);
    }

    private void opened(Connection connection, ServerConnector connector) {
        var from = address(connection);
        if (counts.merge(from, 1, Integer::sum) > each && !free.test(from)) {
            gone(from);
            connection.getEndPoint().close();
            return;
        }
        watches.put(connection, new Watch(from));
        look(connector);
    }

    /// A connection that is closed doesn't know any more with whom it was.
    private void closed(Connection connection) {
        Optional.ofNullable(watches.remove(connection)).ifPresent(watch -> gone(watch.from));
    }

    private void gone(InetAddress from) {
        counts.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Once in a round, as long as there is somebody to be looked at.
    private void look(ServerConnector connector) {
        if (!watches.isEmpty() && connector.isRunning() && looking.compareAndSet(false, true)) {
            connector.getScheduler().schedule(() -> {
                watches.forEach((connection, watch) -> {
                    if (watch.isOverdue(connection.getBytesIn())) {
                        connection.getEndPoint().close(new TimeoutException("the request took too long to be sent"));
                    }
                });
                looking.set(false);
                look(connector);
            }, round.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static InetAddress address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress internet ? internet.getAddress() : InetAddress.getLoopbackAddress();
    }

    /// What is known of one connection. Whoever is in the middle of sending a request in two rounds in a row, and has
    /// finished none between them, is overdue.
    private static final class Watch {

        private final InetAddress from;
        private long finished;
        private boolean sending;
        private boolean answered;
        private boolean noticed;

        Watch(InetAddress from) {
            this.from = from;
        }

        /// The headers are there.
        synchronized void begin(boolean more) {
            answered = true;
            sending = more;
            noticed = false;
        }

        synchronized void isWhole() {
            sending = false;
        }

        synchronized void end(long bytes) {
            answered = false;
            sending = false;
            noticed = false;
            finished = bytes;
        }

        /// @param bytes that came in so far
        synchronized boolean isOverdue(long bytes) {
            boolean before = noticed;
            noticed = answered ? sending : bytes > finished;
            return before && noticed;
        }
    }
}
