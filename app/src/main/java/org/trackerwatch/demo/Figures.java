package org.trackerwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/// What a simulated site knows of its one member.
///
/// @param rank     the class, as the site calls it
/// @param bonus    points
/// @param required the ratio that the site demands
record Figures(String username, String rank, long uploaded, long downloaded, int seeding, int leeching, BigDecimal bonus,
               int hitAndRuns, boolean warned, BigDecimal required, LocalDate joined) {

    static final long GIB = 1L << 30;

    /// What one torrent uploads in an hour, at most.
    private static final long MOST_AN_HOUR = 4L << 20;

    /// For one torrent, in hundredths.
    private static final long POINTS_AN_HOUR = 5;

    /// A member without blemish.
    ///
    /// @param uploaded   in GiB
    /// @param downloaded in GiB; never 0 here
    static Figures of(String username, String rank, long uploaded, long downloaded, int seeding, LocalDate joined) {
        return new Figures(username, rank, uploaded * GIB, downloaded * GIB, seeding, 0,
                BigDecimal.valueOf(seeding * 137L), 0, false, new BigDecimal("0.6"), joined);
    }

    BigDecimal ratio() {
        return BigDecimal.valueOf(uploaded).divide(BigDecimal.valueOf(downloaded), 3, RoundingMode.DOWN);
    }

    /// What seeding as many torrents as now brings. Before so many hours, if they are negative.
    Figures seeded(int hours, RandomGenerator random) {
        return transferred(hours * seeding * random.nextLong(MOST_AN_HOUR), 0).earned(BigDecimal.valueOf(hours * seeding * POINTS_AN_HOUR, 2));
    }

    Figures transferred(long up, long down) {
        return new Figures(username, rank, uploaded + up, downloaded + down, seeding, leeching, bonus, hitAndRuns, warned,
                required, joined);
    }

    Figures earned(BigDecimal points) {
        return new Figures(username, rank, uploaded, downloaded, seeding, leeching, bonus.add(points), hitAndRuns, warned,
                required, joined);
    }

    Figures seeding(int torrents) {
        return new Figures(username, rank, uploaded, downloaded, torrents, leeching, bonus, hitAndRuns, warned, required,
                joined);
    }

    Figures ranked(String to) {
        return new Figures(username, to, uploaded, downloaded, seeding, leeching, bonus, hitAndRuns, warned, required,
                joined);
    }

    Figures hitAndRuns(int count) {
        return new Figures(username, rank, uploaded, downloaded, seeding, leeching, bonus, count, warned, required, joined);
    }

    Figures warned(boolean now) {
        return new Figures(username, rank, uploaded, downloaded, seeding, leeching, bonus, hitAndRuns, now, required,
                joined);
    }

    Figures requiring(String ratio) {
        return new Figures(username, rank, uploaded, downloaded, seeding, leeching, bonus, hitAndRuns, warned,
                new BigDecimal(ratio), joined);
    }
}
