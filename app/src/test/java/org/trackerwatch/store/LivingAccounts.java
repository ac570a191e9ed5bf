package org.trackerwatch.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Accounts that live as real ones do: totals grow hour by hour, bonus rises and is spent, torrents come and go, and
/// each engine prints what it prints: UNIT3D sizes rounded to hundredths, Gazelle bytes, NexusPHP three places and
/// many fields.
public final class LivingAccounts {

    private enum Engine { UNIT3D, GAZELLE, NEXUSPHP }

    private final Random random;
    private final List<Account> accounts = new ArrayList<>();
    private Instant hour = Instant.parse("2026-01-01T00:00:00Z");

    public LivingAccounts(long seed, int count) {
        this.random = new Random(seed);
        for (int i = 0; i < count; i++) {
            accounts.add(new Account(i + 1, Engine.values()[i % 3]));
        }
    }

    /// What one hour's polls bring, one to a tracker. About one in a hundred fails and brings nothing.
    public List<Snapshot> nextHour() {
        hour = hour.plus(Duration.ofHours(1));
        return accounts.stream().filter(_ -> random.nextInt(100) > 0).map(Account::poll).toList();
    }

    /// How far time went.
    public Instant hour() {
        return hour;
    }

    private final class Account {

        private final long tracker;
        private final Engine engine;
        private long uploaded = (long) (random.nextDouble() * 40e12);
        private long downloaded = (long) (random.nextDouble() * 10e12);
        private double bonus = random.nextInt(200_000);
        private int seeding = random.nextInt(400);
        private int snatched = random.nextInt(2000);
        private long seedTime = random.nextInt(900_000_000);
        private int unread;

        Account(long tracker, Engine engine) {
            this.tracker = tracker;
            this.engine = engine;
        }

        Snapshot poll() {
            uploaded += random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * 20e9);
            downloaded += random.nextInt(6) == 0 ? (long) (random.nextDouble() * 30e9) : 0;
            bonus += seeding * 0.037 - (random.nextInt(500) == 0 ? bonus / 2 : 0);
            seeding += random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0;
            seeding = Math.max(0, seeding);
            snatched += random.nextInt(10) == 0 ? 1 : 0;
            seedTime += seeding * 3600L;
            unread = random.nextInt(50) == 0 ? random.nextInt(3) : unread;
            return new Snapshot(tracker, hour.plusMillis(random.nextInt(600_000)), stats(), false);
        }

        private AccountStats stats() {
            var values = new EnumMap<Field, Value>(Field.class);
            values.put(Field.USERNAME, new Value.Text("somebody" + tracker));
            values.put(Field.CLASS, new Value.Text(uploaded > 20e12 ? "Elite" : "Power User"));
            values.put(Field.SEEDING, new Value.Count(seeding));
            values.put(Field.LEECHING, new Value.Count(random.nextInt(8) == 0 ? 1 : 0));
            values.put(Field.HIT_AND_RUNS, new Value.Count(snatched / 1000));
            values.put(Field.WARNED, new Value.Flag(false));
            switch (engine) {
                case UNIT3D -> {
                    sizes(values, 2);
                    values.put(Field.RATIO, Ratio.finite(BigDecimal.valueOf(100 * uploaded / downloaded, 2)
                            .toString()));
                    values.put(Field.BONUS, new Value.Amount(BigDecimal.valueOf(Math.round(bonus * 100), 2)));
                }
                case GAZELLE -> {
                    sizes(values, 0);
                    values.put(Field.RATIO, Ratio.of(ByteSize.exact(uploaded), ByteSize.exact(downloaded)));
                    values.put(Field.REQUIRED_RATIO, new Value.Amount(new BigDecimal("0.60")));
                    values.put(Field.BONUS, new Value.Amount(BigDecimal.valueOf((long) bonus)));
                    values.put(Field.SNATCHED, new Value.Count(snatched));
                    values.put(Field.UNREAD, new Value.Count(unread));
                    values.put(Field.USER_ID, new Value.Text(String.valueOf(48_211 + tracker)));
                    values.put(Field.JOINED, new Value.Moment(Instant.parse("2019-03-04T17:22:09Z")));
                    values.put(Field.LAST_SEEN, new Value.Moment(hour.minusSeconds(random.nextInt(90_000))));
                }
                case NEXUSPHP -> {
                    sizes(values, 3);
                    values.put(Field.RATIO, Ratio.finite(BigDecimal.valueOf(1000 * uploaded / downloaded, 3)
                            .toString()));
                    values.put(Field.BONUS, new Value.Amount(BigDecimal.valueOf(Math.round(bonus * 10), 1)));
                    values.put(Field.SEED_POINTS, new Value.Amount(BigDecimal.valueOf(Math.round(seedTime / 1.3), 1)));
                    values.put(Field.TOTAL_SEED_TIME, new Value.Span(Duration.ofSeconds(seedTime)));
                    values.put(Field.JOINED, new Value.Moment(Instant.parse("2020-11-30T08:01:55Z")));
                    values.put(Field.LAST_SEEN, new Value.Moment(hour.plusSeconds(random.nextInt(600))));
                    values.put(Field.INVITES, new Value.Count(2));
                }
            }
            return AccountStats.of(values);
        }

        private void sizes(EnumMap<Field, Value> values, int decimals) {
            values.put(Field.UPLOADED, printed(uploaded, decimals));
            values.put(Field.DOWNLOADED, printed(downloaded, decimals));
            values.put(Field.BUFFER, printed(uploaded - downloaded, decimals));
        }

        private static ByteSize printed(long bytes, int decimals) {
            if (decimals == 0) {
                return ByteSize.exact(bytes);
            }
            var tebibytes = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1L << 40), decimals,
                    RoundingMode.HALF_UP);
            return ByteSize.parse(tebibytes.toPlainString() + " TiB").orElseThrow();
        }
    }
}
