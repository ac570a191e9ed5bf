package org.trackerwatch.trackers;

import java.net.URI;

/// Where a credential may go: to the very same scheme, host and port, or from http to https of the same host.
final class Origins {

    private Origins() {}

    static boolean mayFollow(URI from, URI to) {
        if (!from.getHost().equalsIgnoreCase(to.getHost())) {
            return false;
        }
        boolean same = from.getScheme().equalsIgnoreCase(to.getScheme()) && port(from) == port(to);
        boolean upgrade = from.getScheme().equalsIgnoreCase("http") && to.getScheme().equalsIgnoreCase("https")
                && (port(from) == port(to) || port(from) == 80 && port(to) == 443);
        return same || upgrade;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
