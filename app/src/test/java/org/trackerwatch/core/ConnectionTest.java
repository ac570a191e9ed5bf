package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Connection.Contact;
import org.trackerwatch.core.Connection.Control;
import org.trackerwatch.trackers.PollFailure.Reason;

final class ConnectionTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    /// `D` and `P` answered directly and by the proxy, `d` and `p` were lost, `n` was not resolved, `o` was lost long ago.
    private static List<Contact> polls(String letters) {
        var contacts = new ArrayList<Contact>();
        Arrays.stream(letters.split("")).forEach(letter -> contacts.add(switch (letter) {
            case "D" -> new Contact("direct", NOW, Optional.empty());
            case "P" -> new Contact("proxy", NOW, Optional.empty());
            case "d" -> new Contact("direct", NOW.minusSeconds(60), Optional.of(Reason.TIMED_OUT));
            case "n" -> new Contact("direct", NOW, Optional.of(Reason.NAME_NOT_RESOLVED));
            case "p" -> new Contact("proxy", NOW, Optional.of(Reason.PROXY_FAILED));
            default -> new Contact("direct", NOW.minus(Connection.CYCLE), Optional.of(Reason.TIMED_OUT));
        }));
        return contacts;
    }

    @ParameterizedTest
    @CsvSource({
        "d, -", "ddd, -", "dddd, TIMED_OUT", "dddD, TIMED_OUT", "dddDD, TIMED_OUT", "ddDD, -", "ddDDD, -", "DDDD, -",
        "dddo, -", "oooo, -", "nnnn, NAME_NOT_RESOLVED", "nnnd, NAME_NOT_RESOLVED", "nddd, TIMED_OUT",
        // Two of one road and two of the other: together they are enough.
        "ddpp, TIMED_OUT", "ddPP, -", "dppp, TIMED_OUT", "Dppp, -", "dddPPPP, -", "ddddPPPP, TIMED_OUT", "DDDDpppp, -"})
    void polls_of_one_cycle_tell_whether_the_direct_road_is_lost(String polls, String reason) {
        assertEquals(reason.equals("-") ? Optional.empty() : Optional.of(Reason.valueOf(reason)),
                Connection.lost("direct", polls(polls), Optional.empty(), NOW));
    }

    @ParameterizedTest
    @CsvSource({"DDDDpppp, PROXY_FAILED", "ddddPPPP, -", "dppp, PROXY_FAILED", "dddP, -", "ddpp, PROXY_FAILED"})
    void and_whether_the_proxy_is(String polls, String reason) {
        assertEquals(reason.equals("-") ? Optional.empty() : Optional.of(Reason.valueOf(reason)),
                Connection.lost("proxy", polls(polls), Optional.empty(), NOW));
    }

    @Test
    void the_neutral_address_tells_it_of_a_single_tracker() {
        var failed = Optional.of(new Control(NOW, Optional.of(Reason.UNREACHABLE)));
        assertEquals(Optional.of(Reason.UNREACHABLE), Connection.lost("direct", polls("dD"), failed, NOW));
    }

    @Test
    void that_it_answers_does_not_say_that_most_sites_are_there() {
        var fine = Optional.of(new Control(NOW, Optional.empty()));
        assertEquals(Optional.empty(), Connection.lost("direct", polls("ddd"), fine, NOW));
        assertEquals(Optional.of(Reason.TIMED_OUT), Connection.lost("direct", polls("dddd"), fine, NOW));
    }

    @Test
    void what_it_said_long_ago_counts_no_more_and_neither_does_the_future() {
        for (var asked : List.of(NOW.minus(Connection.GAP), NOW.plus(Duration.ofDays(1)))) {
            assertEquals(Optional.empty(), Connection.lost("direct", polls("d"), Optional.of(new Control(asked, Optional.of(Reason.UNREACHABLE))), NOW));
        }
    }
}
