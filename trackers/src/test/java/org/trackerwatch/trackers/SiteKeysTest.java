package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.remembering;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.Harbour.statuses;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// In which way a key is handed over, and how often where it opens nothing.
final class SiteKeysTest {

    private final Harbour harbour;

    SiteKeysTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void a_key_as_a_parameter_is_encoded_and_stays_out_of_the_ledger() throws InterruptedException {
        var visit = harbour.answers(FIGURES).visit(definition("auth: { api_key: { header: null, query: key } }"),
                new Credential.ApiKey(new Secret("a&b=c")));
        assertEquals("/api/me?key=a%26b%3Dc", harbour.asked().getTarget());
        assertEquals(List.of("/api/me"), visit.requests().stream().map(Visit.Request::path).toList());
    }

    @Test
    void a_body_carries_the_key_as_json() throws InterruptedException {
        harbour.answers(FIGURES).visit(definition("""
                auth: { api_key: { header: null, query: null } }
                requests: { me: { method: POST, body: '{"method":"me","params":["{key}","{username}"]}' } }"""),
                new Credential.ApiKey(new Secret("qu\"ote")));
        var request = harbour.asked();
        assertEquals("{\"method\":\"me\",\"params\":[\"qu\\u0022ote\",\"otterby\"]}", request.getBody().utf8());
        assertTrue(request.getHeaders().get("Content-Type").startsWith("application/json"));
    }

    @Test
    void an_old_installation_gets_the_key_as_a_parameter_once_and_that_is_remembered() throws InterruptedException {
        harbour.answers(401, "{\"message\":\"Unauthenticated.\"}").answers(FIGURES).answers(FIGURES);
        var unit3d = platform("unit3d");
        var first = harbour.visit(unit3d, KEY);
        stats(first);
        assertEquals(Map.of("auth", "query"), first.memory());
        assertEquals(List.of(401, 200), statuses(first));
        var second = harbour.reader.read(remembering(harbour.account(unit3d, KEY), first.memory()));
        assertEquals(List.of(200), statuses(second));
        assertEquals("/api/user", harbour.asked().getTarget());
        assertEquals("/api/user?api_token=open-sesame-key", harbour.asked().getTarget());
        var third = harbour.asked();
        assertEquals("/api/user?api_token=open-sesame-key", third.getTarget());
        assertNull(third.getHeaders().get("Authorization"));
    }

    @Test
    void a_site_that_was_upgraded_gets_the_key_in_the_header_again() {
        harbour.answers(401, "{}").answers(FIGURES);
        var visit = harbour.reader.read(remembering(harbour.account(platform("unit3d"), KEY), Map.of("auth", "query")));
        stats(visit);
        assertEquals(Map.of("auth", "header"), visit.memory());
    }

    @Test
    void a_wrong_key_is_refused_after_both_ways_and_no_more() {
        harbour.answers(401, "{\"message\":\"Unauthenticated.\"}").answers(401, "{\"message\":\"Unauthenticated.\"}");
        var visit = harbour.visit(platform("unit3d"), KEY);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertEquals(2, harbour.site.getRequestCount());
        assertEquals(Map.of(), visit.memory());
    }

    @Test
    void a_key_that_was_refused_in_one_way_is_not_sent_so_again_where_trouble_swallowed_the_answer_to_the_other() {
        harbour.answers(401, "{}").answers(503, "", "Retry-After", "600").answers(502, "").answers(401, "{}");
        var unit3d = platform("unit3d");
        var first = harbour.visit(unit3d, KEY);
        assertEquals(Reason.MAINTENANCE, failure(first).reason());
        harbour.time.pass(Duration.ofHours(1));
        var second = harbour.reader.read(remembering(harbour.account(unit3d, KEY), first.memory()));
        assertEquals(List.of(502), statuses(second));
        var third = harbour.reader.read(remembering(harbour.account(unit3d, KEY), second.memory()));
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(third).reason());
        assertEquals(4, harbour.site.getRequestCount(), "each way was refused once");
        assertEquals(Map.of("auth", "query"), third.memory());
    }

    @Test
    void a_key_that_opens_the_site_after_the_trouble_may_be_sent_in_both_ways_again() {
        harbour.answers(401, "{}").answers(502, "").answers(FIGURES).answers(401, "{}").answers(FIGURES);
        var unit3d = platform("unit3d");
        var first = harbour.visit(unit3d, KEY);
        var second = harbour.reader.read(remembering(harbour.account(unit3d, KEY), first.memory()));
        stats(second);
        var upgraded = harbour.reader.read(remembering(harbour.account(unit3d, KEY), second.memory()));
        stats(upgraded);
        assertEquals(Map.of("auth", "header"), upgraded.memory());
    }

    @Test
    void what_a_site_said_of_one_key_is_forgotten_with_it() {
        harbour.answers(401, "{}").answers(502, "");
        var memory = harbour.visit(platform("unit3d"), KEY).memory();
        assertEquals(Map.of("auth", "query", "auth.refused", "header"), memory);
        assertEquals(Map.of("auth", "query"), Visit.lasting(memory));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403})
    void a_wrong_token_is_never_tried_twice_where_that_bans_the_address(int status) {
        harbour.answers(status, "{\"status\":\"failure\",\"error\":\"invalid token\"}");
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(harbour.visit(platform("gazelle"), KEY)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_challenge_is_no_reason_to_try_the_key_another_way() {
        harbour.answers(403, "<html><head><title>Just a moment...</title></head></html>", "cf-mitigated", "challenge");
        assertEquals(Reason.CHALLENGED, failure(harbour.visit(platform("unit3d"), KEY)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }
}
