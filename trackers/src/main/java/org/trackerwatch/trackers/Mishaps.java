package org.trackerwatch.trackers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What it means that a request got no answer. Messages of exceptions are not passed on: they name addresses, and a
/// proxy's may name its password.
final class Mishaps {

    private static final int MOST_CAUSES = 10;

    private Mishaps() {}

    /// How far a request came.
    enum Road {
        /// No proxy stands between.
        DIRECT,
        /// No further than to the proxy, which is still to lead to the site: whatever fails there is the proxy's.
        TO_PROXY,
        /// Where the proxy's fault can't be told from the site's.
        THROUGH_PROXY
    }

    /// @throws CancellationException where the program is stopping
    static PollFailure failure(IOException e, String host, Road road) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped while " + host + " was asked");
        }
        return switch (e) {
            case Socks5.Failure failure -> new PollFailure(Reason.PROXY_FAILED, "The proxy for " + host + " failed: "
                    + failure.getMessage() + ". The site was not asked directly.");
            case LinkLocal.Refused refused -> new PollFailure(Reason.NOT_FOUND, String.valueOf(refused.getMessage()));
            case UnknownHostException _, ConnectException _ when road != Road.DIRECT -> new PollFailure(Reason.PROXY_FAILED,
                    "The proxy for " + host + " cannot be reached. The site was not asked directly.");
            case UnknownHostException _ -> new PollFailure(Reason.NAME_NOT_RESOLVED, "The name " + host
                    + " cannot be resolved: the site has moved, or this machine's DNS does not answer.");
            case InterruptedIOException _ -> new PollFailure(Reason.TIMED_OUT, host + " did not answer in time.");
            case SSLException _ -> new PollFailure(Reason.TLS_FAILED, "No secure connection to " + host + ": " + distrust(e) + ".");
            case ConnectException _ -> new PollFailure(Reason.UNREACHABLE, host + " refuses the connection.");
            case IOException _ when road == Road.TO_PROXY || isProxys(e) -> new PollFailure(Reason.PROXY_FAILED, "The proxy for " + host
                    + " refuses to connect us. The site was not asked directly.");
            case ProtocolException _, ZipException _, EOFException _ -> broken(host);
            default -> new PollFailure(Reason.UNREACHABLE, "The connection to " + host + (road == Road.DIRECT ? "" : " through its proxy")
                    + " was lost before a whole answer came.");
        };
    }

    static PollFailure broken(String host) {
        return new PollFailure(Reason.SITE_ERROR, host + " sent an answer that is broken or breaks off.");
    }

    /// Why nobody is believed there. Each of these is mended by somebody else.
    private static String distrust(IOException e) {
        var causes = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES).toList();
        if (e instanceof SSLPeerUnverifiedException) {
            return "its certificate is another host's";
        }
        if (causes.stream().anyMatch(cause -> cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException)) {
            return "its certificate has expired or is not valid yet, or this machine's clock is wrong";
        }
        return causes.stream().anyMatch(cause -> cause instanceof CertificateException || cause instanceof GeneralSecurityException)
                ? "nobody whom this machine trusts has signed its certificate, or something stands between"
                : "what answers there knows no safe way to speak, or something stands between";
    }

    /// OkHttp has no exception of its own for what a proxy answers to CONNECT.
    private static boolean isProxys(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("CONNECT") || message.contains("with proxy");
    }
}
