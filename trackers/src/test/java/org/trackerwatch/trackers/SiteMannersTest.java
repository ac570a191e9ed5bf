package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.remembering;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Turns, gaps and silence: what keeps us welcome.
class SiteMannersTest {

    private final Harbour harbour;

    SiteMannersTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void the_first_request_waits_for_nothing() {
        harbour.answers(FIGURES).visit(definition(), KEY);
        assertEquals(List.of(), harbour.time.sleeps());
    }

    @Test
    void between_two_requests_lies_the_gap_and_a_bit() {
        harbour.answers(FIGURES).answers(FIGURES).answers(FIGURES);
        for (int i = 0; i < 3; i++) {
            harbour.visit(definition(), KEY);
        }
        assertEquals(2, harbour.time.sleeps().size());
        assertTrue(harbour.time.sleeps().stream().allMatch(gap -> gap.toMillis() >= 2000 && gap.toMillis() <= 2500),
                harbour.time.sleeps().toString());
        assertTrue(harbour.time.sleeps().stream().distinct().count() > 1, "no drumbeat");
    }

    @Test
    void a_redirect_keeps_the_gap_too() {
        harbour.answers(302, "", "Location", "/a").answers(302, "", "Location", "/b").answers(FIGURES);
        stats(harbour.visit(definition(), KEY));
        assertEquals(2, harbour.time.sleeps().size());
        assertTrue(harbour.time.sleeps().stream().allMatch(gap -> gap.toMillis() >= 2000), harbour.time.sleeps().toString());
    }

    @Test
    void no_definition_makes_the_gap_shorter_than_is_usual() {
        var hasty = definition("pacing: { between: 0s }");
        harbour.answers(FIGURES).answers(FIGURES).visit(hasty, KEY);
        harbour.visit(hasty, KEY);
        assertTrue(harbour.time.sleeps().getFirst().toMillis() >= 2000, harbour.time.sleeps().toString());
    }

    @Test
    void redirects_count_in_a_burst() {
        var bursts = definition("pacing: { between: 2s, burst: 2, per: 60s }");
        harbour.answers(302, "", "Location", "/a").answers(302, "", "Location", "/b").answers(FIGURES);
        stats(harbour.visit(bursts, KEY));
        assertEquals(List.of(2L, 57L), harbour.time.sleeps().stream().map(Duration::toSeconds).toList());
    }

    @Test
    void time_that_passed_by_itself_counts_for_the_gap() {
        harbour.answers(FIGURES).answers(FIGURES).visit(definition(), KEY);
        harbour.time.pass(Duration.ofHours(1));
        harbour.visit(definition(), KEY);
        assertEquals(List.of(), harbour.time.sleeps());
    }

    @Test
    void a_clock_that_was_set_back_makes_nobody_wait_for_years() {
        harbour.answers(FIGURES).answers(FIGURES).visit(definition(), KEY);
        harbour.time.set(SettableTime.START.minus(Duration.ofDays(4000)));
        harbour.visit(definition(), KEY);
        assertTrue(harbour.time.sleeps().getFirst().toMillis() <= 2500, harbour.time.sleeps().toString());
    }

    @Test
    void a_burst_is_followed_by_a_rest() {
        var bursts = definition("pacing: { between: 2s, burst: 3, per: 60s }");
        for (int i = 0; i < 7; i++) {
            harbour.answers(FIGURES).visit(bursts, KEY);
        }
        assertEquals(List.of(2L, 2L, 55L, 2L, 2L, 55L), harbour.time.sleeps().stream().map(Duration::toSeconds).toList());
    }

