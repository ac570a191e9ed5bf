package org.trackerwatch.trackers;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/// Sockets that reach their target through a SOCKS5 proxy (RFC 1928), with user name and password (RFC 1929). The
/// JDK's own SOCKS takes its password from a setting of the whole process, which two trackers cannot share.
final class Socks5 extends SocketFactory {

    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private final ProxyAddress proxy;

    Socks5(ProxyAddress proxy) {
        this.proxy = proxy;
    }

    /// The proxy does not do what it should. What it says of the target comes as a [NoRouteToHostException].
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /// An address that carries a name for the proxy to resolve. The bytes are never used.
    static InetAddress unresolved(String host) throws UnknownHostException {
        return InetAddress.getByAddress(host, new byte[4]);
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress target, int timeout) throws IOException {
                var place = new InetSocketAddress(proxy.host(), proxy.port());
                if (!place.isUnresolved() && LinkLocal.isRefused(place.getAddress())) {
                    throw new Failure("the proxy's name leads to a link-local address, or to that of no machine, of which nothing is asked");
                }
                try {
                    super.connect(place, timeout);
                } catch (IOException e) {
                    throw new Failure("the proxy cannot be reached");
                }
                greet(getInputStream(), getOutputStream(), (InetSocketAddress) target);
            }
        };
    }

    /// A proxy that breaks off in the middle of it has failed as well, be it by saying nothing more.
    private void greet(InputStream input, OutputStream output, InetSocketAddress target) throws IOException {
        try {
            shakeHands(input, output, target);
        } catch (Failure | NoRouteToHostException e) {
            throw e;
        } catch (IOException e) {
            throw new Failure("the proxy broke off");
        }
    }

    private void shakeHands(InputStream input, OutputStream output, InetSocketAddress target) throws IOException {
        var in = new DataInputStream(input);
        output.write(new byte[] {VERSION, 1, (byte) (proxy.user().isPresent() ? LOGIN : NO_LOGIN)});
        output.flush();
        int version = in.readUnsignedByte();
        int method = in.readUnsignedByte();
        if (version != VERSION || method != (proxy.user().isPresent() ? LOGIN : NO_LOGIN)) {
            throw new Failure(version == VERSION ? "the proxy wants another way of logging in" : "this is no SOCKS5 proxy");
        }
        if (method == LOGIN) {
            login(in, output);
        }
        output.write(request(target));
        output.flush();
        answer(in);
    }

    private void login(DataInputStream in, OutputStream output) throws IOException {
        var message = new ByteArrayOutputStream();
        message.write(1);
        text(message, proxy.user().orElse(""));
        text(message, proxy.password().map(Secret::reveal).orElse(""));
        output.write(message.toByteArray());
        output.flush();
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new Failure("the proxy refuses the user name or the password");
        }
    }

    private static byte[] request(InetSocketAddress target) throws IOException {
        var message = new ByteArrayOutputStream();
        message.write(new byte[] {VERSION, CONNECT, 0});
        var address = target.getAddress();
        boolean named = address == null || address.isAnyLocalAddress();
        if (named) {
            message.write(NAME);
            text(message, target.getHostString());
        } else {
            message.write(address.getAddress().length == 4 ? IPV4 : IPV6);
            message.write(address.getAddress());
        }
        message.write(target.getPort() >> 8);
        message.write(target.getPort());
        return message.toByteArray();
    }

    private static void answer(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        in.readUnsignedByte();
        int kind = in.readUnsignedByte();
        in.readNBytes(switch (kind) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> in.readUnsignedByte();
            default -> throw new Failure("the proxy's answer makes no sense");
        });
        in.readUnsignedShort();
        switch (reply) {
            case 0 -> { }
            case 3, 4, 5, 6 -> throw new NoRouteToHostException("the proxy cannot reach the site");
            default -> throw new Failure("the proxy refuses to connect us (" + reply + ")");
        }
    }

    private static void text(ByteArrayOutputStream message, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new Failure("a name for the proxy is too long");
        }
        message.write(bytes.length);
        message.write(bytes);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("only unconnected sockets");
    }
}
