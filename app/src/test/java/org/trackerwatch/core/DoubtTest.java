package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Figures that can't be right: kept, flagged, believed when they are said twice, and never a reason for an alert before.
final class DoubtTest {

    @ParameterizedTest
    @CsvSource({
        "uploaded, 5 TiB, 0 B", "uploaded, 5.00 TiB, 4.98 TiB", "downloaded, 1000, 999", "real_uploaded, 2.00 TiB, 1.00 TiB",
        "uploaded, 5 TiB, -1 GiB", "seeding, 3, -5", "hit_and_runs, 0, -1", "ratio, 2, -3", "ratio, 1.234, 1234",
        "uploaded, 1 GiB, 1000 GiB", "downloaded, 3 TiB, 3072 TiB", "seeding, 100, 100000", "bonus, 5000, 5000000",
        "seed_size, 1 TiB, 1 PiB"})
    void can_t_be_right(String field, String before, String after) {
        assertTrue(new Life().reads(field, before).reads(field, after).last.doubtful());
    }

    @ParameterizedTest
    @CsvSource({
        "uploaded, 1.51 TiB, 1.50 TiB", "uploaded, 952.00 GiB, 0.93 TiB", "uploaded, 1000, 1000", "uploaded, 0 B, 5 TiB",
        "uploaded, 20 MiB, 900 GiB", "uploaded, 1 GiB, 999 GiB", "seeding, 1, 1500", "seeding, 25, 0", "bonus, 50000, 3",
        "bonus, 10, 90000", "buffer, 5 GiB, -25 GiB", "buffer, -25 GiB, 5 TiB", "hit_and_runs, 3, 0", "ratio, 0.01, 9",
        "ratio, infinite, 3", "snatched, 9, 8", "seed_size, 4 TiB, 0 B", "required_ratio, 0.6, 0"})
    void can_be_right(String field, String before, String after) {
        assertFalse(new Life().reads(field, before).reads(field, after).last.doubtful());
    }

    @Test
    void nothing_is_concluded_from_a_reading_in_doubt() {
        var life = Life.withMinimum("0.6").reads("uploaded", "5 TiB", "downloaded", "2 TiB", "ratio", "2.5", "seeding", "9",
                "hit_and_runs", "0", "warned", "false", "class", "Elite", "buffer", "9 GiB");
        var known = life.state.known();
        life.reads("uploaded", "0 B", "downloaded", "2 TiB", "ratio", "0", "seeding", "0", "hit_and_runs", "7", "warned", "true",
                "class", "Leech", "buffer", "12 GiB");
        assertTrue(life.last.doubtful());
        assertEquals(List.of(), life.fired());
        assertEquals(known, life.state.known());
        assertEquals(Optional.of(Life.BIRTH), life.state.knownAt());
    }

    @Test
    void the_false_one_is_forgotten_when_the_next_fits_the_old() {
        var life = new Life().reads("uploaded", "5 TiB", "ratio", "2.5").reads("uploaded", "0 B", "ratio", "0")
                .reads("uploaded", "5.01 TiB", "ratio", "2.51");
        assertFalse(life.last.doubtful());
        assertEquals(List.of(), life.events());
        assertEquals(Optional.empty(), life.state.doubt());
        assertEquals(Life.stats("uploaded", "5.01 TiB", "ratio", "2.51"), life.state.known());
    }

    @Test
    void a_real_fall_beside_the_false_reading_is_found() {
        var life = new Life().reads("uploaded", "5 TiB", "ratio", "2.5").reads("uploaded", "0 B", "ratio", "0")
                .reads("uploaded", "5 TiB", "ratio", "2.3");
        assertEquals(List.of("ratio-drop"), life.fired());
    }

