package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.store.Attempts;

/// The machine sleeps while a request is under way, or the clock jumps: when the answer comes, what was sent counts as lost
/// already.
final class LateAnswerTest {

    @TempDir
    private Path directory;
    private PostOffice office;
    private FakeWebhook hook;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        hook = new FakeWebhook(office.time);
        office.target(hook, target -> target);
    }

    @AfterEach
    void close() {
        office.close();
        hook.close();
    }

    private void oversleeps() {
        office.time.pass(Duration.ofMinutes(2));
        office.parts().database().write(tx -> office.parts().leases().recover(tx, office.time.now(), false));
    }

    @Test
    void an_answer_that_comes_after_its_lease_stops_no_queue() {
        var tracker = office.tracker("Otters");
        office.hitAndRuns(tracker, 0);
        office.hitAndRuns(tracker, 1);
        hook.host().whenHandled(this::oversleeps);
        office.runDue();
        hook.host().whenHandled(() -> { });
        office.time.pass(Duration.ofHours(7));
        office.hitAndRuns(tracker, 2);
        office.run(Duration.ofHours(1));
        assertTrue(office.deliveries().stream().allMatch(Delivery::hasArrived), () -> office.deliveries().toString());
        assertEquals(2, hook.taken().size());
    }

    @Test
    void it_is_kept_that_nobody_knew() {
        var tracker = office.tracker("Otters");
        office.hitAndRuns(tracker, 0);
        office.hitAndRuns(tracker, 1);
        hook.host().whenHandled(this::oversleeps);
        office.runDue();
        assertEquals(List.of("uncertain"), office.attempts().stream().map(Attempts.Attempt::outcome).toList());
    }
}
