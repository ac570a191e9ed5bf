package org.trackerwatch.cli.input;

import java.net.URI;
import java.util.Optional;
import org.trackerwatch.SiteAddress;
import org.trackerwatch.cli.terminal.Refusal;

/// The address of a site as a user types it: any host, one at home included, and a path where the site lies under one.
public final class Address {

    private Address() {}

    /// Without a slash at its end.
    public static String parse(String text) {
        var plain = text.strip().replaceFirst("/+$", "");
        var uri = uri(plain).orElseThrow(() -> Refusal.usage("“" + Suspect.shown(text.strip()) + "” is no address of a site;"
                + (plain.contains("://") ? Optional.<String>empty() : likely(plain)).map(meant -> " write " + meant + ".")
                        .orElse(" write it like https://tracker.example or http://192.168.1.5:8080/tracker.")));
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw Refusal.usage("The address of the site is its beginning alone, such as https://" + uri.getHost()
                    + ": no user, no page with “?” and no “#”. A key is given at the prompt or with --secret-file.");
        }
        return plain;
    }

    /// With what was left out in front of it: at home there are seldom certificates.
    private static Optional<String> likely(String text) {
        return uri("http://" + text).filter(uri -> uri.getRawUserInfo() == null && uri.getRawQuery() == null)
                .map(uri -> (uri.getHost().matches("[\\d.]+|[^.]+|\\[.*") ? "http://" : "https://") + Suspect.shown(text));
    }

    private static Optional<URI> uri(String text) {
        return SiteAddress.uri(text);
    }
}
