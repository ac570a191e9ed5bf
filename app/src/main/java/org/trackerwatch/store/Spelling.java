package org.trackerwatch.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.LinkLocal;

/// How the user writes addresses, networks and places in a [Setting]. Empty is what is not allowed.
final class Spelling {

    private static final Pattern OF_EVERYBODY = Pattern.compile("accept(-.*)?|access-control-.*|alt-used|authorization|cache-control|cdn-loop|cf-.*|connection"
            + "|content-.*|cookie2?|date|device-memory|dnt|downlink|dpr|early-data|ect|expect|forwarded|from|host|http2-settings|if-.*|keep-alive"
            + "|last-event-id|max-forwards|origin|ping-.*|pragma|priority|proxy-.*|purpose|range|referer|rtt|save-data|sec-.*|service-worker.*|te|trailer"
            + "|transfer-encoding|true-client-ip|upgrade(-.*)?|user-agent|via|viewport-width|want-.*|warning|width|x-api-key|x-client-ip"
            + "|x-forwarded-(for|host|method|path|port|prefix|proto|protocol|scheme|server|ssl|uri)|x-real-ip|x-request-id|x-requested-with|x-scheme");

    private Spelling() {}

    static Optional<Path> folder(String text) {
        try {
            return text.isEmpty() || text.length() > 1000 ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// An empty address is “off”.
    static Optional<Optional<URI>> address(String text) {
        if (text.equals("off")) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(new URI(text)).filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null
                    && uri.getUserInfo() == null && LinkLocal.objection(uri.getHost()).isEmpty()).map(Optional::of);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// Its first word in small letters; capitals may matter in what follows.
    static String schemed(String address) {
        int end = address.indexOf("://") + 1;
        return address.substring(0, end).toLowerCase(Locale.ROOT) + address.substring(end);
    }

    /// No issuer has a question or a fragment (OpenID Connect Core, 2), so none could call itself so.
    static Optional<Optional<URI>> issuer(String text) {
        return address(text).filter(issuer -> issuer.filter(uri -> uri.getRawQuery() != null || uri.getRawFragment() != null).isEmpty());
    }

    /// Of reverse proxies: where half the internet is among them, anybody is believed.
    static Optional<Network> network(String text) {
        try {
            return Optional.of(Network.of(text)).filter(network -> !network.isWorldwide());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// By which a proxy names who signed in: none that everybody sends who asks for a page, or that proxies add for all.
    static Optional<Optional<String>> userHeader(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        return name.equals("off") ? Optional.of(Optional.empty())
                : Optional.of(text).filter(word -> word.matches("[A-Za-z][A-Za-z0-9-]{1,60}") && !OF_EVERYBODY.matcher(name).matches()).map(Optional::of);
    }
}
