package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A URL as people paste it: with blanks or `<…>` around it, or without its `https://`. Hosts are compared as a whole:
/// another one may have the name of a service in its own, in its query, or before an `@`.
record PastedUrl(URI uri) {

    /// Without what mail and chat programs put around it.
    static String bare(String pasted) {
        var text = pasted.strip();
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1).strip() : text;
    }

    /// Whether a machine can have it, or none was named.
    static boolean isPort(int port) {
        return port == -1 || port >= 1 && port <= 65_535;
    }

    /// Empty if it is none, or names no host, or a port that no machine has.
    static Optional<PastedUrl> of(String pasted) {
        var text = bare(pasted);
        try {
            var uri = new URI(text.contains("://") ? text : "https://" + text);
            return uri.getHost() == null || uri.getPath() == null || !isPort(uri.getPort()) ? Optional.empty() : Optional.of(new PastedUrl(uri));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /// Leads to this host and to nothing else there than its usual port, whatever the scheme.
    boolean leadsTo(URI service) {
        return host().equals(service.getHost()) && (uri.getPort() == -1 || uri.getPort() == 443) && uri.getRawUserInfo() == null;
    }

    /// The path below a base address; empty if it lies elsewhere.
    Optional<String> below(URI base) {
        boolean below = uri.getRawAuthority() != null && base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority()) && uri.getPath().startsWith(base.getPath());
        return below ? Optional.of(uri.getPath().substring(base.getPath().length())) : Optional.empty();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(uri.getRawQuery()).flatMap(query -> parameter(query, name));
    }

    /// The first one of that name, decoded; one without a value is none.
    private static Optional<String> parameter(String query, String name) {
        return Arrays.stream(query.split("&")).filter(parameter -> parameter.startsWith(name + "=")).findFirst()
                .map(parameter -> decoded(parameter.substring(name.length() + 1))).filter(value -> !value.isBlank());
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
