package org.trackerwatch;

import java.net.URI;
import java.util.Optional;
import org.trackerwatch.deliver.Guard;
import org.trackerwatch.trackers.LinkLocal;

/// The address of a site as a user gives it: any host, one at home included, and a path where the site lies under one.
public final class SiteAddress {

    private SiteAddress() {}

    /// Without a slash at its end.
    ///
    /// @throws IllegalArgumentException in words for the user, without what he typed: it may hold a key
    public static String parse(String text) {
        var plain = text.strip().replaceFirst("/+$", "");
        var uri = uri(plain).orElseThrow(() -> new IllegalArgumentException("That is no address of a site; write it like"
                + " https://tracker.example or http://192.168.1.5:8080/tracker."));
        LinkLocal.objection(uri.getHost()).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The address of the site is its beginning alone, such as https://" + uri.getHost()
                    + ": no user, no page with “?” and no “#”.");
        }
        return plain;
    }

    /// That what opens the account can be read on the way there; empty where nobody else is on it. Some old sites have no https,
    /// and who wants to read one all the same may.
    public static Optional<String> exposure(Optional<String> address) {
        return address.flatMap(SiteAddress::uri).filter(uri -> uri.getScheme().equalsIgnoreCase("http") && !Guard.isAtHome(uri.getHost()))
                .map(uri -> "The address of the site is plain http: with each poll everybody on the way can read the key or cookie that opens"
                        + " the account. Use https://" + uri.getHost() + " if the site has it.");
    }

    public static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null && uri.getScheme().matches("(?i)https?"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
