package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// Something in between can't digest one message, and says no more than that it has trouble. Those that share its request are
/// told from it, and arrive.
final class IndigestibleTest extends HomeAndAlpha {

    private Tracker tracker(String name) {
        var tracker = office.tracker(name);
        office.hitAndRuns(tracker, 1);
        return tracker;
    }

    private List<State> states(Tracker tracker) {
        return office.deliveries().stream().filter(delivery -> delivery.tracker() == tracker.id()).map(Delivery::state).toList();
    }

    private long requestsAbout(String word) {
        return office.discord.requests().stream().filter(request -> request.body().contains(word)).count();
    }

    @Test
    void those_that_shared_its_request_arrive_and_it_is_tried_less_and_less() {
        var beta = office.tracker("Beta");
        var gamma = office.tracker("Gamma");
        office.hitAndRuns(beta, 1);
        office.hitAndRuns(gamma, 1);
        office.discord.host().stumblesOver("Beta", Fault.html(500));
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 2);
        office.hitAndRuns(gamma, 2);
        office.live(Duration.ofHours(1));
        assertEquals(List.of(List.of(State.DELIVERED), List.of(State.WAITING), List.of(State.DELIVERED)),
                List.of(states(alpha), states(beta), states(gamma)));
        for (int count = 3; count < 27; count++) {
            office.hitAndRuns(alpha, count);
            office.run(Duration.ofMinutes(2));
            assertEquals(State.DELIVERED, states(alpha).getLast(), "after " + count);
            office.run(Duration.ofMinutes(28));
        }
        assertTrue(requestsAbout("Beta") <= 14, () -> requestsAbout("Beta") + " requests in half a day");
    }

    @Test
    void the_service_is_not_called_away_for_it() {
        office.discord.host().stumblesOver("Alpha", Fault.html(500));
        office.hitAndRuns(alpha, 2);
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 1);
        for (int count = 2; count < 14; count++) {
            office.hitAndRuns(beta, count);
            office.live(Duration.ofHours(1));
        }
        assertEquals(Target.Health.GOOD, office.target(home.id()).health());
        assertTrue(states(beta).stream().allMatch(State.DELIVERED::equals), () -> states(beta).toString());
    }

    @Test
    void what_goes_with_it_arrives_also_where_no_answer_comes() {
        var beta = tracker("Beta");
        var gamma = tracker("Gamma");
        office.discord.host().stumblesOver("Beta", Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 2);
        office.hitAndRuns(gamma, 2);
        office.live(Duration.ofHours(14));
        assertEquals(List.of(List.of(State.DELIVERED), List.of(State.WAITING), List.of(State.DELIVERED)),
                List.of(states(alpha), states(beta), states(gamma)));
    }

    @Test
    void two_of_them_starve_nobody_and_are_tried_less_and_less() {
        var beta = tracker("Beta");
        var gamma = tracker("Gamma");
        var delta = tracker("Delta");
        office.discord.host().stumblesOver("Beta", Fault.html(500));
        office.discord.host().stumblesOver("Gamma", Fault.html(500));
        office.hitAndRuns(beta, 2);
        office.hitAndRuns(gamma, 2);
        office.hitAndRuns(delta, 2);
        for (int count = 1; count <= 60; count++) {
            office.hitAndRuns(alpha, count + 1);
            office.run(Duration.ofSeconds(20));
        }
        assertEquals(List.of(State.DELIVERED), states(delta));
        office.live(Duration.ofHours(6));
        for (int count = 62; count <= 82; count++) {
            office.hitAndRuns(alpha, count);
            office.run(Duration.ofMinutes(30));
        }
        assertTrue(requestsAbout("Beta") <= 20 && requestsAbout("Gamma") <= 20,
                () -> requestsAbout("Beta") + " and " + requestsAbout("Gamma") + " requests in 16 hours");
    }
}
