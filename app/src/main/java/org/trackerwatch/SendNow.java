package org.trackerwatch;

import java.time.Duration;
import java.util.List;
import org.trackerwatch.core.Delivery;

/// Sends at the user's word. While a daemon runs it sends, and is waited for; else it is done here.
public final class SendNow {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final App app;

    public SendNow(App app) {
        this.app = app;
    }

    /// Sends what waits, unless there is a daemon to do it.
    public void pending() throws InterruptedException {
        if (!app.daemonRuns()) {
            try (var _ = app.lock()) {
                app.recover();
                app.deliverPending();
            }
        }
    }

    /// Waits until each of them has been tried, as long as a person likes to wait.
    ///
    /// @return them as they are then
    public List<Delivery> await(List<Long> deliveries) throws InterruptedException {
        pending();
        var until = app.time().now().plus(PATIENCE);
        while (app.time().now().isBefore(until) && !found(deliveries).stream().allMatch(SendNow::wasTried)) {
            app.time().sleep(GLANCE);
        }
        return found(deliveries);
    }

    private List<Delivery> found(List<Long> ids) {
        return app.database().read(tx -> ids.stream().flatMap(id -> app.deliveries().get(tx, id).stream()).toList());
    }

    private static boolean wasTried(Delivery delivery) {
        return switch (delivery.state()) {
            case WAITING -> delivery.reason().isPresent();
            case SENDING -> false;
            case DELIVERED, ACCEPTED, DEAD, CANCELLED -> true;
        };
    }
}
