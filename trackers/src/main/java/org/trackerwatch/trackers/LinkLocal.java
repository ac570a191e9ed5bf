package org.trackerwatch.trackers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/// Keeps requests away from addresses that hold good on one cable only: no tracker is there, but clouds hand out their
/// machines' secrets at them. Nor to what is no one machine's: groups, and 0.0.0.0, which some systems take for this
/// machine. The user's own network and machine are fine, since sites are tried there.
public final class LinkLocal implements Dns {

    /// Where one cloud does it outside of that range.
    private static final InetAddress CLOUD = InetAddress.ofLiteral("fd00:ec2::254");

    private static final InetAddress NAT64 = InetAddress.ofLiteral("64:ff9b::");
    private static final InetAddress SIX_TO_FOUR = InetAddress.ofLiteral("2002::");

    private final Dns dns;

    /// @param dns asked for names
    LinkLocal(Dns dns) {
        this.dns = dns;
    }

    /// The same client, kept away from there by name and by number, of which it asks nobody.
    public static OkHttpClient away(OkHttpClient http) {
        return http.newBuilder().dns(new LinkLocal(http.dns())).addInterceptor(chain -> {
            var objection = objection(chain.request().url().host());
            if (objection.isPresent()) {
                throw new Refused(objection.get());
            }
            return chain.proceed(chain.request());
        }).build();
    }

    /// What is wrong with a host before any name is resolved.
    ///
    /// @param host as it stands in an address
    public static Optional<String> objection(String host) {
        try {
            return objection(host, InetAddress.ofLiteral(host.replaceFirst("^\\[(.*)]$", "$1")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> objection(String host, InetAddress address) {
        if (isOfNone(address)) {
            return Optional.of(host + " is the address of no one machine. Nothing is asked of it.");
        }
        return isOne(address) ? Optional.of(host + " is a link-local address: it holds good on one cable only, and clouds keep secrets there."
                + " Nothing is asked of it.") : Optional.empty();
    }

    /// A machine of one's own may have such addresses beside others: they are left out.
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var found = dns.lookup(host);
        var fit = found.stream().filter(address -> !isRefused(address)).toList();
        if (fit.isEmpty() && !found.isEmpty()) {
            throw new Refused(objection(host + " (" + found.getFirst().getHostAddress() + ")", found.getFirst()).orElseThrow());
        }
        return fit;
    }

    static boolean isRefused(InetAddress address) {
        return isOne(address) || isOfNone(address);
    }

    /// A group's, everybody's, or what stands for any.
    private static boolean isOfNone(InetAddress address) {
        var bytes = address.getAddress();
        return address.isMulticastAddress() || address.isAnyLocalAddress() || bytes.length == 4 && (bytes[0] == 0 || bytes[0] == (byte) 255);
    }

    /// One of the old internet may stand inside one of the new. Java unpacks the mapped form (`::ffff:…`) by itself.
    private static boolean isOne(InetAddress address) {
        var bytes = address.getAddress();
        return address.isLinkLocalAddress() || address.equals(CLOUD) || bytes.length == 16
                && (begins(bytes, NAT64, 12) && isOld(bytes, 12) || begins(bytes, SIX_TO_FOUR, 2) && isOld(bytes, 2));
    }

    private static boolean begins(byte[] bytes, InetAddress start, int length) {
        return Arrays.equals(bytes, 0, length, start.getAddress(), 0, length);
    }

    private static boolean isOld(byte[] bytes, int at) {
        return bytes[at] == (byte) 169 && bytes[at + 1] == (byte) 254;
    }

    /// The message is for the user.
    static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
