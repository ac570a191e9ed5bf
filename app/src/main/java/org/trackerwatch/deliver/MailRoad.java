package org.trackerwatch.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.trackerwatch.deliver.Call.Reach;

/// The sockets of one call to a mail server, one after the other. They lead only where [Guard] lets them, and all of them
/// end together when the call has lasted as long as it may: a server that answers a byte a second does not outlive the lease.
final class MailRoad implements AutoCloseable {

    /// Finds the addresses of a host that a connection may be made to.
    interface Names {
        List<InetAddress> of(String host, Reach reach) throws UnknownHostException;
    }

    /// What roads are made of.
    ///
    /// @param encrypted says also whose certificates are trusted
    record Means(Names names, SocketFactory plain, SSLSocketFactory encrypted) {}

    private final MailCall call;
    private final Means means;
    private final Smtp.Patience patience;
    private final CompletableFuture<Void> cut;
    private Socket current = new Socket();
    private boolean over;

    MailRoad(MailCall call, Means means, Smtp.Patience patience) {
        this.call = call;
        this.means = means;
        this.patience = patience;
        cut = CompletableFuture.runAsync(this::end, CompletableFuture.delayedExecutor(patience.whole().toMillis(), TimeUnit.MILLISECONDS));
    }

    /// All that the host has, each by the name that was asked for: a certificate is held against the name, and an address
    /// without one would be given whatever name its owner gave it.
    List<InetAddress> addresses() throws UnknownHostException {
        var named = new ArrayList<InetAddress>();
        for (var address : means.names().of(call.host(), call.reach())) {
            named.add(InetAddress.getByAddress(call.host(), address.getAddress()));
        }
        return named;
    }

    /// In place of the one before.
    Socket to(InetAddress address) throws IOException {
        var socket = next();
        socket.connect(new InetSocketAddress(address, call.port()), millis(patience.connect()));
        socket.setSoTimeout(millis(patience.read()));
        return call.safety() == MailCall.Safety.WRAPPED ? wrapped(socket) : socket;
    }

    private synchronized Socket next() throws IOException {
        if (over) {
            throw new SocketTimeoutException();
        }
        current.close();
        current = means.plain().createSocket();
        return current;
    }

    synchronized boolean isOver() {
        return over;
    }

    private Socket wrapped(Socket socket) throws IOException {
        var safe = (SSLSocket) means.encrypted().createSocket(socket, call.host(), call.port(), true);
        var parameters = safe.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        safe.setSSLParameters(parameters);
        safe.startHandshake();
        return safe;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private synchronized void end() {
        over = true;
        try {
            current.close();
        } catch (IOException _) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        cut.cancel(false);
        end();
    }
}
