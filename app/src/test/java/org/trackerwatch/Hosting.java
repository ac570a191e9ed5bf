package org.trackerwatch;

import org.trackerwatch.web.Server;

/// Lets tests of other packages serve the page and the API of a program that polls nothing.
public final class Hosting {

    private Hosting() {}

    /// @param port 0 for any that is free
    public static Server open(App app, int port) {
        return Serving.open(app, port);
    }
}
