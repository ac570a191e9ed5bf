package org.trackerwatch.trackers;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers each connection as it is told, be it HTTP or not.
final class RawServer implements Closeable {

    interface Manners {
        void meet(DataInputStream in, OutputStream out, RawServer server) throws IOException;
    }

    final List<String> notes = new CopyOnWriteArrayList<>();
    private final ServerSocket door = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));

    RawServer(Manners manners) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try (Socket guest = door.accept()) {
                    manners.meet(new DataInputStream(guest.getInputStream()), guest.getOutputStream(), this);
                } catch (IOException _) {
                    notes.add("gone");
                }
            }
        });
    }

    /// Answers every request with these bytes.
    static RawServer saying(String bytes) throws IOException {
        return new RawServer((in, out, _) -> {
            request(in);
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    /// The lines of a request's head.
    static String request(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the guest left");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    int port() {
        return door.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
