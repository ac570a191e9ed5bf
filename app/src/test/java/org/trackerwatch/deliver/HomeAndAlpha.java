package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// A target and a tracker, and the office between them. Whatever a test did: each attempt was one request, and no rule of
/// Discord was broken.
abstract class HomeAndAlpha {

    static final Instant START = SettableTime.START;

    @TempDir
    Path directory;

    PostOffice office;
    Target home;
    Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), PostOffice::everyEvent);
        alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
    }

    @AfterEach
    void everyAttemptWasOneRequestAndNoRuleWasBroken() {
        assertEquals(office.discord.requests().size(), office.attempts().size());
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    void test(Target target) {
        office.parts().database().write(tx -> office.parts().outbox().test(tx, target, office.time.now()));
    }

    long requestsTo(String webhook) {
        return office.discord.requests().stream().filter(request -> request.target().contains("/webhooks/" + webhook + "/")).count();
    }

    Delivery only() {
        var alerts = office.deliveries().stream().filter(delivery -> delivery.kind() == Kind.ALERT).toList();
        assertEquals(1, alerts.size());
        return alerts.getFirst();
    }
}
