package org.trackerwatch.poll;

import java.net.URI;
import java.util.Optional;
import org.trackerwatch.core.ShellWord;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Hosts;

/// Makes what a reader needs of what is stored.
public final class Accounts {

    private Accounts() {}

    /// How a tracker is read, and what the staff wish whose site it is in truth. Empty where its file is gone.
    public static Optional<Definition> definition(Definitions definitions, Tracker tracker) {
        return definitions.find(tracker.definition(), tracker.url().map(URI::create));
    }

    /// Whoever asks a site comes by here.
    ///
    /// @throws IllegalArgumentException if the tracker has no definition or no address (a platform needs the user's own), or
    ///                                  its site's staff refuse programs
    public static Account of(Tracker tracker, Definitions definitions, Registry.Access access) {
        return of(tracker, definition(definitions, tracker).orElseThrow(() -> new IllegalArgumentException("There is no definition “"
                + tracker.definition() + "”.")), access);
    }

    private static Account of(Tracker tracker, Definition definition, Registry.Access access) {
        if (definition.isByHand()) {
            throw new IllegalArgumentException("The staff of " + definition.name() + " do not want programs to ask it, so it is not asked.");
        }
        return new Account(definition, base(tracker, definition), tracker.username(), access.credential(), access.proxy(),
                access.memory());
    }

    /// Where a tracker is read, by host and port, so that it shows which are of one site. Without an address, its definition.
    public static String place(Definitions definitions, Tracker tracker) {
        return tracker.url().map(URI::create)
                .or(() -> definition(definitions, tracker).flatMap(known -> known.links().stream().findFirst()))
                .map(address -> Hosts.of(address) + ":" + address.getPort()).orElse(tracker.definition());
    }

    private static URI base(Tracker tracker, Definition definition) {
        return tracker.url().map(URI::create).orElseGet(() -> definition.links().stream().findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + tracker.name() + "” has no address. Give it one on its page (Edit), or with:"
                        + " trackerwatch tracker edit " + ShellWord.of(tracker.name()) + " --url https://…")));
    }
}
