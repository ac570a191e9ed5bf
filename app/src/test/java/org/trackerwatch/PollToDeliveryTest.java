package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

final class PollToDeliveryTest extends AtHome {

    @Test
    void a_change_between_two_polls_is_told_once() {
        house.tracker("Otters");
        house.target();
        house.poll();
        house.says(new UserJson().hitAndRuns(1));
        house.live(Duration.ofHours(3));
        assertEquals(List.of("hit-and-run"), house.rules());
        assertEquals(1, house.embeds().size(), house.titles()::toString);
        assertTrue(house.titles().getFirst().contains("Otters"), house.titles()::toString);
        assertEquals(0xef4444, house.embeds().getFirst().path("color").asInt());
        assertEquals(List.of(), house.discord.violations());
    }

    @Test
    void a_quiet_account_is_polled_each_hour_and_tells_nothing() {
        house.tracker("Otters");
        house.target();
        house.live(Duration.ofHours(24));
        assertEquals(List.of(), house.titles());
        assertTrue(house.requests.size() >= 22 && house.requests.size() <= 28, "polled " + house.requests.size() + " times");
    }

    @Test
    void a_refused_key_is_told_and_stops_polling_until_it_is_changed() {
        var tracker = house.tracker("Otters");
        house.target();
        house.answers(new MockResponse.Builder().code(401).setHeader("Content-Type", "application/json")
                .body("{\"message\":\"Unauthenticated.\"}").build());
        house.poll();
        int asked = house.requests.size();
        house.live(Duration.ofHours(12));
        assertEquals(asked, house.requests.size(), "a refused key was sent again");
        assertEquals(List.of("login-rejected"), house.rules());
        assertEquals(1, house.embeds().size());
        assertEquals(Tracker.Mode.STOPPED, house.now(tracker).mode());

        house.says(new UserJson());
        house.app.database().write(tx -> house.app.registry().credential(tx, tracker.id(),
                new Credential.ApiKey(new Secret("another")), house.time.now()));
        assertEquals(1, house.poll(), "the new key was not tried at once");
        assertEquals("Bearer another", house.requests.getLast().getHeaders().get("Authorization"));
        assertEquals(Tracker.Mode.ACTIVE, house.now(tracker).mode());
    }

    @Test
    void a_gazelle_site_never_sees_a_wrong_token_twice() {
        house.tracker("Herons", "gazelle", new Credential.ApiKey(new Secret("wrong")));
        house.answers(new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json")
                .body("{\"status\":\"failure\",\"error\":\"invalid token\"}").build());
        house.live(Duration.ofDays(3));
        assertEquals(1, house.requests.size());
    }

    @Test
    void what_was_polled_when_the_program_died_is_not_asked_again_at_once() {
        var tracker = house.tracker("Otters");
        house.app.poller().take(tracker.id());
        house.app.recover();
        assertEquals(0, house.poll());
        house.time.pass(Duration.ofMinutes(1));
        assertEquals(1, house.poll());
    }

    @Test
    void a_rule_that_is_added_or_broken_while_it_runs_is_followed() throws IOException {
        house.tracker("Otters");
        house.target("upload-passed");
        house.poll();
        var file = Files.createDirectories(directory.resolve("rules")).resolve("upload-passed.yaml");
        Files.writeString(file, """
                title: Upload passed
                about: The upload passed 3 TB.
                severity: good
                cooldown: 1h
                when:
                  crosses: {of: uploaded, limits: [3000000000000]}
                wording:
                  title: "{tracker}: upload passed {limit}"
                  text: "It is {after} now."
                examples:
                  - {name: passes it, before: {uploaded: 2 TB}, after: {uploaded: 4 TB}, fires: true}
                """);
        house.says(new UserJson().uploaded(4_000_000_000_000L));
        house.live(Duration.ofHours(2));
        assertEquals(List.of("upload-passed"), house.rules(), () -> house.app.rulebook().problems().toString());
        assertEquals(1, house.titles().size());
        Files.writeString(file, "title: 7\nnonsense: true\n");
        assertEquals(Optional.empty(), house.app.rulebook().find("upload-passed"));
        assertFalse(house.app.rulebook().problems().isEmpty());
    }

    @Test
    void a_cookie_that_the_site_rotates_is_kept_with_the_reading() {
        var tracker = house.tracker("Otters", "unit3d", new Credential.ApiKey(new Secret(Household.KEY)));
        var cookie = house.tracker("Newts", "nexusphp", new Credential.Cookie(new Secret("c_secure_pass=old; other=1"), "Browser/1"));
        house.answers(request -> request.getUrl().encodedPath().contains("index.php")
                ? new MockResponse.Builder().code(200).setHeader("Content-Type", "text/html; charset=utf-8")
                        .addHeader("Set-Cookie", "c_secure_pass=new; path=/").body(NexusPage.INDEX).build()
                : new MockResponse.Builder().code(404).build());
        house.poll();
        var held = house.app.database().read(tx -> house.app.registry().access(tx, cookie.id())).orElseThrow().credential();
        assertTrue(held.secret().reveal().contains("c_secure_pass=new"), "the rotated cookie is lost");
        assertTrue(held.secret().reveal().contains("other=1"), "the rest of the cookie is lost");
        assertEquals(Optional.empty(), house.app.database().read(tx -> house.app.history().latest(tx, tracker.id())));
    }

    @Test
    void a_tracker_that_is_removed_during_its_poll_leaves_nothing() {
        var tracker = house.tracker("Otters");
        house.answers(_ -> {
            house.app.database().write(tx -> house.app.registry().remove(tx, tracker.id()));
            return new UserJson().answer();
        });
        house.poll();
        assertEquals(Optional.empty(), house.app.database().read(tx -> house.app.registry().get(tx, tracker.id())));
        assertEquals(0, house.poll());
    }

    @Test
    void two_accounts_of_one_host_are_never_asked_at_the_same_time() {
        house.tracker("One");
        house.tracker("Two");
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        house.answers(_ -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            pause();
            now.decrementAndGet();
            return new UserJson().answer();
        });
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            assertEquals(2, house.app.scheduler(threads).runDue());
        }
        assertEquals(2, house.requests.size());
        assertEquals(1, most.get());
    }

    @Test
    void a_definition_that_is_gone_is_said_and_does_not_stop_the_others() {
        var tracker = house.tracker("Orphan", "no-such-site", new Credential.ApiKey(new Secret(Household.KEY)));
        house.tracker("Otters");
        house.poll();
        assertTrue(house.schedule(tracker).failure().orElseThrow().detail().contains("no-such-site"));
        assertEquals(1, house.requests.size());
        assertNotEquals(Instant.EPOCH, house.schedule(tracker).dueAt());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
