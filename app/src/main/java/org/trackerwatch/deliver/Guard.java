package org.trackerwatch.deliver;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.trackerwatch.deliver.Call.Reach;

/// Lets no request lead where it may not: neither to a bare http address, nor into the user's network, unless he allowed
/// it, nor ever to where clouds hand out their secrets.
///
/// A name is judged by all its addresses, and OkHttp connects to those alone that were judged. Of an address that is
/// written as a number OkHttp asks nobody, so it is judged by itself. A proxy would do all of that out of sight; there is
/// none.
public final class Guard implements Dns {

    /// What OkHttp takes for an address and not for a name.
    private static final Pattern NUMBER = Pattern.compile("[\\d.]+|.*:.*");

    private static final Pattern AMBIGUOUS = Pattern.compile("(?:[\\d.]*\\.)?0\\d[\\d.]*");

    /// A name that the internet doesn't know: one without a dot, and those that routers and containers give out.
    private static final Pattern AT_HOME = Pattern.compile("(?i)[^.]+|.*\\.(?:local|localhost|internal|lan|home|home\\.arpa)");

    /// How the user gives leave.
    public static final String LEAVE = "“The address may lead into my own network” (under “Privacy, network, fallback”; on the command line --allow-private)";

    private static final String ALLOW = "switch on " + LEAVE + ".";

    private final Reach reach;
    private final Dns dns;

    private Guard(Reach reach, Dns dns) {
        this.reach = reach;
        this.dns = dns;
    }

    /// The same client, guarded but for what [#objection] finds.
    static OkHttpClient over(OkHttpClient http, Reach reach) {
        return http.newBuilder().dns(new Guard(reach, http.dns())).proxy(Proxy.NO_PROXY).build();
    }

    /// What is wrong with an address before any name is resolved.
    static Optional<String> objection(HttpUrl url, Reach reach) {
        if (!url.isHttps() && reach == Reach.PUBLIC) {
            return Optional.of("The target's address is plain http, which everybody on the way can read. Use https or,"
                    + " within your own network, " + ALLOW);
        }
        return objection(url.host(), reach);
    }

    /// The same of a whole address as it is written.
    static Optional<String> objectionTo(String address, Reach reach) {
        return Optional.ofNullable(HttpUrl.parse(address)).flatMap(url -> objection(url, reach));
    }

    static Optional<String> objection(String host, Reach reach) {
        if (isNumber(host)) {
            return number(host, reach);
        }
        boolean atHome = AT_HOME.matcher(host.replaceFirst("\\.$", "")).matches();
        return Optional.of(host + " is a name of a private network, and this target may not lead into one. If it is a machine of"
                + " your own, " + ALLOW).filter(_ -> atHome && reach == Reach.PUBLIC);
    }

    /// A machine of the user's own, or one beside it, as far as the host itself says so: no name is looked up.
    ///
    /// @param host as it stands in an address
    public static boolean isAtHome(String host) {
        var plain = host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
        try {
            return AT_HOME.matcher(plain).matches() && !isNumber(plain) || isNumber(plain) && Place.of(InetAddress.ofLiteral(plain)) == Place.PRIVATE;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean isNumber(String host) {
        return NUMBER.matcher(host).matches();
    }

    /// The addresses of a host that a connection of our own may be made to.
    ///
    /// @throws Refused in words for the user
    static List<InetAddress> resolved(Dns dns, String host, Reach reach) throws UnknownHostException {
        if (isNumber(host)) {
            var refusal = number(host, reach);
            if (refusal.isPresent()) {
                throw new Refused(refusal.get());
            }
            return List.of(InetAddress.ofLiteral(host));
        }
        return new Guard(reach, dns).lookup(host);
    }

    /// Some spellings of an address are read as one by some and as another by others: such a one is none. A zero before other
    /// digits is left out by Java, and makes them octal elsewhere.
    private static Optional<String> number(String host, Reach reach) {
        try {
            return AMBIGUOUS.matcher(host).matches() ? Optional.of(host + " can be read as more than one address. Write its numbers"
                    + " without zeros before them.") : judge(host, InetAddress.ofLiteral(host), reach);
        } catch (IllegalArgumentException _) {
            return Optional.of(host + " is neither a name nor an address. Write the address as four numbers with dots.");
        }
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var found = dns.lookup(host);
        for (var address : found) {
            var refusal = judge(host + " (" + address.getHostAddress() + ")", address, reach);
            if (refusal.isPresent()) {
                throw new Refused(refusal.get());
            }
        }
        return found;
    }

    /// Why nothing may be sent there.
    ///
    /// @param called for people
    static Optional<String> judge(String called, InetAddress address, Reach reach) {
        return switch (Place.of(address)) {
            case PUBLIC -> Optional.empty();
            case PRIVATE -> Optional.of(called + " lies in a private network, and this target may not lead into one. If it"
                    + " is a machine of your own, " + ALLOW).filter(_ -> reach == Reach.PUBLIC);
            case NEVER -> Optional.of(called + " is no address to send messages to: it is link-local, a group, or none at"
                    + " all. If the name is right, something in your network, such as an ad blocker, answers for it.");
        };
    }

    /// The message is for the user.
    static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
