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

/// Figures that can't be right: kept, flagged, accepted at the second poll in a row, and no reason for an alert before.
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
    void nothing_is_concluded_from_figures_in_doubt_nor_from_what_derives_from_them() {
        var life = Life.withMinimum("0.6").reads("uploaded", "5 TiB", "downloaded", "2 TiB", "ratio", "2.5", "buffer", "9 GiB");
        var known = life.state.known();
        life.reads("uploaded", "0 B", "downloaded", "2 TiB", "ratio", "0", "buffer", "12 GiB");
        assertTrue(life.last.doubtful());
        assertEquals(List.of(), life.fired());
        assertEquals(known, life.state.known());
    }

    @Test
    void every_other_figure_of_that_reading_is_compared_and_known() {
        var life = new Life().reads("uploaded", "5 TiB", "ratio", "2.5", "seeding", "9", "hit_and_runs", "0", "warned", "false", "class", "Elite")
                .reads("uploaded", "0 B", "ratio", "0", "seeding", "0", "hit_and_runs", "7", "warned", "true", "class", "Leech");
        assertEquals(List.of("account-warned", "hit-and-run", "rank-change", "zero-seeding"), life.fired().stream().sorted().toList());
        assertEquals(Life.stats("uploaded", "5 TiB", "ratio", "2.5", "seeding", "0", "hit_and_runs", "7", "warned", "true", "class", "Leech"),
                life.state.known());
        assertEquals(List.of(), life.reads("uploaded", "5 TiB", "ratio", "2.5", "seeding", "0", "hit_and_runs", "7", "warned", "true",
                "class", "Leech").fired(), "each is told once");
    }

    @Test
    void a_total_that_falls_at_each_poll_makes_nothing_blind() {
        var life = Life.withMinimum("1").reads("uploaded", "5.1 TiB", "ratio", "1.1", "hit_and_runs", "0", "warned", "false", "seeding", "4");
        assertEquals(List.of("hit-and-run"), life.reads("uploaded", "4.6 TiB", "ratio", "0.9", "hit_and_runs", "2", "seeding", "4").fired());
        assertEquals(List.of("account-warned", "hit-and-run", "ratio-danger", "figures-corrected"),
                life.reads("uploaded", "4.1 TiB", "ratio", "0.8", "hit_and_runs", "4", "warned", "true").fired());
        assertFalse(life.last.doubtful());
        assertEquals(List.of("hit-and-run", "zero-seeding"),
                life.reads("uploaded", "3.6 TiB", "ratio", "0.7", "hit_and_runs", "6", "seeding", "0").fired());
        assertTrue(life.last.doubtful());
        assertEquals(List.of("figures-corrected"), life.reads("uploaded", "3.1 TiB", "ratio", "0.6", "warned", "true", "seeding", "0").fired());
        assertEquals(new Detail.Corrected(Life.stats("uploaded", "4.1 TiB", "ratio", "0.8"), Life.stats("uploaded", "3.1 TiB", "ratio", "0.6")),
                life.event("figures-corrected").detail());
    }

    @Test
    void a_thousandfold_jump_of_one_figure_hides_no_other_and_is_forgotten() {
        var life = new Life().reads("bonus", "5000", "ratio", "2", "hit_and_runs", "0")
                .reads("bonus", "5000000", "ratio", "1.5", "hit_and_runs", "1");
        assertEquals(List.of("hit-and-run", "ratio-drop"), life.fired());
        assertEquals(List.of(), life.reads("bonus", "5010", "ratio", "1.5", "hit_and_runs", "1").fired());
        assertEquals(Optional.empty(), life.state.doubt());
    }

    @Test
    void a_poll_that_does_not_tell_the_figure_does_not_end_the_doubt() {
        var life = new Life().reads("uploaded", "5 TiB").reads("uploaded", "1 TiB").reads("seeding", "3");
        assertFalse(life.last.doubtful());
        assertEquals(Life.stats("uploaded", "5 TiB", "seeding", "3"), life.state.known());
        assertEquals(List.of("figures-corrected"), life.reads("uploaded", "1 TiB").fired());
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
    void said_twice_it_is_the_site_s_truth_and_no_drop_but_what_stands_by_it() {
        var life = Life.withMinimum("0.6").reads("uploaded", "5 TiB", "downloaded", "2 TiB", "ratio", "2.5", "buffer", "3 TiB")
                .reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5", "buffer", "-1 TiB")
                .reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5", "buffer", "-1 TiB");
        assertEquals(List.of("ratio-danger", "figures-corrected"), life.fired());
        assertFalse(life.last.doubtful());
        assertEquals(new Detail.Corrected(Life.stats("uploaded", "5 TiB", "ratio", "2.5", "buffer", "3 TiB"),
                Life.stats("uploaded", "1 TiB", "ratio", "0.5", "buffer", "-1 TiB")), life.event("figures-corrected").detail());
        assertEquals(List.of(), life.reads("uploaded", "1 TiB", "downloaded", "2 TiB", "ratio", "0.5").fired());
    }

    @Test
    void a_second_one_is_accepted_whatever_it_says() {
        var life = new Life().reads("uploaded", "5 TiB").reads("uploaded", "0 B").reads("uploaded", "3 TiB");
        assertFalse(life.last.doubtful());
        assertEquals(List.of("figures-corrected"), life.fired());
        assertEquals(List.of(), life.reads("uploaded", "3 TiB").fired());
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
        var life = new Life().reads("seeding", "-1");
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
