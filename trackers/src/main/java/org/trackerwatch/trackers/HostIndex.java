package org.trackerwatch.trackers;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which sites' files name a host. They are looked through as text, once and only if somebody asks: to parse all of them
/// would take a command longer than all else that it does.
final class HostIndex {

    private static final Pattern HOST = Pattern.compile("https?://(?:www\\.)?([a-z0-9.-]*[a-z0-9])", Pattern.CASE_INSENSITIVE);

    private final Shelf shelf;
    private final Map<String, Set<String>> slugs = new HashMap<>();
    private boolean made;

    HostIndex(Shelf shelf) {
        this.shelf = shelf;
    }

    /// The slugs of files that may have the host among their addresses: it is somewhere in them. Bundled ones come first.
    synchronized List<String> naming(String host) {
        if (!made) {
            note(slug -> shelf.bundledText(Shelf.SITES, slug));
            note(slug -> shelf.usersText(Shelf.SITES, slug));
            made = true;
        }
        return List.copyOf(slugs.getOrDefault(host, Set.of()));
    }

    private void note(Function<String, Optional<String>> texts) {
        for (var slug : shelf.names(Shelf.SITES)) {
            texts.apply(slug).ifPresent(text -> HOST.matcher(text).results()
                    .forEach(found -> slugs.computeIfAbsent(found.group(1).toLowerCase(Locale.ROOT), _ -> new LinkedHashSet<>()).add(slug)));
        }
    }
}
