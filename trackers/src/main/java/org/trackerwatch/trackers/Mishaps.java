package org.trackerwatch.trackers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What it means that a request got no answer. Messages of exceptions are not passed on: they name addresses, and a
/// proxy's may name its password.
final class Mishaps {

    private Mishaps() {}

    /// @param proxied whether a proxy stands between; then whatever fails before the site is the proxy's
    /// @throws CancellationException where the program is stopping
    static PollFailure failure(IOException e, String host, boolean proxied) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped while " + host + " was asked");
        }
        return switch (e) {
            case Socks5.Failure failure -> new PollFailure(Reason.PROXY_FAILED, "The proxy for " + host + " failed: "
                    + failure.getMessage() + ". The site was not asked directly.");
            case LinkLocal.Refused refused -> new PollFailure(Reason.NOT_FOUND, String.valueOf(refused.getMessage()));
            case UnknownHostException _, ConnectException _ when proxied -> new PollFailure(Reason.PROXY_FAILED,
                    "The proxy for " + host + " cannot be reached. The site was not asked directly.");
            case UnknownHostException _ -> new PollFailure(Reason.NAME_NOT_RESOLVED, "The name " + host
                    + " cannot be resolved: the site has moved, or this machine's DNS does not answer.");
            case InterruptedIOException _ -> new PollFailure(Reason.TIMED_OUT, host + " did not answer in time.");
            case SSLException _ -> new PollFailure(Reason.TLS_FAILED, "No secure connection to " + host
                    + ": its certificate is invalid or expired, or something stands between.");
            case ConnectException _ -> new PollFailure(Reason.UNREACHABLE, host + " refuses the connection.");
            case ProtocolException _, ZipException _, EOFException _ -> new PollFailure(Reason.SITE_ERROR, host
                    + " sent an answer that is broken or breaks off.");
            default -> isProxys(e) ? new PollFailure(Reason.PROXY_FAILED, "The proxy for " + host
                    + " refuses to connect us. The site was not asked directly.")
                    : new PollFailure(Reason.UNREACHABLE, "The connection to " + host + " was lost before it answered.");
        };
    }

    /// OkHttp has no exception of its own for what a proxy answers to CONNECT.
    private static boolean isProxys(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("CONNECT") || message.contains("with proxy");
    }
}
