package org.trackerwatch.web;

import java.util.Optional;

/// Who is asking, as far as it was proved.
///
/// @param access  what he may
/// @param way     how it was proved, for the log: `session`, `key`, `proxy`, `nobody`
/// @param session whose cookie it was, to end it by
public record Caller(Access access, String way, Optional<Long> session) {

    public static final Caller NOBODY = new Caller(Access.OPEN, "nobody", Optional.empty());
}
