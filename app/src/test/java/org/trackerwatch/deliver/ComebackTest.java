package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// A target is back: what waited there is tried soon, in order. One that is itself the trouble keeps its times and its place,
/// stops nobody else, and takes nobody with it.
final class ComebackTest {

    private static final Duration A_MOMENT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;
    private PostOffice office;
    private FakeWebhook hook;
    private Target target;
    private Tracker otters;
    private Tracker beavers;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        hook = new FakeWebhook(office.time);
        target = office.target(hook, PostOffice::everyEvent);
        otters = office.tracker("Otters");
        beavers = office.tracker("Beavers");
        rank(otters, "Pup", 0);
        rank(beavers, "Kit", 0);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), hook.violations());
        office.close();
        hook.close();
    }

    private void rank(Tracker tracker, String rank, int hitAndRuns) {
        office.reads(tracker, Map.of(Field.CLASS, new Value.Text(rank), Field.HIT_AND_RUNS, new Value.Count(hitAndRuns),
                Field.SEEDING, new Value.Count(9)));
    }

    /// Otters' first message, whose answer was lost, fails for a day and a half, and rests for another.
    private void otterWaitsForADay() {
        hook.host().script(Fault.answerLost());
        rank(otters, "Pup", 1);
        office.runDue();
        hook.host().down(true);
        office.live(Duration.ofHours(40));
        var resting = of(otters).getFirst();
        assertTrue(resting.uncertain() && resting.attempts() > 8 && resting.notBefore().isAfter(office.time.now().plus(Duration.ofHours(1))),
                resting::toString);
    }

    private List<Delivery> of(Tracker tracker) {
        return office.deliveries().stream().filter(delivery -> delivery.tracker() == tracker.id()).toList();
    }

    private List<State> states(Tracker tracker) {
        return of(tracker).stream().map(Delivery::state).toList();
    }

    private long requestsAbout(String word) {
        return hook.host().requests().stream().filter(request -> request.body().contains(word)).count();
    }

    @Test
    void what_may_have_arrived_is_tried_soon_after_its_target_is_back_and_what_waits_behind_it_follows() {
        otterWaitsForADay();
        rank(otters, "Otter", 1);
        rank(otters, "Otter", 2);
        hook.host().down(false);
        rank(beavers, "Kit", 1);
        office.run(Duration.ofMinutes(35));
        assertEquals(List.of(State.DELIVERED, State.DELIVERED, State.DELIVERED), states(otters));
        assertEquals(List.of(Severity.URGENT, Severity.INFO, Severity.URGENT), of(otters).stream().map(Delivery::severity).toList());
    }

    @Test
    void an_information_behind_one_that_rests_is_told_when_it_can_be_though_its_day_is_over() {
        otterWaitsForADay();
        rank(otters, "Otter", 1);
        office.live(Duration.ofHours(25));
        assertEquals(List.of(State.WAITING, State.WAITING), states(otters));
        hook.host().down(false);
        rank(beavers, "Kit", 1);
        office.live(Duration.ofHours(1));
        assertEquals(List.of(State.DELIVERED, State.DELIVERED), states(otters));
    }

    @Test
    void one_that_fails_while_others_arrive_keeps_its_own_times() {
        hook.host().stumblesOver("Otters", Fault.html(500));
        rank(otters, "Pup", 1);
        for (int count = 1; count <= 24; count++) {
            rank(beavers, "Kit", count);
            office.run(Duration.ofMinutes(5));
        }
        assertEquals(24, states(beavers).stream().filter(State.DELIVERED::equals).count());
        assertTrue(requestsAbout("Otters") <= 8, () -> requestsAbout("Otters") + " requests in two hours");
    }

    @Test
    void what_stands_behind_it_keeps_its_place_and_stops_no_other_tracker() {
        hook.host().stumblesOver("Otters: hit-and-runs", Fault.html(500));
        rank(otters, "Pup", 1);
        rank(otters, "Otter", 1);
        for (int count = 2; count <= 25; count++) {
            rank(beavers, "Kit", count);
            office.run(A_MOMENT);
            assertEquals(State.DELIVERED, states(beavers).getLast(), "after " + count);
            office.run(Duration.ofMinutes(58));
        }
        assertEquals(List.of(State.WAITING, State.WAITING), states(otters));
        assertTrue(requestsAbout("Otters") <= 12, () -> requestsAbout("Otters") + " requests in a day");
        office.live(Duration.ofHours(60));
        assertEquals(List.of(State.DEAD, State.DELIVERED), states(otters));
        assertTrue(of(otters).getFirst().reason().orElseThrow().contains("11 planned attempts"), () -> of(otters).toString());
    }

    @Test
    void after_the_next_outage_it_is_tried_once_more_with_the_others() {
        hook.host().stumblesOver("Otters", Fault.html(500));
        rank(otters, "Pup", 1);
        office.live(Duration.ofHours(3));
        rank(beavers, "Kit", 1);
        office.live(Duration.ofHours(1));
        hook.host().down(true);
        rank(beavers, "Kit", 2);
        office.live(Duration.ofHours(1));
        hook.host().down(false);
        hook.host().stumblesOver("Otters", Fault.noContent());
        rank(beavers, "Kit", 3);
        office.live(Duration.ofMinutes(40));
        assertEquals(List.of(State.DELIVERED), states(otters));
    }

    @Test
    void while_a_target_is_away_each_tracker_s_message_has_its_turn() {
        hook.host().down(true);
        rank(otters, "Otter", 0);
        rank(beavers, "Beaver", 0);
        office.live(Duration.ofHours(20));
        assertTrue(requestsAbout("Otters") > 2 && requestsAbout("Beavers") > 2,
                () -> requestsAbout("Otters") + " and " + requestsAbout("Beavers"));
    }

    @Test
    void what_nobody_could_try_is_given_up_after_a_week_in_which_nothing_was_taken() {
        otterWaitsForADay();
        rank(otters, "Otter", 1);
        office.live(Duration.ofDays(1));
        assertEquals(State.WAITING, states(otters).getLast());
        office.live(Duration.ofDays(9));
        assertEquals(List.of(State.DEAD, State.DEAD), states(otters));
    }

    @Test
    void what_waits_is_tried_when_the_user_resumes_its_target() {
        otterWaitsForADay();
        hook.host().down(false);
        office.parts().database().write(tx -> office.parts().targets().pause(tx, target.id()));
        office.live(Duration.ofHours(1));
        office.parts().database().write(tx -> office.parts().targets().resume(tx, target.id()));
        office.run(A_MOMENT);
        assertEquals(List.of(State.DELIVERED), states(otters));
    }
}