    @Test
    void all_accounts_of_a_host_take_turns() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        harbour.site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.sleep(20);
                inside.decrementAndGet();
                return new MockResponse.Builder().body(FIGURES).build();
            }
        });
        var polls = new ArrayList<Thread>();
        for (int i = 0; i < 12; i++) {
            polls.add(Thread.ofVirtual().start(() -> harbour.visit(definition(), KEY)));
        }
        for (var poll : polls) {
            poll.join();
        }
        assertEquals(12, harbour.site.getRequestCount());
        assertEquals(1, most.get());
    }

    @ParameterizedTest
    @CsvSource({"429, 120, 120", "503, 'Sat, 21 Nov 2026 12:02:00 GMT', 120", "429, 1.5, 1"})
    void a_host_that_wants_silence_is_left_alone_by_all_its_accounts(int status, String header, long seconds) {
        harbour.answers(status, "", "Retry-After", header).visit(definition(), KEY);
        var second = harbour.visit(platform("unit3d"), KEY);
        assertEquals(Reason.RATE_LIMITED, failure(second).reason());
        assertEquals(Optional.of(seconds), failure(second).retryAfter().map(Duration::toSeconds));
        assertEquals(List.of(), second.requests());
        assertEquals(1, harbour.site.getRequestCount());
        harbour.time.pass(Duration.ofSeconds(seconds + 1));
        stats(harbour.answers(FIGURES).visit(definition(), KEY));
    }

    @Test
    void a_page_is_asked_for_as_seldom_as_the_definition_says() {
        var daily = definition("""
                requests: { more: { path: /api/more, expect: json, every: 24h, optional: true } }
                fields: { bonus: { from: more, json: /bonus } }""");
        harbour.answers(FIGURES).answers("{\"bonus\":5}").answers(FIGURES).answers(FIGURES).answers("{\"bonus\":6}");
        var first = harbour.visit(daily, KEY);
        harbour.time.pass(Duration.ofHours(23));
        var second = harbour.reader.read(remembering(harbour.account(daily, KEY), first.memory()));
        assertEquals(1, second.requests().size());
        assertEquals(Optional.empty(), stats(second).get(Field.BONUS));
        harbour.time.pass(Duration.ofMinutes(61));
        assertEquals(2, harbour.reader.read(remembering(harbour.account(daily, KEY), second.memory())).requests().size());
    }

    @Test
    void a_slow_page_is_asked_for_every_six_hours_and_unknown_in_between() {
        var slow = definition("""
                requests: { more: { path: /api/more, expect: json, lane: slow, optional: true } }
                fields: { bonus: { from: more, json: /bonus } }""");
        harbour.answers(FIGURES).answers("{\"bonus\":7}").answers(FIGURES).answers(FIGURES).answers("{\"bonus\":9}");
        var first = harbour.visit(slow, KEY);
        assertTrue(stats(first).get(Field.BONUS).isPresent());
        harbour.time.pass(Duration.ofHours(5));
        var second = harbour.reader.read(remembering(harbour.account(slow, KEY), first.memory()));
        assertTrue(stats(second).get(Field.BONUS).isEmpty());
        assertEquals(first.memory(), second.memory());
        harbour.time.pass(Duration.ofHours(2));
        assertTrue(stats(harbour.reader.read(remembering(harbour.account(slow, KEY), second.memory()))).get(Field.BONUS).isPresent());
    }

    @Test
    void after_an_extra_page_was_throttled_nothing_more_is_asked() {
        harbour.answers("{\"status\":\"success\",\"response\":{\"id\":7,\"userstats\":{\"uploaded\":3,\"downloaded\":1}}}").answers(429, "");
        stats(harbour.visit(Harbour.parsed("""
                schema: 1
                slug: harbour
                name: Harbour
                platform: json
                auth: { accept: [api_key], api_key: { header: Authorization } }
                requests:
                  index: { path: /index, expect: json }
                  user:  { path: /user, expect: json, optional: true }
                  stats: { path: /stats, expect: json, optional: true }
                fields:
                  uploaded:   { from: index, json: /response/userstats/uploaded }
                  downloaded: { from: index, json: /response/userstats/downloaded }
                """, ""), KEY));
        assertEquals(2, harbour.site.getRequestCount());
    }

    @Test
    void a_refusal_on_an_extra_page_is_a_refusal() {
        harbour.answers("{\"status\":\"success\",\"response\":{\"id\":7,\"userstats\":{\"uploaded\":3,\"downloaded\":1}}}")
                .answers(200, "{\"status\":\"failure\",\"error\":\"your ip address has been banned\"}");
        assertEquals(Reason.ADDRESS_BANNED, failure(harbour.visit(platform("gazelle"), KEY)).reason());
    }

    @Test
    void a_request_that_needs_another_kind_of_credential_is_not_made() {
        var visit = harbour.visit(platform("nexusphp"), KEY);
        assertEquals(Reason.LAYOUT_CHANGED, failure(visit).reason());
        assertEquals(Map.of(), visit.memory());
        assertEquals(0, harbour.site.getRequestCount());
    }
}
