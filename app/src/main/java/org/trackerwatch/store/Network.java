package org.trackerwatch.store;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Addresses that have their first bits in common.
public record Network(InetAddress start, int bits) {

    /// A household has at least so much of the new internet to itself.
    private static final int HOUSEHOLD = 64;

    /// `10.0.0.0/8`, or one address.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static Network of(String text) {
        var parts = text.strip().split("/", 2);
        var start = InetAddress.ofLiteral(parts[0]);
        int all = start.getAddress().length * 8;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("“" + text + "” has more bits than such an address.");
        }
        return new Network(start, bits);
    }

    /// What somebody has to himself who sends from there.
    public static Network around(InetAddress address) {
        return new Network(address, address instanceof Inet6Address ? HOUSEHOLD : 32);
    }

    /// Whether it is a good part of the internet and nobody's own network. The widest of those that are one's own have 8 and, of
    /// the new internet, 7 bits.
    public boolean isWorldwide() {
        boolean own = start instanceof Inet6Address && (start.getAddress()[0] & 0xfe) == 0xfc && bits >= 7 || start.isLinkLocalAddress() && bits >= 10;
        return !own && bits < (start instanceof Inet6Address ? 16 : 8);
    }

    /// Whether more than some neighbours are in it.
    public boolean isWide() {
        return start.getAddress().length * 8 - bits > 8;
    }

    public boolean holds(InetAddress address) {
        return address.getAddress().length == start.getAddress().length && Arrays.equals(first(address), first(start));
    }

    private byte[] first(InetAddress address) {
        var bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(bits - i * 8L, 0, 8);
            bytes[i] &= (byte) (0xff << 8 - kept);
        }
        return bytes;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(first(start)).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address has another length", e);
        }
    }
}
