package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.PollFailure.Reason;

final class IncidentTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    private static Failing row(Instant since, int polls, Reason reason) {
        return new Failing(since, polls, reason, "It " + reason.key() + ".");
    }

    private static List<Incident> after(Optional<Incident> open, Optional<Failing> row) {
        return Incident.after(open, 7, row, ONE);
    }

    private static Incident open() {
        var begun = after(Optional.empty(), Optional.of(row(NOON, 1, Reason.TIMED_OUT))).getFirst();
        return new Incident(3, begun.tracker(), begun.since(), begun.ended(), begun.first(), begun.last(), begun.text(), begun.polls(),
                Optional.of(9L), Optional.of(NOON));
    }

    @Test
    void a_good_poll_with_nothing_open_is_none() {
        assertEquals(List.of(), after(Optional.empty(), Optional.empty()));
    }

    @Test
    void the_first_failure_begins_one() {
        var begun = after(Optional.empty(), Optional.of(row(NOON, 1, Reason.TIMED_OUT)));
        assertEquals(List.of(new Incident(0, Optional.of(7L), NOON, Optional.empty(), Reason.TIMED_OUT, Reason.TIMED_OUT, "It timed-out.", 1,
                Optional.empty(), Optional.empty())), begun);
    }

    @Test
    void a_further_failure_is_counted_and_its_reason_kept_beside_the_first() {
        var on = after(Optional.of(open()), Optional.of(row(NOON, 2, Reason.SITE_ERROR)));
        assertEquals(List.of(new Incident(3, Optional.of(7L), NOON, Optional.empty(), Reason.TIMED_OUT, Reason.SITE_ERROR, "It site-error.", 2,
                Optional.of(9L), Optional.of(NOON))), on);
    }

    @Test
    void a_good_poll_ends_it() {
        var over = after(Optional.of(open()), Optional.empty()).getFirst();
        assertEquals(Optional.of(ONE), over.ended());
        assertEquals(Duration.ofHours(1), over.lasted(ONE.plusSeconds(99)));
        assertEquals(1, over.polls());
    }

    @Test
    void a_refusal_after_an_outage_is_another_matter() {
        var changed = after(Optional.of(open()), Optional.of(row(ONE, 1, Reason.SESSION_EXPIRED)));
        assertEquals(2, changed.size());
        assertEquals(Optional.of(ONE), changed.getFirst().ended());
        assertEquals(ONE, changed.getLast().since());
        assertEquals(Incident.Fault.USER, changed.getLast().fault());
    }

    @Test
    void a_clock_that_was_set_back_makes_none_of_negative_length() {
        var over = Incident.after(Optional.of(open()), 7, Optional.empty(), NOON.minusSeconds(60)).getFirst();
        assertEquals(Duration.ZERO, over.lasted(ONE));
        assertTrue(over.isOver());
    }

    @ParameterizedTest
    @CsvSource({"SITE_ERROR, SITE", "TIMED_OUT, SITE", "CHALLENGED, SITE", "PROXY_FAILED, OURS", "LAYOUT_CHANGED, OURS", "NOT_FOUND, OURS",
        "CREDENTIAL_REFUSED, USER", "ACCOUNT_BANNED, USER"})
    void who_can_mend_it_follows_from_the_reason(Reason reason, Incident.Fault fault) {
        assertEquals(fault, after(Optional.empty(), Optional.of(row(NOON, 1, reason))).getFirst().fault());
    }

    @Test
    void what_could_not_be_reached_while_we_were_offline_is_our_fault() {
        assertEquals(Incident.Fault.OURS, open().fault());
    }
}
