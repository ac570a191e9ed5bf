package org.trackerwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.trackerwatch.Backfill;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Two months that never were, so that charts have something to show. They are made from the present backwards, and end
/// with what the site says now.
final class Past {

    private static final Duration STEP = Duration.ofHours(4);
    private static final int STEPS = 62 * 6;

    /// Of all that was uploaded and downloaded ever, that much lies in these months.
    private static final double SHARE = 0.25;

    /// One in so many steps has a download.
    private static final int RARELY = 18;

    private final RandomGenerator random;
    private final Backfill backfill;

    Past(RandomGenerator random, Backfill backfill) {
        this.random = random;
        this.backfill = backfill;
    }

    void of(Transaction tx, Tracker tracker, SimulatedSite site, Instant end) {
        var at = end.minus(STEP.multipliedBy(STEPS));
        for (var figures : figures(site.member())) {
            at = at.plus(STEP);
            backfill.keep(tx, tracker, AccountStats.of(told(figures, site.engine())), at);
        }
    }

    private Deque<Figures> figures(Figures present) {
        var all = new ArrayDeque<Figures>();
        int promoted = random.nextInt(STEPS / 3, STEPS);
        long upload = (long) (present.uploaded() * SHARE / STEPS);
        long download = (long) (present.downloaded() * SHARE / STEPS * RARELY);
        var figures = present;
        for (int i = 0; i < STEPS; i++) {
            all.addFirst(figures);
            long down = random.nextInt(RARELY) == 0 ? random.nextLong(download) : 0;
            figures = figures.transferred(-random.nextLong(2 * upload), -down)
                    .earned(figures.bonus().divide(BigDecimal.valueOf(-2L * STEPS), 2, RoundingMode.DOWN))
                    .seeding(Math.max(1, figures.seeding() - random.nextInt(-2, 3)));
            if (i == promoted) {
                figures = figures.ranked("Newcomer");
            }
        }
        return all;
    }

    /// As much as each engine tells.
    private static Map<Field, Value> told(Figures figures, Engine engine) {
        var told = new HashMap<Field, Value>(Map.of(
                Field.UPLOADED, ByteSize.exact(figures.uploaded()), Field.DOWNLOADED, ByteSize.exact(figures.downloaded()),
                Field.SEEDING, new Value.Count(figures.seeding()), Field.LEECHING, new Value.Count(figures.leeching()),
                Field.BONUS, new Value.Amount(figures.bonus()), Field.CLASS, new Value.Text(figures.rank())));
        if (!(engine instanceof Gazelle)) {
            told.put(Field.HIT_AND_RUNS, new Value.Count(figures.hitAndRuns()));
        }
        return told;
    }
}
