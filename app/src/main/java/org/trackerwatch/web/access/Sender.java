package org.trackerwatch.web.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.store.Network;
import org.trackerwatch.web.Request;

/// Where a request comes from, as far as what it came through is believed.
///
/// @param address of the browser, where a trusted proxy tells it; else of who connected
/// @param secure  whether the browser uses HTTPS
/// @param host    that the browser asked, with its port if it named one; empty if it said none
/// @param proxied whether it came through a trusted proxy
record Sender(InetAddress address, boolean secure, String host, boolean proxied) {

    static Sender of(Request request, List<Network> trusted) {
        var next = address(request.from()).orElseThrow(() -> new IllegalStateException("no address: " + request.from()));
        boolean proxied = isTrusted(next, trusted);
        var asked = request.header("Host").orElse("");
        var host = proxied ? first(request, "X-Forwarded-Host").orElse(asked) : asked;
        boolean secure = request.secure() || proxied && first(request, "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
        return new Sender(proxied ? behind(next, request, trusted) : next, secure, host, proxied);
    }

    /// Each proxy adds to the right whom it was asked by, so the last one that is no proxy of ours is who asks; whatever
    /// stands left of it he may have written himself.
    private static InetAddress behind(InetAddress proxy, Request request, List<Network> trusted) {
        var told = request.header("X-Forwarded-For").map(line -> List.of(line.split(","))).orElse(List.of());
        var last = proxy;
        for (var each : told.reversed()) {
            var read = address(each);
            if (read.isEmpty()) {
                return last;
            }
            last = read.get();
            if (!isTrusted(last, trusted)) {
                return last;
            }
        }
        return last;
    }

    private static boolean isTrusted(InetAddress address, List<Network> trusted) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    private static Optional<String> first(Request request, String name) {
        return request.header(name).map(line -> line.split(",")[0].strip()).filter(text -> !text.isEmpty());
    }

    /// Some write it in brackets, or with a port or a zone.
    private static Optional<InetAddress> address(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\[([^]]*)](:\\d+)?$", "$1").replaceFirst("^([\\d.]+):\\d+$", "$1")
                .replaceFirst("%.*", "");
        return Stream.of(plain).filter(each -> !each.isEmpty()).flatMap(each -> {
            try {
                return Stream.of(InetAddress.ofLiteral(each));
            } catch (IllegalArgumentException _) {
                return Stream.empty();
            }
        }).findFirst();
    }
}
