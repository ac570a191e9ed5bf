package org.trackerwatch.doctor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.trackerwatch.Version;

/// What can be learnt of a host without asking it for anything: its addresses, whether a connection to it is taken, and of
/// one that is there to be asked, its time. Nothing takes longer than our patience, though a name server that is dead keeps
/// a system's own look-up waiting for half a minute.
final class Reach {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MILLIS = 4000;

    private Reach() {}

    /// What it is called by who is asked for it; or why it isn't known.
    sealed interface Name {
        record Known(List<InetAddress> addresses) implements Name {}

        record Unknown() implements Name {}

        record Unanswered() implements Name {}
    }

    static Name name(String host) {
        try {
            return within(() -> new Name.Known(List.of(InetAddress.getAllByName(host)))).<Name>map(known -> known).orElseGet(Name.Unanswered::new);
        } catch (UnknownHostException _) {
            return new Name.Unknown();
        } catch (IOException _) {
            return new Name.Unanswered();
        }
    }

    /// Whether one of the addresses takes a connection. It is closed at once, and nothing is sent on it.
    static boolean isOpen(List<InetAddress> addresses, int port) {
        return addresses.stream().limit(4).anyMatch(address -> {
            try (var socket = new Socket(Proxy.NO_PROXY)) {
                socket.connect(new InetSocketAddress(address, port), MILLIS);
                return true;
            } catch (IOException _) {
                return false;
            }
        });
    }

    /// By the head of an answer.
    static Optional<Instant> time(URI address) {
        try {
            return within(() -> head(address)).filter(date -> date > 0).map(Instant::ofEpochMilli);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static long head(URI address) throws IOException {
        if (!(address.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection connection)) {
            return 0;
        }
        try {
            connection.setRequestMethod("HEAD");
            connection.setRequestProperty("User-Agent", "trackerwatch/" + Version.number());
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            connection.getResponseCode();
            return connection.getDate();
        } finally {
            connection.disconnect();
        }
    }

    /// Empty if it took too long; what still runs then holds nobody up.
    private static <T> Optional<T> within(Callable<T> work) throws IOException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        try {
            return Optional.of(task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e.getCause());
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
