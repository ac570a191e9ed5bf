package org.trackerwatch.web;

import java.util.Optional;

/// Who is asking, as far as it was proved.
///
/// @param access  what he may
/// @param way     how it was proved
/// @param session whose cookie it was, to end it by
public record Caller(Access access, String way, Optional<Long> session) {

    public static final String KEY = "key";
    public static final String SESSION = "session";
    public static final String PROXY = "proxy";

    public static final Caller NOBODY = new Caller(Access.OPEN, "nobody", Optional.empty());

    /// Whether the browser proves it without that a page did anything, so that any site's page could ask in his name.
    public boolean isByItself() {
        return way.equals(SESSION) || way.equals(PROXY);
    }
}
