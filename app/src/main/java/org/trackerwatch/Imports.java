package org.trackerwatch;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.trackerwatch.indexers.Indexer;
import org.trackerwatch.indexers.Jackett;
import org.trackerwatch.indexers.Listing;
import org.trackerwatch.indexers.LocalApi;
import org.trackerwatch.indexers.Prowlarr;
import org.trackerwatch.trackers.Secret;

/// Asks other programs of the user's for the trackers they know.
public final class Imports {

    private final App app;

    public Imports(App app) {
        this.app = app;
    }

    public Listing prowlarr(URI address, Secret apiKey) {
        return new Prowlarr(new LocalApi(app.doors().http(), address), apiKey).list();
    }

    /// @param wanted of which indexers the settings are asked for
    public Listing jackett(URI address, Optional<Secret> adminPassword, Predicate<Indexer> wanted) {
        return new Jackett(new LocalApi(app.doors().http(), address), adminPassword).list(wanted);
    }
}
