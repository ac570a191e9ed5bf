package org.trackerwatch.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.store.Change;
import org.trackerwatch.store.Standing;
import org.trackerwatch.trackers.Time;

/// What happened lately, for all who listen: whoever of them asks first in a second looks for all. While nobody listens
/// nobody looks; who comes first then finds what happened meanwhile.
final class News {

    private static final Duration PAUSE = Duration.ofMillis(900);

    /// More than a page can want to hear one by one.
    private static final int KEPT = 500;

    /// How far a listener is. Numbers begin anew with each start of the program.
    ///
    /// @param run when the program was started
    /// @param nr  the last change that he knows
    record Place(String run, long nr) {

        static Optional<Place> of(String text) {
            int dash = text.indexOf('-');
            try {
                return dash < 0 ? Optional.empty() : Optional.of(new Place(text.substring(0, dash), Long.parseLong(text.substring(dash + 1))));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return run + "-" + nr;
        }
    }

    /// @param place where the listener is when he knows it
    record Item(Place place, Change change) {}

    /// @param missed whether more happened than is kept
    record Batch(Place place, List<Item> items, boolean missed) {}

    private record Seen(Standing standing, List<Change> changes) {}

    private final App app;
    private final Time time;
    private final String run;
    private final Deque<Item> kept = new ArrayDeque<>();
    private Optional<Standing> known = Optional.empty();
    private Instant looked = Instant.MIN;
    private long nr;

    /// @param time that listeners live by, which is not the app's in the demo
    News(App app, Time time) {
        this.app = app;
        this.time = time;
        run = Long.toString(time.now().toEpochMilli(), 36);
    }

    /// For who begins to listen.
    synchronized Place now() {
        look();
        return new Place(run, nr);
    }

    /// For who knows what happened up to there.
    synchronized Batch since(Place place) {
        look();
        long oldest = kept.isEmpty() ? nr : kept.getFirst().place.nr - 1;
        boolean missed = !place.run.equals(run) || place.nr < oldest || place.nr > nr;
        return new Batch(new Place(run, nr), missed ? List.of() : kept.stream().filter(item -> item.place.nr > place.nr).toList(), missed);
    }

    private void look() {
        var now = time.now();
        if (!looked.equals(Instant.MIN) && !now.isBefore(looked) && now.isBefore(looked.plus(PAUSE))) {
            return;
        }
        looked = now;
        var seen = app.database().read(tx -> {
            var standing = Standing.of(tx, app.time().now());
            return new Seen(standing, known.map(before -> standing.since(tx, before)).orElse(List.of()));
        });
        known = Optional.of(seen.standing);
        seen.changes.forEach(change -> kept.addLast(new Item(new Place(run, ++nr), change)));
        while (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }
}
