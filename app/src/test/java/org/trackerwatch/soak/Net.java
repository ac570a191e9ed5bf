package org.trackerwatch.soak;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/// All hosts of a made-up world, by name. Requests are written and read as HTTP/1.1 by OkHttp itself, but no byte passes
/// through the kernel: 438,000 polls of a year fit into less than an hour. [Sockets] is the same over real ones.
class Net implements Dns {

    /// A request as it came.
    ///
    /// @param path    with its query
    /// @param headers by names in lower case
    record Ask(String host, String method, String path, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// An answer as it leaves.
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }

        static Reply html(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), body);
        }

        Reply with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }

        byte[] bytes() {
            var content = body.getBytes(StandardCharsets.UTF_8);
            var head = new StringBuilder("HTTP/1.1 ").append(status).append(" Said\r\nConnection: close\r\nContent-Length: ")
                    .append(content.length).append("\r\n");
            headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            var all = new ByteArrayOutputStream();
            all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(content);
            return all.toByteArray();
        }
    }

    /// Who answers for a name.
    interface Host {

        /// Whether the name leads somewhere now.
        default boolean isNamed() {
            return true;
        }

        /// Whether somebody listens there now.
        default boolean listens() {
            return true;
        }

        /// @throws IOException instead of an answer, as the client is to see it
        Reply answer(Ask ask) throws IOException;
    }

    final Map<String, Host> hosts = new ConcurrentHashMap<>();

    OkHttpClient client() {
        return new OkHttpClient.Builder().dns(this).socketFactory(new InMemory()).fastFallback(false).build();
    }

    /// Where a host is, with a slash at its end.
    String url(String host) {
        return "http://" + host + "/";
    }

    /// What a connection to a name that is known leads to.
    byte[] address() {
        return new byte[] {127, 0, 0, 1};
    }

    @Override
    public final List<InetAddress> lookup(String name) throws UnknownHostException {
        var host = hosts.get(name);
        if (host == null || !host.isNamed()) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.getByAddress(name, host.listens() ? address() : new byte[] {127, 0, 0, 99}));
    }

    private final class InMemory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new Line();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("nobody asks for a connected one");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress own, int ownPort) {
            throw new UnsupportedOperationException("nobody asks for a connected one");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("nobody asks for a connected one");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) {
            throw new UnsupportedOperationException("nobody asks for a connected one");
        }
    }

    /// A connection for one request.
    private final class Line extends Socket {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private InputStream answer = InputStream.nullInputStream();
        private boolean answered;
        private boolean closed;
        private String name = "";

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            var address = ((InetSocketAddress) to).getAddress();
            name = address.getHostName();
            if (!hosts.containsKey(name) || !hosts.get(name).listens()) {
                throw new ConnectException("Connection refused");
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return written;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    return source().read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    return source().read(into, from, length);
                }

                @Override
                public int available() {
                    return 0;
                }
            };
        }

        private InputStream source() throws IOException {
            if (!answered) {
                answered = true;
                answer = new ByteArrayInputStream(hosts.get(name).answer(parse(name, written.toByteArray())).bytes());
            }
            return answer;
        }

        @Override
        public void setSoTimeout(int timeout) {
            // nothing here is waited for
        }

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public boolean isInputShutdown() {
            return closed;
        }

        @Override
        public boolean isOutputShutdown() {
            return closed;
        }

        @Override
        public void shutdownInput() {
            // it ends with the request
        }

        @Override
        public void shutdownOutput() {
            // it ends with the request
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Ask parse(String host, byte[] request) {
        var text = new String(request, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        var lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
        var first = lines.removeFirst().split(" ");
        var headers = new HashMap<String, String>();
        lines.forEach(line -> headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT), line.substring(line.indexOf(':') + 1).strip()));
        return new Ask(host, first[0], first[1], headers, text.substring(end + 4));
    }
}
