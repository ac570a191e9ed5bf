package org.trackerwatch.trackers;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Where a tracker is reached through: `http://[user:password@]host:port` or `socks5://…`. The names of sites are
/// resolved by the proxy, so that not even a DNS query goes past it.
///
/// @param password as it was typed; percent-encoding undone
public record ProxyAddress(Kind kind, String host, int port, Optional<String> user, Optional<Secret> password) {

    public enum Kind { HTTP, SOCKS5 }

    /// Not a proxy's address. The message is for the user and does not repeat it: it may hold a password.
    public static final class Unusable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private Unusable() {
            super("A proxy is written as http://host:port or socks5://host:port,"
                    + " with user:password@ before the host if it needs them.");
        }

        private Unusable(String objection) {
            super("That is no proxy's address: " + objection);
        }
    }

    /// @throws Unusable where it is none
    public static ProxyAddress of(String text) {
        try {
            var uri = URI.create(text.strip());
            var kind = switch (Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT)) {
                case "http", "https" -> Kind.HTTP;
                case "socks5", "socks5h", "socks" -> Kind.SOCKS5;
                default -> throw new IllegalArgumentException();
            };
            if (uri.getHost() == null || "https".equalsIgnoreCase(uri.getScheme())) {
                throw new IllegalArgumentException();
            }
            LinkLocal.objection(uri.getHost()).ifPresent(objection -> {
                throw new Unusable(objection);
            });
            int port = uri.getPort() > 0 ? uri.getPort() : kind == Kind.HTTP ? 8080 : 1080;
            var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
            return new ProxyAddress(kind, uri.getHost().replaceAll("[\\[\\]]", ""), port,
                    Optional.of(decoded(login[0])).filter(user -> !user.isEmpty()),
                    login.length < 2 ? Optional.empty() : Optional.of(new Secret(decoded(login[1]))));
        } catch (Unusable e) {
            throw e;
        } catch (IllegalArgumentException _) {
            throw new Unusable();
        }
    }

    /// Which proxy that is, without its user and password.
    public static String place(Secret address) {
        try {
            var proxy = of(address.reveal());
            return proxy.kind().name().toLowerCase(Locale.ROOT) + " proxy " + proxy.host() + ":" + proxy.port();
        } catch (Unusable _) {
            return "a proxy that is none";
        }
    }

    /// Not yet resolved: whoever connects looks it up.
    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /// The value of `Proxy-Authorization`, where there is a user.
    Optional<Secret> basic() {
        return user.map(name -> new Secret("Basic " + Base64.getEncoder().encodeToString(
                (name + ":" + password.map(Secret::reveal).orElse("")).getBytes(StandardCharsets.UTF_8))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
