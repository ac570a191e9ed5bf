package org.trackerwatch.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.random.RandomGenerator;
import org.trackerwatch.App;
import org.trackerwatch.Backfill;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.SavedPage;

/// Two months that never were, so that charts have something to show. They are made from the present backwards, and end
/// with what the site says now. Each is read from the pages that the site would have shown then, so that the first poll
/// goes on where they end: each engine rounds in its way, and has a buffer of its own.
final class Past {

    private static final int STEP = 4;
    private static final int STEPS = 62 * 24 / STEP;

    /// Of all that was downloaded ever, that much lies in these months.
    private static final double SHARE = 0.1;

    /// One in so many steps has a download.
    private static final int RARELY = 18;

    private final RandomGenerator random;
    private final App app;

    Past(RandomGenerator random, App app) {
        this.random = random;
        this.app = app;
    }

    void of(Transaction tx, Tracker tracker, SimulatedSite site, Instant end) {
        var backfill = new Backfill(app);
        var definition = app.definitions().find(site.engine().definition()).orElseThrow();
        var at = end.minus(Duration.ofHours(STEP * STEPS));
        for (var figures : figures(site.member())) {
            at = at.plus(Duration.ofHours(STEP));
            backfill.keep(tx, tracker, told(figures, site.engine(), definition), at);
        }
    }

    private Deque<Figures> figures(Figures present) {
        var all = new ArrayDeque<Figures>();
        int promoted = random.nextInt(STEPS / 3, STEPS);
        long download = (long) (present.downloaded() * SHARE / STEPS * RARELY);
        var figures = present;
        for (int i = 0; i < STEPS; i++) {
            all.addFirst(figures);
            long down = random.nextInt(RARELY) == 0 ? random.nextLong(download) : 0;
            figures = figures.seeded(-STEP, random).transferred(0, -down)
                    .seeding(Math.max(1, figures.seeding() - random.nextInt(-2, 3)));
            if (i == promoted) {
                figures = figures.ranked("Newcomer");
            }
        }
        return all;
    }

    private AccountStats told(Figures figures, Engine engine, Definition definition) {
        var pages = new HashMap<String, SavedPage>();
        engine.pages(figures).forEach((name, page) -> pages.put(name, SavedPage.of(page.getBytes(StandardCharsets.UTF_8))));
        return switch (app.reader().read(definition, pages)) {
            case Outcome.Read(var stats) -> stats;
            case Outcome.Failed(var failure) -> throw new IllegalStateException(failure.detail());
        };
    }
}
