package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Tracker;

/// One message brings down what stands before a service that goes by the key of a request. By itself each has another key, and
/// says that it may be a duplicate.
final class LostInCompanyTest {

    @TempDir
    private Path directory;

    @Test
    void those_that_shared_a_request_whose_answer_never_comes_go_by_themselves_and_arrive() {
        try (var office = new PostOffice(directory); var matrix = new FakeMatrix(office.time)) {
            office.target(matrix, PostOffice::everyEvent);
            var trackers = List.of(office.tracker("Alpha"), office.tracker("Gamma"), office.tracker("Delta"));
            trackers.forEach(tracker -> office.hitAndRuns(tracker, 1));
            matrix.host().stumblesOver("Alpha", Fault.broken());
            trackers.forEach(tracker -> office.hitAndRuns(tracker, 2));
            office.live(Duration.ofHours(12));
            assertEquals(List.of(List.of(State.WAITING), List.of(State.DELIVERED), List.of(State.DELIVERED)),
                    trackers.stream().map(tracker -> states(office, tracker)).toList());
            assertEquals(2, matrix.shown().stream().filter(each -> each.toString().contains("may be a duplicate")).count(), () -> matrix.shown().toString());
            assertTrue(matrix.violations().isEmpty(), () -> matrix.violations().toString());
        }
    }

    private static List<State> states(PostOffice office, Tracker tracker) {
        return office.deliveries().stream().filter(delivery -> delivery.tracker() == tracker.id()).map(Delivery::state).toList();
    }
}
