package org.trackerwatch.deliver;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Where an address lies, by the registries of special addresses (RFC 6890 and what followed it).
enum Place {

    /// On the internet.
    PUBLIC,
    /// On this machine, in the user's network, or reserved for what is not the internet.
    PRIVATE,
    /// No message goes there: link-local addresses, at which clouds hand out their secrets; groups; what is no address.
    NEVER;

    /// The first that fits counts.
    private static final List<Range> V4 = List.of(
            new Range("0.0.0.0", 8, NEVER), new Range("10.0.0.0", 8, PRIVATE), new Range("100.64.0.0", 10, PRIVATE),
            new Range("127.0.0.0", 8, PRIVATE), new Range("169.254.0.0", 16, NEVER), new Range("172.16.0.0", 12, PRIVATE),
            new Range("192.0.0.0", 24, PRIVATE), new Range("192.0.2.0", 24, PRIVATE), new Range("192.168.0.0", 16, PRIVATE),
            new Range("198.18.0.0", 15, PRIVATE), new Range("198.51.100.0", 24, PRIVATE),
            new Range("203.0.113.0", 24, PRIVATE), new Range("224.0.0.0", 3, NEVER), new Range("0.0.0.0", 0, PUBLIC));

    private static final List<Range> V6 = List.of(
            new Range("::1", 128, PRIVATE), new Range("::", 96, NEVER), new Range("fe80::", 10, NEVER),
            new Range("ff00::", 8, NEVER), new Range("fd00:ec2::254", 128, NEVER), new Range("2001::", 23, PRIVATE),
            new Range("2001:db8::", 32, PRIVATE), new Range("3fff::", 20, PRIVATE), new Range("2000::", 3, PUBLIC),
            new Range("::", 0, PRIVATE));

    private static final Range SIX_TO_FOUR = new Range("2002::", 16, PUBLIC);
    private static final Range NAT64 = new Range("64:ff9b::", 96, PUBLIC);

    /// An address of the old internet may stand inside one of the new. Java unpacks the mapped form (`::ffff:…`) by itself.
    static Place of(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return first(V4, bytes);
        }
        return SIX_TO_FOUR.holds(bytes) ? packed(bytes, 2) : NAT64.holds(bytes) ? packed(bytes, 12) : first(V6, bytes);
    }

    /// What is wrapped up and not public was wrapped up to get somewhere.
    private static Place packed(byte[] bytes, int at) {
        return first(V4, Arrays.copyOfRange(bytes, at, at + 4)) == PUBLIC ? PUBLIC : NEVER;
    }

    private static Place first(List<Range> ranges, byte[] bytes) {
        return ranges.stream().filter(range -> range.holds(bytes)).findFirst().orElseThrow().place;
    }

    /// @param bits that an address has in common with all others of it
    private record Range(byte[] start, int bits, Place place) {

        Range(String start, int bits, Place place) {
            this(InetAddress.ofLiteral(start).getAddress(), bits, place);
        }

        boolean holds(byte[] address) {
            for (int i = 0; i < bits; i++) {
                if (((address[i / 8] ^ start[i / 8]) >> 7 - i % 8 & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
