package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.Severity;

/// Digests, from polls to what a reader sees, by a clock in Berlin.
final class DigestTest extends Mornings {

    /// To the minute, since the program looks each ten seconds at the soonest.
    private List<Instant> times() {
        return office.deliveries().stream().filter(delivery -> delivery.kind() == Delivery.Kind.DIGEST)
                .map(delivery -> delivery.created().truncatedTo(ChronoUnit.MINUTES)).toList();
    }

    @Test
    void each_morning_tells_what_has_changed_since_the_last_one() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T08:30");
        uploaded(alpha, "1.50 TiB");
        until("2026-03-06T08:30");
        assertEquals(List.of(berlin("2026-03-05T08:00"), berlin("2026-03-06T08:00")), times());
        assertEquals(2, texts().size());
        assertTrue(texts().getFirst().contains("Alphabet: first reading: uploaded 1.00 TiB; not reported: downloaded, ratio"), texts()::toString);
        assertTrue(texts().getLast().contains("Alphabet: uploaded +0.50 TiB; not reported: downloaded"), texts()::toString);
        until("2026-03-07T08:30");
        assertEquals("All quiet: 1 tracker read, nothing to report.", texts().getLast());
    }

    @Test
    void it_comes_at_the_same_hour_before_and_after_clocks_are_changed() {
        home(DigestTest::daily);
        office.time.set(berlin("2026-03-27T12:00"));
        office.runDue();
        until("2026-03-30T12:00");
        assertEquals(List.of(berlin("2026-03-28T08:00"), berlin("2026-03-29T08:00"), berlin("2026-03-30T08:00")), times().subList(times().size() - 3, times().size()));
        office.time.set(berlin("2026-10-23T12:00"));
        office.runDue();
        int before = times().size();
        until("2026-10-26T12:00");
        assertEquals(List.of(berlin("2026-10-24T08:00"), berlin("2026-10-25T08:00"), berlin("2026-10-26T08:00")), times().subList(before, times().size()));
    }

    @Test
    void one_at_an_hour_that_a_night_skips_or_has_twice_comes_once() {
        home(target -> target.with(new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(LocalTime.of(2, 30), Optional.empty())), true)));
        office.time.set(berlin("2026-03-28T12:00"));
        office.runDue();
        until("2026-03-29T12:00");
        assertEquals(Instant.parse("2026-03-29T01:00:00Z"), times().getLast());
        office.time.set(berlin("2026-10-24T12:00"));
        office.runDue();
        int before = times().size();
        until("2026-10-25T12:00");
        assertEquals(List.of(Instant.parse("2026-10-25T00:30:00Z")), times().subList(before, times().size()));
    }

    @Test
    void a_weekly_one_comes_on_its_day() {
        home(target -> target.with(digest(Optional.of(DayOfWeek.MONDAY))));
        until("2026-03-17T12:00");
        assertEquals(List.of(berlin("2026-03-09T08:00"), berlin("2026-03-16T08:00")), times());
    }

    @Test
    void after_days_of_downtime_there_is_one_of_all_of_them() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        uploaded(alpha, "1.25 TiB");
        office.runDue();
        office.time.set(berlin("2026-03-08T15:00"));
        office.restart();
        office.live(Duration.ofHours(2));
        assertEquals(2, times().size());
        assertTrue(texts().getLast().startsWith("Since 5 Mar 08:00"), texts()::toString);
        assertTrue(texts().getLast().contains("uploaded +0.25 TiB"), texts()::toString);
        until("2026-03-09T09:00");
        assertEquals(3, times().size());
    }

    @Test
    void a_restart_or_a_kill_brings_none_twice_and_loses_none() {
        var home = home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T07:50");
        office.time.set(berlin("2026-03-05T08:00"));
        office.dieBeforeSending(home);
        office.restart();
        office.live(Duration.ofHours(3));
        office.restart();
        office.live(Duration.ofHours(3));
        assertEquals(1, times().size());
        assertEquals(1, texts().size());
    }

    @Test
    void a_clock_that_is_set_back_brings_none_again() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        office.time.set(berlin("2026-03-05T05:00"));
        office.live(Duration.ofHours(6));
        assertEquals(1, times().size());
        until("2026-03-06T09:00");
        assertEquals(2, times().size());
    }

    @Test
    void a_clock_that_showed_another_year_is_not_waited_for() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        office.runDue();
        office.time.set(berlin("2031-01-01T12:00"));
        office.runDue();
        office.time.set(berlin("2026-03-05T12:00"));
        office.restart();
        int before = times().size();
        until("2026-03-07T09:00");
        assertEquals(List.of(berlin("2026-03-06T08:00"), berlin("2026-03-07T08:00")),
                times().stream().filter(at -> at.isBefore(berlin("2027-01-01T00:00"))).toList());
        assertTrue(before <= 1, () -> before + " before");
    }

    @Test
    void switched_on_it_begins_with_the_next_one_and_another_hour_begins_anew() {
        var home = home(target -> target);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T12:00");
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(digest(Optional.empty()))));
        until("2026-03-05T23:00");
        assertEquals(List.of(), times());
        until("2026-03-06T12:00");
        var evening = new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(LocalTime.of(20, 0), Optional.empty())), true);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(evening)));
        until("2026-03-07T12:00");
        assertEquals(List.of(berlin("2026-03-06T08:00"), berlin("2026-03-06T20:00")), times());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home));
        until("2026-03-09T12:00");
        assertEquals(2, times().size());
    }
}
