package org.trackerwatch.deliver;

import java.util.regex.Pattern;

/// Chat programs find links, mentions, hashtags and commands in text that has no markup at all, and offer no way to
/// escape them. What a tracker says should be none of these. So the sign that they begin with, or hang by, is followed
/// by a space of no width: it looks as before, and is found no more.
final class Inert {

    private static final String GAP = "\u200b";

    /// `@name`, `#tag`, `$USD`, `/command`, `https://`, and the dot of `example.org`, but not that of 1.25.
    private static final Pattern SIGNS = Pattern.compile(
            "[@#](?=[\\w\\p{L}\\p{N}])|\\$(?=[A-Z])|(?<![\\w/<>])/(?=\\w)|:(?=//)|(?<=[\\p{L}\\p{N}\\p{M}_-])\\.(?=\\p{L})");

    private Inert() {}

    static String text(String text) {
        return SIGNS.matcher(text).replaceAll("$0" + GAP);
    }
}
