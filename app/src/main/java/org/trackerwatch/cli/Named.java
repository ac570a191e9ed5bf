package org.trackerwatch.cli;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;

/// Finds what a user named, or says what he may have meant.
record Named(App app) {

    Tracker tracker(Transaction tx, String name) {
        return app.registry().find(tx, name).orElseThrow(() -> missing("tracker", name, app.registry().nearest(tx, name)));
    }

    Target target(Transaction tx, String name) {
        return app.targets().find(tx, name).orElseThrow(() -> missing("target", name, app.targets().nearest(tx, name)));
    }

    List<Tracker> trackers(Transaction tx, List<String> names) {
        return names.stream().map(name -> tracker(tx, name)).distinct().toList();
    }

    /// Only where one was named.
    Optional<Tracker> tracker(Transaction tx, Optional<String> name) {
        return name.map(given -> tracker(tx, given));
    }

    Optional<Target> target(Transaction tx, Optional<String> name) {
        return name.map(given -> target(tx, given));
    }

    private static Refusal missing(String kind, String name, List<String> nearest) {
        return Refusal.failed("There is no " + kind + " named “" + Suspect.shown(name) + "”."
                + (nearest.isEmpty() ? "" : " Did you mean “" + String.join("” or “", nearest) + "”?")
                + " “trackerwatch " + kind + " list” shows them all.");
    }
}
