package org.trackerwatch.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/// A client that can't leave this machine: whatever an address or a redirect says, a connection to anything but a
/// loopback address is refused before a packet is sent, and no name is ever asked of a name server.
final class LoopbackOnly extends SocketFactory {

    private static final Dns NO_NAMES = name -> {
        throw new UnknownHostException("The demo stays on this machine and looks up no names, not even " + name + ".");
    };

    /// The system's proxy is left out too: it would reach the world for us.
    static OkHttpClient client() {
        return new OkHttpClient.Builder().socketFactory(new LoopbackOnly()).dns(NO_NAMES).proxy(Proxy.NO_PROXY).build();
    }

    @Override
    public Socket createSocket() {
        return new LoopbackSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw refusal(host);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw refusal(host);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw refusal(host);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw refusal(host);
    }

    private static SocketException refusal(Object address) {
        return new SocketException("The demo stays on this machine and does not connect to " + address + ".");
    }

    private static final class LoopbackSocket extends Socket {

        LoopbackSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            boolean near = address instanceof InetSocketAddress socket && !socket.isUnresolved()
                    && socket.getAddress().isLoopbackAddress();
            if (!near) {
                throw refusal(address);
            }
            super.connect(address, timeout);
        }
    }
}
