package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Incident;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;

/// What is kept of outages, poll by poll.
final class OutagesTest {

    private static final MockResponse BROKEN = new MockResponse.Builder().code(502).build();

    @TempDir
    private Path directory;
    private Household house;

    @BeforeEach
    void open() {
        house = new Household(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Incident> incidents() {
        return house.app.database().read(tx -> house.app.incidents().list(tx, Instant.EPOCH, house.time.now().plusSeconds(1)));
    }

    @Test
    void an_outage_is_kept_with_its_cause_its_end_and_what_it_cost() {
        house.tracker("Otters");
        house.target();
        house.answers(BROKEN);
        house.poll();
        house.live(Duration.ofHours(3));
        var lasting = incidents().getFirst();
        assertFalse(lasting.isOver());
        assertTrue(lasting.announced().isPresent(), "nobody was told");
        house.says(new UserJson());
        house.live(Duration.ofHours(3));
        var over = incidents().getFirst();
        assertEquals(1, incidents().size());
        assertTrue(over.isOver());
        assertEquals(Reason.SITE_ERROR, over.first());
        assertEquals(Incident.Fault.SITE, over.fault());
        assertTrue(over.polls() >= 3, () -> over.polls() + " polls");
        assertEquals(lasting.announced(), over.announced());
    }

    @Test
    void an_outage_that_nobody_hears_of_is_kept_as_such() {
        house.tracker("Otters");
        house.answers(BROKEN);
        house.poll();
        house.live(Duration.ofHours(1));
        assertEquals(Optional.empty(), incidents().getFirst().announced());
    }

    @Test
    void a_refused_key_is_an_outage_that_the_user_can_mend() {
        var tracker = house.tracker("Otters");
        house.answers(new MockResponse.Builder().code(401).build());
        house.poll();
        assertEquals(Incident.Fault.USER, incidents().getFirst().fault());
        house.says(new UserJson());
        house.app.database().write(tx -> house.app.registry().credential(tx, tracker.id(), new Credential.ApiKey(new Secret("another")),
                house.time.now()));
        house.poll();
        assertTrue(incidents().getFirst().isOver());
    }

    @Test
    void a_tracker_s_outages_go_with_it() {
        var tracker = house.tracker("Otters");
        house.answers(BROKEN);
        house.poll();
        house.app.database().write(tx -> house.app.registry().remove(tx, tracker.id()));
        assertEquals(List.of(), incidents());
    }
}
