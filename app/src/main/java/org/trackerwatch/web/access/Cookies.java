package org.trackerwatch.web.access;

import java.time.Duration;
import org.trackerwatch.store.BrowserSessions;
import org.trackerwatch.trackers.Secret;

/// The cookies. Scripts can't read them, other sites can't send them, and behind HTTPS they never travel without, nor can a
/// page without HTTPS plant one there.
///
/// @param instance browsers send a host's cookies to each of its ports, so each installation there has its own names
/// @param secure   whether the browser uses HTTPS
record Cookies(String instance, boolean secure) {

    /// Time enough to sign in elsewhere.
    private static final Duration ERRAND = Duration.ofMinutes(10);

    /// Of whoever is signed in.
    String session() {
        return prefix() + "trackerwatch_" + instance;
    }

    /// Of whoever is at an identity provider.
    String errand() {
        return session() + "_errand";
    }

    /// Without a path it goes to where it came from: to `api/v1/` below whatever path the browser knows the page by, which
    /// a reverse proxy may have taken away before anybody here could see it.
    String holding(Secret text) {
        return written(session(), text.reveal(), BrowserSessions.LONGEST, "Strict");
    }

    /// The same for an answer that comes from further below.
    String holding(Secret text, String base) {
        return holding(text) + "; Path=" + base + "/api/v1";
    }

    String gone() {
        return written(session(), "", Duration.ZERO, "Strict");
    }

    /// Not a strict one, since the browser comes back from another site.
    String leaving(Secret text, String base) {
        return written(errand(), text.reveal(), ERRAND, "Lax") + "; Path=" + base + "/api/v1/oidc";
    }

    private String written(String name, String value, Duration length, String site) {
        return name + "=" + value + "; Max-Age=" + length.toSeconds() + "; HttpOnly; SameSite=" + site + (secure ? "; Secure" : "");
    }

    /// `__Host-` would want the path `/`, and with it every other program below the same name to get the cookie.
    private String prefix() {
        return secure ? "__Secure-" : "";
    }
}
