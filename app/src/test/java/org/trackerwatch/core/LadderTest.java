package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Ladder.State;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Rank;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

final class LadderTest {

    private static final long GIB = 1L << 30;

    private static final Rank USER = rank("User", 0, Map.of(), List.of());
    private static final Rank POWER = rank("Power User", 1, Map.of("ratio", Ratio.finite("1.0"), "uploaded", ByteSize.exact(100 * GIB)), List.of());
    private static final Rank ELITE = rank("Elite", 2, Map.of(Rank.ACCOUNT_AGE, new Value.Span(Duration.ofDays(30))),
            List.of(Map.of("uploads", new Value.Count(5)), Map.of("x_posts", new Value.Amount(BigDecimal.TEN))));
    private static final Rank STAFF = new Rank("Staff", List.of(), Optional.of(9), Map.of(), List.of(), Map.of(), true, true);

    private static final List<Rank> RANKS = List.of(USER, POWER, ELITE, STAFF);

    private static Rank rank(String name, int tier, Map<String, Value> needs, List<Map<String, Value>> anyOf) {
        return new Rank(name, List.of(), Optional.of(tier), needs, anyOf, Map.of(), false, false);
    }

    private static Ladder above(Rank present, AccountStats figures, Optional<Duration> age) {
        return Ladder.above(present, RANKS, figures, age).orElseThrow();
    }

    private static AccountStats figures(Map<Field, Value> values) {
        return AccountStats.of(values);
    }

    private static Ladder.Step step(Ladder ladder, String figure) {
        return ladder.needs().stream().filter(step -> step.figure().equals(figure)).findFirst().orElseThrow();
    }

    @Test
    void what_is_wanting_is_told_in_base_units() {
        var ladder = above(USER, figures(Map.of(Field.RATIO, Ratio.finite("1.5"), Field.UPLOADED, ByteSize.exact(60 * GIB))), Optional.empty());
        assertEquals("Power User", ladder.next().name());
        assertEquals(State.MET, step(ladder, "ratio").state());
        assertEquals(Optional.empty(), step(ladder, "ratio").missing());
        assertEquals(State.UNMET, step(ladder, "uploaded").state());
        assertEquals(Optional.of(BigDecimal.valueOf(40 * GIB)), step(ladder, "uploaded").missing());
        assertEquals(State.UNMET, ladder.state());
    }

    @Test
    void what_nobody_told_is_unknown_and_not_unmet() {
        var ladder = above(USER, figures(Map.of(Field.UPLOADED, ByteSize.exact(200 * GIB))), Optional.empty());
        assertEquals(State.UNKNOWN, step(ladder, "ratio").state());
        assertEquals(State.UNKNOWN, ladder.state());
    }

    @Test
    void one_thing_that_is_unmet_outweighs_what_is_unknown() {
        assertEquals(State.UNMET, above(USER, figures(Map.of(Field.UPLOADED, ByteSize.exact(GIB))), Optional.empty()).state());
    }

    @Test
    void what_is_just_reached_is_met() {
        assertEquals(State.MET, above(USER, figures(Map.of(Field.RATIO, Ratio.finite("1"), Field.UPLOADED, ByteSize.exact(100 * GIB))),
                Optional.empty()).state());
    }

    @Test
    void an_infinite_ratio_meets_all_and_none_at_all_says_nothing() {
        assertEquals(State.MET, step(above(USER, figures(Map.of(Field.RATIO, new Ratio.Infinite())), Optional.empty()), "ratio").state());
        assertEquals(State.UNKNOWN, step(above(USER, figures(Map.of(Field.RATIO, new Ratio.None())), Optional.empty()), "ratio").state());
    }

    @Test
    void the_age_of_the_account_counts() {
        assertEquals(State.MET, step(above(POWER, AccountStats.NOTHING, Optional.of(Duration.ofDays(31))), Rank.ACCOUNT_AGE).state());
        var young = step(above(POWER, AccountStats.NOTHING, Optional.of(Duration.ofDays(20))), Rank.ACCOUNT_AGE);
        assertEquals(Optional.of(BigDecimal.valueOf(Duration.ofDays(10).toSeconds())), young.missing());
        assertEquals(State.UNKNOWN, step(above(POWER, AccountStats.NOTHING, Optional.empty()), Rank.ACCOUNT_AGE).state());
    }

    @Test
    void one_of_several_lists_is_enough() {
        var old = Optional.of(Duration.ofDays(40));
        assertEquals(State.MET, above(POWER, figures(Map.of(Field.UPLOADS, new Value.Count(5))), old).state());
        assertEquals(State.UNKNOWN, above(POWER, figures(Map.of(Field.UPLOADS, new Value.Count(4))), old).state());
        assertEquals(State.UNMET, above(POWER, new AccountStats(Map.of(Field.UPLOADS, new Value.Count(4)), Map.of("x_posts", "9")), old).state());
        assertEquals(State.MET, above(POWER, new AccountStats(Map.of(), Map.of("x_posts", "12")), old).state());
    }

    @Test
    void above_the_highest_class_and_of_what_is_given_there_is_no_way() {
        assertTrue(Ladder.above(ELITE, RANKS, AccountStats.NOTHING, Optional.empty()).isEmpty());
        assertTrue(Ladder.above(STAFF, RANKS, AccountStats.NOTHING, Optional.empty()).isEmpty());
    }
}
