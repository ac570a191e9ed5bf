package org.trackerwatch.poll;

import java.net.URI;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Definition;

/// Makes what a reader needs of what is stored.
public final class Accounts {

    private Accounts() {}

    /// Whoever asks a site comes by here.
    ///
    /// @throws IllegalArgumentException if the tracker has no address (a platform needs the user's own), or its site's staff
    ///                                  refuse programs
    public static Account of(Tracker tracker, Definition definition, Registry.Access access) {
        if (definition.isByHand()) {
            throw new IllegalArgumentException("The staff of " + definition.name() + " do not want programs to ask it, so it is not asked.");
        }
        return new Account(definition, base(tracker, definition), tracker.username(), access.credential(), access.proxy(),
                access.memory());
    }

    private static URI base(Tracker tracker, Definition definition) {
        return tracker.url().map(URI::create).orElseGet(() -> definition.links().stream().findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + tracker.name() + "” has no address. Give it one:"
                        + " trackerwatch tracker edit " + tracker.name() + " --url https://…")));
    }
}