    @Test
    void said_twice_it_is_the_site_s_truth_and_only_that_is_told() {
        var life = Life.withMinimum("0.6").reads("uploaded", "5 TiB", "downloaded", "2 TiB", "ratio", "2.5", "buffer", "3 TiB")
                .reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5", "buffer", "-1 TiB")
                .reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5", "buffer", "-1 TiB");
        assertEquals(List.of("figures-corrected"), life.fired());
        assertFalse(life.last.doubtful());
        assertEquals(new Detail.Corrected(Life.stats("uploaded", "5 TiB", "ratio", "2.5", "buffer", "3 TiB"),
                Life.stats("uploaded", "1 TiB", "ratio", "0.5", "buffer", "-1 TiB")), life.event("figures-corrected").detail());
        assertEquals(List.of("ratio-danger"), life.reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5").fired(),
                "what stands by the new figures is told at the next poll");
    }

    @Test
    void a_warning_that_came_with_it_is_not_lost() {
        var life = new Life().reads("uploaded", "5 TiB", "warned", "false", "class", "Elite", "hit_and_runs", "0")
                .reads("uploaded", "1 TiB", "warned", "true", "class", "Leech", "hit_and_runs", "1")
                .reads("uploaded", "1 TiB", "warned", "true", "class", "Leech", "hit_and_runs", "1");
        assertEquals(List.of("account-warned", "hit-and-run", "figures-corrected", "rank-change"), life.fired());
    }

    @Test
    void a_third_value_agrees_with_neither() {
        var life = new Life().reads("uploaded", "5 TiB").reads("uploaded", "0 B").reads("uploaded", "3 TiB");
        assertTrue(life.last.doubtful());
        assertEquals(List.of("figures-corrected"), life.reads("uploaded", "3 TiB").fired());
    }

    @Test
    void growth_upon_the_doubted_figure_agrees_with_it() {
        assertEquals(List.of("figures-corrected"), new Life().reads("uploaded", "5 TiB").reads("uploaded", "0 B")
                .reads("uploaded", "20 GiB").fired());
    }

    @Test
    void a_failed_poll_between_does_not_end_the_doubt() {
        var life = new Life().reads("uploaded", "5 TiB").reads("uploaded", "1 TiB").fails(Reason.TIMED_OUT).reads("uploaded", "1 TiB");
        assertEquals(List.of("figures-corrected", "tracker-up"), life.fired());
    }

    @Test
    void a_poll_that_brings_figures_in_doubt_succeeded_all_the_same() {
        var life = new Life().reads("uploaded", "5 TiB").fails(Reason.TIMED_OUT).reads("uploaded", "1 TiB");
        assertEquals(List.of("tracker-up"), life.fired());
        assertEquals(Life.stats("uploaded", "5 TiB"), life.event("tracker-up").figures());
    }

    @Test
    void a_count_below_zero_that_the_site_insists_on_raises_no_alarm_when_it_is_mended() {
        var life = new Life().reads("hit_and_runs", "2").reads("hit_and_runs", "-1").reads("hit_and_runs", "-1");
        assertEquals(List.of("figures-corrected"), life.fired());
        assertFalse(life.reads("hit_and_runs", "-1").last.doubtful());
        assertEquals(List.of(), life.reads("hit_and_runs", "0").fired());
        assertEquals(List.of("hit-and-run"), life.reads("hit_and_runs", "1").fired());
    }

    @Test
    void a_first_reading_below_zero_is_doubted_too() {
        var life = new Life().reads("seeding", "-1", "warned", "true");
        assertTrue(life.last.doubtful());
        assertEquals(Optional.empty(), life.state.knownAt());
        assertEquals(List.of("account-warned"), life.reads("seeding", "4", "warned", "true").fired());
    }

    @Test
    void one_figure_in_doubt_and_then_another_agree_in_nothing() {
        var life = new Life().reads("uploaded", "5 TiB", "downloaded", "2 TiB").reads("uploaded", "1 TiB", "downloaded", "2 TiB")
                .reads("uploaded", "5 TiB", "downloaded", "0 B");
        assertTrue(life.last.doubtful());
        assertEquals(List.of(), life.events());
    }
}
