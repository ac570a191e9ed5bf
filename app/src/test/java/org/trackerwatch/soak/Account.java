package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A member's year on one site, by chance: quiet for the most part.
final class Account {

    static final long GIB = 1L << 30;

    /// What comes by parts of a total grows no faster than with this: no year reaches what whole numbers hold.
    private static final long MUCH = 64L << 40;

    private static final List<String> RANKS = List.of("User", "Power User", "Elite User", "Crazy User", "Insane User");

    /// What a page says that can't be so, for one poll.
    enum Glitch { NONE, NOTHING, HALF, THOUSANDFOLD, BELOW_ZERO }

    private static final List<LocalDate> BIRTHDAYS = List.of(LocalDate.of(2024, 2, 29), LocalDate.of(2020, 2, 29), LocalDate.of(2022, 1, 31),
            LocalDate.of(2021, 8, 31), LocalDate.of(2023, 12, 31));

    final Random random;
    final Instant joined;
    long uploaded;
    long downloaded;
    long seeding;
    long hitAndRuns;
    int warnings;
    long unread;
    boolean mayDownload = true;
    Optional<BigDecimal> required = Optional.empty();
    private int rank;
    private long restless;

    Account(Random random, LocalDate start) {
        this.random = random;
        joined = birthday(start).atTime(random.nextInt(24), random.nextInt(60)).toInstant(ZoneOffset.UTC);
        boolean fresh = random.nextInt(8) == 0;
        uploaded = fresh ? 0 : random.nextLong(6L << 40);
        downloaded = fresh || random.nextInt(10) == 0 ? 0 : 1 + random.nextLong(4L << 40);
        seeding = random.nextInt(120);
        hitAndRuns = random.nextInt(3);
        warnings = random.nextInt(12) == 0 ? 1 : 0;
        rank = random.nextInt(RANKS.size());
    }

    /// Some on the days on which programs stumble, some within the year that is played.
    private LocalDate birthday(LocalDate start) {
        return switch (random.nextInt(3)) {
            case 0 -> BIRTHDAYS.get(random.nextInt(BIRTHDAYS.size()));
            case 1 -> start.minusDays(random.nextInt(200));
            default -> start.minusDays(200 + random.nextInt(3000));
        };
    }

    /// So much happened since it was last looked at.
    void live(Duration since) {
        double hours = Math.min(48, since.toMillis() / 3_600_000.0);
        uploaded += (long) (random.nextDouble() * hours * seeding * GIB / 40);
        restless = chance(hours, 500) ? 1 + random.nextInt(20) : restless;
        if (restless > 0 || chance(hours, 60)) {
            restless = Math.max(0, restless - 1);
            downloaded += (long) (random.nextDouble() * 60 * GIB) + Math.min(downloaded, MUCH) / (8 + random.nextInt(40));
        }
        uploaded += chance(hours, 400) ? Math.min(downloaded, MUCH) / (2 + random.nextInt(8)) : 0;
        seeding = seeded(hours);
        hitAndRuns = Math.max(0, hitAndRuns + (chance(hours, 400) ? 1 + random.nextInt(2) : 0) - (chance(hours, 700) ? 1 : 0));
        warnings = chance(hours, 900) ? random.nextInt(2) : warnings;
        mayDownload = chance(hours, 1200) ? random.nextBoolean() : mayDownload;
        rank = chance(hours, 900) ? random.nextInt(RANKS.size()) : rank;
        required = chance(hours, 800) ? demanded() : required;
        unread = chance(hours, 60) ? 0 : unread + (chance(hours, 150) ? 1 + random.nextInt(3) : 0);
        corrected(hours);
    }

    private long seeded(double hours) {
        if (chance(hours, seeding == 0 ? 30 : 600)) {
            return seeding == 0 ? 1 + random.nextInt(80) : 0;
        }
        return seeding == 0 ? 0 : Math.clamp(seeding + random.nextInt(5) - 2, 1, 400);
    }

    private Optional<BigDecimal> demanded() {
        return Optional.of(new BigDecimal(List.of("0", "0.4", "0.6", "1.0", "1.5").get(random.nextInt(5))));
    }

    /// By its staff.
    private void corrected(double hours) {
        if (chance(hours, 2500)) {
            uploaded -= uploaded / 3;
        }
        if (chance(hours, 2500)) {
            downloaded -= downloaded / 3;
        }
    }

    boolean chance(double hours, double mean) {
        return random.nextDouble() < hours / mean;
    }

    String rank() {
        return RANKS.get(rank);
    }

    Glitch glitch() {
        return random.nextInt(600) == 0 ? Glitch.values()[1 + random.nextInt(Glitch.values().length - 1)] : Glitch.NONE;
    }

    /// The total as a page says it that can't be right.
    static long seen(long total, Glitch glitch) {
        return switch (glitch) {
            case NONE -> total;
            case NOTHING -> 0;
            case HALF -> total / 2;
            case THOUSANDFOLD -> Math.min(total * 1500, 1L << 60);
            case BELOW_ZERO -> -1 - total / 3;
        };
    }
}
