package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// A receiver that is being replaced says no for a moment. One that says no for ten minutes means it.
final class TurnedAwayTest {

    @TempDir
    private Path directory;

    private PostOffice office;
    private FakeWebhook receiver;
    private Target target;
    private Tracker tracker;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        receiver = new FakeWebhook(office.time);
        target = office.target("Own", office.discord.webhook("1", "10"), fresh -> PostOffice.everyEvent(fresh).with(receiver.target(0, "Own").link()));
        tracker = office.tracker("Alphabet");
        office.hitAndRuns(tracker, 1);
        office.live(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        office.close();
        receiver.close();
        assertEquals(List.of(), receiver.violations());
    }

    private Target.Health.State state() {
        return office.target(target.id()).health().state();
    }

    private void answers(int status, int times) {
        receiver.host().script(Stream.generate(() -> Fault.html(status)).limit(times).toArray(Fault[]::new));
    }

    @Test
    void an_event_arrives_as_json_once_and_in_our_form() {
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(1));
        assertEquals("hit-and-run", receiver.taken().getFirst().path("event").path("type").asString());
        assertEquals("Alphabet", receiver.taken().getFirst().path("tracker").path("name").asString());
        assertEquals(1, receiver.taken().size());
    }

    @Test
    void a_moment_of_404_costs_nothing() {
        answers(404, 3);
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(5));
        assertEquals(Target.Health.State.ACTIVE, state());
        assertEquals(1, receiver.taken().size());
    }

    @Test
    void ten_minutes_of_404_are_a_refusal_and_the_others_are_told() {
        office.target("Other", office.discord.webhook("2", "20"));
        answers(404, 100);
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(9));
        assertEquals(Target.Health.State.ACTIVE, state());
        office.run(Duration.ofMinutes(20));
        assertEquals(Target.Health.State.REFUSED, state());
        assertTrue(office.titles("2").contains("Alerts no longer reach “Own”"), office.titles("2")::toString);
        assertTrue(receiver.host().requests().size() >= 3 && receiver.host().requests().size() < 10, () -> receiver.host().requests().size() + "");
    }

    @Test
    void trouble_of_another_kind_in_between_begins_the_count_anew() {
        receiver.host().script(Stream.generate(() -> Stream.of(Fault.html(404), Fault.html(404), Fault.html(500))).limit(20)
                .flatMap(each -> each).toArray(Fault[]::new));
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(40));
        assertEquals(Target.Health.State.ACTIVE, state());
    }

    @Test
    void gone_is_gone_at_once() {
        answers(410, 1);
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(1));
        assertEquals(Target.Health.State.REFUSED, state());
        assertEquals(1, receiver.host().requests().size());
    }

    @Test
    void an_answer_that_was_lost_brings_the_same_id_again_which_is_taken_once() {
        receiver.host().script(Fault.answerLost());
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofMinutes(5));
        assertEquals(2, receiver.host().requests().size());
        assertEquals(1, receiver.taken().size());
    }
}
