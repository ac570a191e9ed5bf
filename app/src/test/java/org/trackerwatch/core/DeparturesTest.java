package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;

/// When a target's deliveries leave, alone and with others.
final class DeparturesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T23:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-05T07:00:00Z");

    private static final Calm NIGHT = Calm.USUAL.with(
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.allOf(DayOfWeek.class), QuietHours.Mode.HOLD));

    private static Departures departures(Calm calm, boolean together) {
        return new Departures(calm, together, Set.of(7L), ZoneOffset.UTC, NOW);
    }

    /// @param wait     in seconds from now
    /// @param attempts that failed
    private static Delivery delivery(long id, Kind kind, Severity severity, long wait, int attempts) {
        return new Delivery(id, 9, id, kind, severity, List.of(id), Optional.empty(), State.WAITING, NOW, NOW.plusSeconds(wait),
                NOW.plusSeconds(999_999), attempts, false, Form.SHARED, Optional.of("It was not reached.").filter(_ -> attempts > 0));
    }

    @ParameterizedTest
    @CsvSource({"true, true, 0, 20", "false, true, 0, 0", "true, false, 0, 0", "true, true, 1, 20", "false, true, 1, 20"})
    void a_new_one_waits_for_company_where_there_can_be_any_and_one_that_failed_waits_in_any_case(boolean batch, boolean together,
                                                                                                int attempts, long seconds) {
        var delivery = delivery(1, Kind.ALERT, Severity.WARNING, 20, attempts);
        assertEquals(NOW.plusSeconds(seconds), departures(Calm.USUAL.batching(batch), together).of(delivery));
    }

    @ParameterizedTest
    @CsvSource({"ALERT, WARNING, 1, true", "CATCH_UP, INFO, 1, true", "NOTICE, WARNING, 1, true", "ALERT, URGENT, 1, false",
        "NOTICE, URGENT, 1, false", "TEST, INFO, 1, false", "ALERT, WARNING, 7, false"})
    void in_quiet_hours_what_is_neither_urgent_nor_asked_for_waits_for_their_end(Kind kind, Severity severity, long id, boolean waits) {
        assertEquals(waits ? MORNING : NOW, departures(NIGHT, true).of(delivery(id, kind, severity, 0, 0)));
        assertEquals(waits ? MORNING : NOW.plusSeconds(60), departures(NIGHT, true).of(delivery(id, kind, severity, 60, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        // 1 is due; 2 and 3 are new and wait for company, 4 waits for its next attempt
        "true, true, WARNING, 1 2 3", "false, true, WARNING, 1 2 3", "true, false, WARNING, 1 2 3", "true, true, URGENT, 1 2 3"})
    void what_waits_for_company_leaves_with_the_first_one_that_leaves(boolean batch, boolean together, Severity severity, String leave) {
        var open = List.of(delivery(1, Kind.ALERT, severity, 0, 0), delivery(2, Kind.ALERT, Severity.INFO, 300, 0),
                delivery(3, Kind.ALERT, Severity.WARNING, 20, 0), delivery(4, Kind.ALERT, Severity.WARNING, 20, 1));
        var next = Lanes.next(open, departures(Calm.USUAL.batching(batch), together)).stream().map(Delivery::id).map(String::valueOf).toList();
        assertEquals(leave, String.join(" ", next));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 20", "3, 20"})
    void while_none_may_leave_all_wait_for_the_first(int first, long seconds) {
        var all = List.of(delivery(1, Kind.ALERT, Severity.URGENT, 0, 0), delivery(2, Kind.ALERT, Severity.WARNING, 20, 0),
                delivery(3, Kind.ALERT, Severity.WARNING, 25, 0), delivery(4, Kind.ALERT, Severity.WARNING, 20, 1));
        var open = all.subList(first - 1, all.size());
        assertEquals(first == 1, !Lanes.next(open, departures(Calm.USUAL, true)).isEmpty());
        assertEquals(Optional.of(NOW.plusSeconds(seconds)), Lanes.due(open, departures(Calm.USUAL, true)));
    }

    @ParameterizedTest
    @CsvSource({"URGENT, 1", "WARNING, ''"})
    void at_night_an_urgent_one_leaves_without_the_others(Severity severity, String leave) {
        var open = List.of(delivery(1, Kind.ALERT, severity, 0, 0), delivery(2, Kind.ALERT, Severity.WARNING, 20, 0));
        var next = Lanes.next(open, departures(NIGHT, true)).stream().map(Delivery::id).map(String::valueOf).toList();
        assertEquals(leave, String.join(" ", next));
    }
}
