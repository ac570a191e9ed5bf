package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;

/// Sites that fail, and clocks that jump, on the way from a poll to its alert.
final class TroubledPollsTest extends AtHome {

    @Test
    void a_site_error_is_tried_once_more_within_half_a_minute_and_then_backs_off_without_end() {
        house.tracker("Otters");
        house.target();
        house.answers(new MockResponse.Builder().code(502).build());
        var before = house.time.now();
        house.poll();
        assertEquals(2, house.requests.size());
        var waited = Duration.between(before, house.time.now());
        assertTrue(waited.compareTo(Duration.ofSeconds(15)) >= 0 && waited.compareTo(Duration.ofSeconds(35)) <= 0, waited::toString);
        house.live(Duration.ofDays(2));
        assertTrue(house.requests.size() > 12, "it gave up after " + house.requests.size() + " requests");
        assertTrue(house.requests.size() < 40, "it asked " + house.requests.size() + " times in two days");
        assertEquals(List.of("tracker-down"), house.rules());

        house.says(new UserJson());
        house.live(Duration.ofHours(13));
        assertEquals(List.of("tracker-down", "tracker-up"), house.rules());
        assertTrue(house.titles().getLast().contains("Otters"));
    }

    @Test
    void a_blip_that_the_second_try_mends_is_no_event() {
        house.tracker("Otters");
        var count = new AtomicInteger();
        house.answers(_ -> count.getAndIncrement() == 0 ? new MockResponse.Builder().code(503).build() : new UserJson().answer());
        house.poll();
        assertEquals(2, house.requests.size());
        assertEquals(List.of(), house.rules());
    }

    @Test
    void an_answer_that_makes_no_sense_gets_no_second_try() {
        var tracker = house.tracker("Otters");
        house.answers(new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json").body("{\"username\":").build());
        house.poll();
        assertEquals(1, house.requests.size());
        assertEquals(PollFailure.Reason.SITE_ERROR, house.schedule(tracker).failure().orElseThrow().reason());
    }

    @Test
    void a_site_in_trouble_does_not_replace_the_session() {
        var tracker = house.tracker("Newts", "nexusphp", new Credential.Cookie(new Secret("c_secure_pass=old"), "Browser/1"));
        house.answers(new MockResponse.Builder().code(503).addHeader("Set-Cookie", "c_secure_pass=deleted; path=/").build());
        house.poll();
        var held = house.app.database().read(tx -> house.app.registry().access(tx, tracker.id())).orElseThrow().credential();
        assertEquals("c_secure_pass=old", held.secret().reveal());
    }

    @Test
    void a_rate_limit_is_not_asked_again_before_the_site_allows_it() {
        var tracker = house.tracker("Otters");
        house.answers(new MockResponse.Builder().code(429).setHeader("Retry-After", "7200").build());
        house.poll();
        assertEquals(1, house.requests.size());
        var schedule = house.schedule(tracker);
        assertEquals(PollFailure.Reason.RATE_LIMITED, schedule.failure().orElseThrow().reason());
        assertFalse(schedule.dueAt().isBefore(house.time.now().plusSeconds(7200)), schedule::toString);
    }

    @Test
    void a_page_that_is_read_by_half_is_no_reading() {
        var tracker = house.tracker("Otters");
        house.answers(new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json")
                .body("{\"username\":\"otter\",\"uploaded\":\"1 TiB\"}").build());
        house.poll();
        assertEquals(Optional.empty(), house.app.database().read(tx -> house.app.history().latest(tx, tracker.id())));
        assertEquals(PollFailure.Reason.LAYOUT_CHANGED, house.schedule(tracker).failure().orElseThrow().reason());
    }

    @Test
    void the_first_poll_after_a_night_of_sleep_is_no_burst() {
        for (int i = 0; i < 30; i++) {
            house.tracker("Otters " + i);
        }
        house.poll();
        house.requests.clear();
        house.time.pass(Duration.ofHours(9));
        house.poll();
        assertEquals(List.of(), house.requests);
        house.live(Duration.ofMinutes(12));
        assertEquals(30, house.requests.size());
    }

    @Test
    void a_clock_that_is_set_back_a_year_does_not_silence_a_tracker() {
        house.tracker("Otters");
        house.poll();
        house.time.set(house.time.now().minus(Duration.ofDays(365)));
        house.live(Duration.ofMinutes(80));
        assertEquals(2, house.requests.size());
    }

    @Test
    void a_refusal_of_a_credential_that_was_replaced_meanwhile_is_forgotten() {
        var tracker = house.tracker("Otters");
        house.answers(_ -> {
            house.app.database().write(tx -> house.app.registry().credential(tx, tracker.id(),
                    new Credential.ApiKey(new Secret("another")), house.time.now()));
            return new MockResponse.Builder().code(401).build();
        });
        house.poll();
        assertEquals(Tracker.Mode.ACTIVE, house.now(tracker).mode());
        assertEquals(List.of(), house.rules());
        house.says(new UserJson());
        assertEquals(1, house.poll());
    }

    @Test
    void a_poll_that_is_cut_off_by_the_programs_end_says_nothing_of_the_tracker() {
        var tracker = house.tracker("Otters");
        house.answers(_ -> new UserJson().answer().newBuilder().headersDelay(3, java.util.concurrent.TimeUnit.SECONDS).build());
        house.app.poller().take(tracker.id());
        var poll = Thread.ofVirtual().start(() -> house.app.poller().poll(tracker.id()));
        while (house.requests.isEmpty()) {
            Thread.onSpinWait();
        }
        poll.interrupt();
        assertTrue(joined(poll));
        assertEquals(Optional.empty(), house.schedule(tracker).polledAt());
        assertEquals(List.of(), house.rules());
        assertTrue(house.app.poller().take(tracker.id()), "the tracker was not given back");
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
