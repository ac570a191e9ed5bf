package org.trackerwatch.indexers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Cookies of many sites in one file, as browser extensions export them: `cookies.txt` or JSON. Each site in it is one
/// that the user may be logged in to.
public final class CookieFile {

    private CookieFile() {}

    /// @param text      the file
    /// @param userAgent of the browser that they are from; empty if unknown
    public static Listing list(String text, String userAgent) {
        var domains = domains(text.strip()).map(domain -> domain.strip().replaceFirst("^(#HttpOnly_)?\\.?", ""))
                .filter(domain -> domain.matches("[\\w-]+(\\.[\\w-]+)+")).distinct().sorted().toList();
        return domains.isEmpty()
                ? new Listing.Failed("There are no cookies in this file that say which site they belong to. Export them as cookies.txt or as JSON.")
                : new Listing.Found(domains.stream().map(domain -> new Indexer(domain, List.of(URI.create("https://" + domain + "/")),
                        Map.of(CredentialKind.COOKIE, new Secret(text)), userAgent, false, false)).toList());
    }

    private static Stream<String> domains(String text) {
        return text.startsWith("[") || text.startsWith("{") ? exported(text)
                : text.lines().filter(line -> !line.startsWith("# ") && line.split("\t", -1).length >= 7).map(line -> line.split("\t", -1)[0]);
    }

    private static Stream<String> exported(String text) {
        try {
            var root = JsonMapper.shared().readTree(text);
            var list = root.path("cookies").isArray() ? root.path("cookies") : root;
            return StreamSupport.stream(list.spliterator(), false).map(cookie -> cookie.path("domain").asString(""));
        } catch (JacksonException _) {
            return Stream.empty();
        }
    }
}
