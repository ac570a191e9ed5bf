package org.trackerwatch.cli;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Transaction;

/// The store, open for one transaction. Finds in it what a user named, or says what he may have meant.
record Books(App app, Transaction tx) {

    Tracker tracker(String name) {
        return app.registry().find(tx, name).orElseThrow(() -> missing("tracker", name, app.registry().nearest(tx, name)));
    }

    Target target(String name) {
        return app.targets().find(tx, name).orElseThrow(() -> missing("target", name, app.targets().nearest(tx, name)));
    }

    TrackerReport report(Tracker tracker) {
        return TrackerReport.of(app, tx, tracker);
    }

    List<Tracker> trackers(List<String> names) {
        return names.stream().map(this::tracker).distinct().toList();
    }

    /// Only where one was named.
    Optional<Tracker> tracker(Optional<String> name) {
        return name.map(this::tracker);
    }

    Optional<Target> target(Optional<String> name) {
        return name.map(this::target);
    }

    Delivery delivery(long id) {
        return app.deliveries().get(tx, id).orElseThrow(() -> Refusal.failed("There is no delivery " + id
                + "; “trackerwatch delivery list” shows them."));
    }

    private static Refusal missing(String kind, String name, List<String> nearest) {
        return Refusal.failed("There is no " + kind + " named “" + Suspect.shown(name) + "”."
                + (nearest.isEmpty() ? "" : " Did you mean “" + String.join("” or “", nearest) + "”?")
                + " “trackerwatch " + kind + " list” shows them all.");
    }
}
