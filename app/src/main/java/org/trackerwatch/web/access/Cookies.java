package org.trackerwatch.web.access;

import org.trackerwatch.store.BrowserSessions;
import org.trackerwatch.trackers.Secret;

/// The one cookie. Scripts can't read it, other sites can't send it, and behind HTTPS it never travels without.
final class Cookies {

    static final String NAME = "trackerwatch_session";

    private Cookies() {}

    static String holding(Secret text, String base, boolean secure) {
        return written(text.reveal(), base, secure, BrowserSessions.LONGEST.toSeconds());
    }

    static String gone(String base, boolean secure) {
        return written("", base, secure, 0);
    }

    private static String written(String value, String base, boolean secure, long seconds) {
        return NAME + "=" + value + "; Path=" + (base.isEmpty() ? "/" : base) + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
