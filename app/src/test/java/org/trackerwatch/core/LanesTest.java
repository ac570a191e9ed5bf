package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;

final class LanesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private static final Departures CLOCK = new Departures(Calm.USUAL.batching(false), true, Set.of(), ZoneOffset.UTC, NOW);

    private static final long RED = 1;
    private static final long BLUE = 2;

    @Test
    void what_is_due_goes_out_together_lane_by_lane() {
        assertEquals(List.of(1L, 3L, 2L), next(due(1, RED), due(2, BLUE), due(3, RED)));
    }

    @Test
    void nothing_goes_out_before_its_time() {
        assertEquals(List.of(), next(later(1, RED), later(2, BLUE)));
        assertEquals(Optional.of(LATER), Lanes.due(List.of(later(1, RED), later(2, BLUE)), CLOCK));
    }

    @Test
    void a_lane_that_waits_does_not_hold_another() {
        assertEquals(List.of(2L), next(later(1, RED), due(2, BLUE)));
    }

    @Test
    void a_new_message_takes_along_those_before_it_and_overtakes_none() {
        assertEquals(List.of(1L, 2L), next(later(1, RED), due(2, RED)));
        assertEquals(List.of(1L), next(due(1, RED), later(2, RED)));
    }

    @Test
    void one_whose_answer_was_lost_holds_its_lane_until_its_time() {
        var lost = delivery(1, RED, State.WAITING, LATER, true, Form.SHARED, Severity.WARNING);
        assertEquals(List.of(), next(lost, due(2, RED)));
        assertEquals(Optional.of(LATER), Lanes.due(List.of(lost, due(2, RED)), CLOCK));
    }

    @Test
    void one_being_sent_holds_its_lane() {
        var sending = delivery(1, RED, State.SENDING, NOW, false, Form.SHARED, Severity.WARNING);
        assertEquals(List.of(), next(sending, due(2, RED)));
        assertEquals(Optional.empty(), Lanes.due(List.of(sending, due(2, RED)), CLOCK));
        assertEquals(List.of(3L), next(sending, due(2, RED), due(3, BLUE)));
    }

    @Test
    void an_urgent_lane_goes_first_with_all_that_stands_before_its_urgent_message() {
        var urgent = delivery(3, BLUE, State.WAITING, NOW, false, Form.SHARED, Severity.URGENT);
        assertEquals(List.of(2L, 3L, 1L), next(due(1, RED), due(2, BLUE), urgent));
    }

    @Test
    void one_that_must_go_alone_goes_alone() {
        var alone = delivery(1, RED, State.WAITING, NOW, false, Form.ALONE, Severity.WARNING);
        assertEquals(List.of(1L), next(alone, due(2, RED), due(3, BLUE)));
    }

    @Test
    void one_that_must_go_alone_holds_its_lane_and_no_other() {
        var alone = delivery(2, BLUE, State.WAITING, NOW, false, Form.PLAIN, Severity.WARNING);
        assertEquals(List.of(1L), next(due(1, RED), alone, due(3, BLUE)));
    }

    private static List<Long> next(Delivery... open) {
        return Lanes.next(List.of(open), CLOCK).stream().map(Delivery::id).toList();
    }

    private static Delivery due(long id, long tracker) {
        return delivery(id, tracker, State.WAITING, NOW, false, Form.SHARED, Severity.WARNING);
    }

    private static Delivery later(long id, long tracker) {
        return new Delivery(id, 9, tracker, Kind.ALERT, Severity.WARNING, List.of(id), Optional.empty(), State.WAITING, NOW, LATER,
                NOW.plusSeconds(999_999), 1, false, Form.SHARED, Optional.of("It was not reached."));
    }

    private static Delivery delivery(long id, long tracker, State state, Instant notBefore, boolean uncertain, Form form,
                                     Severity severity) {
        return new Delivery(id, 9, tracker, Kind.ALERT, severity, List.of(id), Optional.empty(), state, NOW, notBefore,
                NOW.plusSeconds(999_999), 0, uncertain, form, Optional.empty());
    }
}
