package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

class BlockTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123Z");

    @RepeatedTest(500)
    void any_row_of_snapshots_comes_back_as_it_was(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        var any = new AnyStats(random);
        var written = new ArrayList<Snapshot>();
        var block = Block.empty(7);
        var stats = any.next();
        var at = START;
        for (int i = 0; i < 12; i++) {
            var snapshot = new Snapshot(7, at, stats, random.nextInt(5) == 0);
            written.add(snapshot);
            block = block.with(snapshot);
            stats = random.nextInt(4) == 0 ? any.next() : any.after(stats);
            at = at.plusMillis(random.nextInt(-100_000, 10_000_000));
        }
        assertEquals(written, block.snapshots(), "seed " + seed);
        assertEquals(written.getLast(), block.last().orElseThrow(), "seed " + seed);
    }

    @Test
    void unknown_zero_infinite_and_none_stay_four_things() {
        var zero = stats(Field.RATIO, Ratio.finite("0")).with(Field.SEEDING, new Value.Count(0))
                .with(Field.UPLOADED, ByteSize.ZERO);
        var infinite = stats(Field.RATIO, new Ratio.Infinite());
        var none = stats(Field.RATIO, new Ratio.None());
        survives(AccountStats.NOTHING, zero, infinite, none, AccountStats.NOTHING, none, zero);
    }

    @Test
    void a_known_field_becomes_unknown_and_known_again() {
        var warned = stats(Field.WARNED, new Value.Flag(true));
        survives(warned, AccountStats.NOTHING, warned, stats(Field.WARNED, new Value.Flag(false)));
    }

    @Test
    void the_precision_of_a_size_is_part_of_it() {
        survives(size("1.50 TiB"), size("1.5 TiB"), size("2 TiB"), size("-0.01 GiB"), size("88.88 PiB"),
                size("1649267441664"),
                stats(Field.UPLOADED, new ByteSize(1649267441664L, 0, 2)), stats(Field.UPLOADED, new ByteSize(5, 4, 2)),
                stats(Field.UPLOADED, new ByteSize(Long.MIN_VALUE, 6, 9)),
                stats(Field.UPLOADED, new ByteSize(Long.MAX_VALUE, 1, 0)));
    }

    @Test
    void the_places_of_a_number_are_part_of_it() {
        survives(amount("1.50"), amount("1.5"), amount("-0.00"), amount("1E+6"), amount("1000000"),
                amount("123456789012345678901234567890.123"), amount("9223372036854775807"),
                amount("-9223372036854775808"),
                amount("9223372036854775808"));
    }

    @Test
    void moments_and_lengths_are_kept_to_the_nanosecond() {
        survives(times(Instant.parse("2009-02-13T23:31:30Z"), Duration.ofDays(4000)),
                times(Instant.parse("1969-12-31T23:59:59.999999999Z"), Duration.ofSeconds(-1, 1)),
                times(Instant.MIN, Duration.ofSeconds(Long.MIN_VALUE)),
                times(Instant.MAX, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
    }

    @Test
    void a_ratio_and_buffer_that_follow_from_the_totals_take_no_room() {
        var totals = stats(Field.UPLOADED, ByteSize.exact(5_000_000_000L))
                .with(Field.DOWNLOADED, ByteSize.exact(3_000_000_000L));
        var all = totals.with(Field.RATIO, Ratio.of(ByteSize.exact(5_000_000_000L), ByteSize.exact(3_000_000_000L)))
                .with(Field.BUFFER, ByteSize.exact(2_000_000_000L));
        survives(totals, all, totals, all.with(Field.RATIO, Ratio.finite("1.66")), all.without(Field.DOWNLOADED), all);
        var later = all.with(Field.UPLOADED, ByteSize.exact(5_000_000_100L))
                .with(Field.RATIO, Ratio.of(ByteSize.exact(5_000_000_100L), ByteSize.exact(3_000_000_000L)))
                .with(Field.BUFFER, ByteSize.exact(2_000_000_100L));
        var first = Block.empty(1).with(new Snapshot(1, START, all, false));
        var both = first.with(new Snapshot(1, START.plusSeconds(3600), later, false));
        assertEquals(8, both.packed().length - first.packed().length,
                "time 4, mask 1, form 1, difference of 100 bytes 2");
    }

    @Test
    void extras_change_one_by_one() {
        survives(new AccountStats(Map.of(), Map.of("x_a", "1", "x_b", "2")),
                new AccountStats(Map.of(), Map.of("x_a", "1", "x_b", "3")),
                new AccountStats(Map.of(), Map.of("x_0", "", "x_b", "3")), AccountStats.NOTHING);
    }

    /// The places are the database's format. This list only grows, at its end.
    @Test
    void every_field_has_its_place_for_good() {
        assertEquals(EnumSet.allOf(Field.class), new HashSet<>(Figures.FIELDS));
        assertEquals(Field.values().length, Figures.FIELDS.size());
        assertTrue(Figures.FIELDS.size() <= 61, "the mask has room for 61");
        assertEquals("""
                [UPLOADED, DOWNLOADED, RATIO, BUFFER, BONUS, SEEDING, LEECHING, SEED_SIZE, SNATCHED, TOTAL_SEED_TIME, \
                AVERAGE_SEED_TIME, LAST_SEEN, SEED_POINTS, BONUS_RATE, REAL_UPLOADED, REAL_DOWNLOADED, REAL_RATIO, \
                REQUIRED_RATIO, HIT_AND_RUNS, HIT_AND_RUNS_PENDING, UNSATISFIED, UNREAD, UNREAD_NOTIFICATIONS, TOKENS, INVITES, \
                UPLOADS, CLASS, WARNED, WARNINGS, DONOR, PARKED, CAN_DOWNLOAD, CONNECTABLE, VIP_UNTIL, KEY_EXPIRES, \
                HIT_AND_RUN_LIMIT, INACTIVE_HIT_AND_RUNS, UNSATISFIED_LIMIT, USERNAME, USER_ID, JOINED]""",
                Figures.FIELDS.subList(0, 41).toString());
    }

    private static void survives(AccountStats... row) {
        var block = Block.empty(1);
        var written = new ArrayList<Snapshot>();
        for (var stats : row) {
            var snapshot = new Snapshot(1, START.plusSeconds(written.size()), stats, false);
            written.add(snapshot);
            block = block.with(snapshot);
        }
        assertEquals(written, block.snapshots());
    }

    private static AccountStats size(String text) {
        return stats(Field.UPLOADED, ByteSize.parse(text).orElseThrow());
    }

    private static AccountStats times(Instant joined, Duration seeded) {
        return stats(Field.JOINED, new Value.Moment(joined)).with(Field.TOTAL_SEED_TIME, new Value.Span(seeded));
    }

    private static AccountStats amount(String text) {
        return stats(Field.BONUS, new Value.Amount(new BigDecimal(text)));
    }

    private static AccountStats stats(Field field, Value value) {
        return AccountStats.NOTHING.with(field, value);
    }
}
