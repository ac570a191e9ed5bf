package org.trackerwatch.indexers;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;

/// A tracker as another program keeps it.
///
/// @param name      that program's word for it
/// @param addresses of the site, the one in use first
/// @param secrets   what opens it, by kind, as far as the program tells
/// @param userAgent of the browser that the cookies are from; empty if unknown
/// @param withheld  it has a credential that it tells nobody
/// @param signsIn   with a password
public record Indexer(String name, List<URI> addresses, Map<CredentialKind, Secret> secrets, String userAgent, boolean withheld,
                      boolean signsIn) {

    public Indexer {
        addresses = List.copyOf(addresses);
        secrets = Map.copyOf(secrets);
    }

    /// What both programs call their settings: `apikey`, `API Key`, `apiKey`. Passkeys and keys of feeds open no
    /// account, so they are none of these.
    static Optional<CredentialKind> kind(String setting) {
        return switch (plain(setting)) {
            case "apikey", "apitoken" -> Optional.of(CredentialKind.API_KEY);
            case "cookie", "cookies", "mamid" -> Optional.of(CredentialKind.COOKIE);
            default -> Optional.empty();
        };
    }

    static boolean isPassword(String setting) {
        return plain(setting).equals("password");
    }

    static boolean isUserAgent(String setting) {
        return plain(setting).equals("useragent") || plain(setting).equals("cookieuseragent");
    }

    private static String plain(String setting) {
        return setting.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
