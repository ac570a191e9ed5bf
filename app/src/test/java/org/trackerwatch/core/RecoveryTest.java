package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;

final class RecoveryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static Delivery told(State state, boolean uncertain) {
        return new Delivery(1, 2, 3, Kind.ALERT, Severity.URGENT, List.of(4L), Optional.empty(), state, NOON, NOON, NOON, 0, uncertain,
                Form.SHARED, Optional.empty());
    }

    private static Target wishing(String way) {
        var link = Targets.PLAIN.link();
        return way.equals("-") ? Targets.PLAIN : Targets.PLAIN.with(new Link(link.kind(), link.address(), Map.of("recovery", way), Map.of(),
                false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        // state, uncertain, named, editable, wish, minutes → way
        "WAITING, false, false, true, -, 60, JOIN", "WAITING, false, false, false, post, 60, JOIN",
        "WAITING, true, false, true, -, 60, POST", "SENDING, false, false, true, -, 5, EDIT", "SENDING, false, false, false, -, 5, POST",
        "DELIVERED, false, true, true, -, 14, EDIT", "DELIVERED, false, true, true, -, 15, BOTH", "DELIVERED, false, true, true, edit, 15, BOTH",
        "DELIVERED, false, true, true, both, 1, BOTH", "DELIVERED, false, true, true, post, 60, POST",
        "DELIVERED, false, false, true, -, 60, POST", "DELIVERED, false, true, false, -, 60, POST", "ACCEPTED, false, false, true, -, 60, POST",
        "DELIVERED, true, true, true, -, 1, EDIT", "DEAD, false, true, true, -, 60, POST"})
    void the_way_follows_from_what_became_of_the_first_message(State state, boolean uncertain, boolean named, boolean editable, String wish,
                                                               int minutes, Recovery way) {
        assertEquals(way, Recovery.of(Optional.of(told(state, uncertain)), named, editable, wishing(wish), Duration.ofMinutes(minutes)));
    }

    @Test
    void what_is_no_longer_kept_is_not_changed() {
        assertEquals(Recovery.POST, Recovery.of(Optional.empty(), false, true, Targets.PLAIN, Duration.ofHours(9)));
    }
}
