package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.Harbour.statuses;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What an answer means, and what the ledger keeps of it.
final class SiteAnswersTest {

    private final Harbour harbour;

    SiteAnswersTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, credential-refused", "403, credential-refused", "404, not-found", "405, not-found", "410, not-found",
        "429, rate-limited", "500, site-error", "502, site-error", "503, site-error", "520, site-error", "400, site-error",
        "408, site-error", "418, site-error", "421, site-error", "304, site-error", "204, site-error",
    })
    void each_status_has_its_reason_and_is_asked_for_once(int status, String reason) {
        harbour.answers(status, "");
        var failure = failure(harbour.visit(definition(), KEY));
        assertEquals(reason, failure.reason().key());
        assertTrue(failure.detail().contains(harbour.site.getHostName()), failure.detail());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void with_a_cookie_the_same_refusals_end_the_session() {
        harbour.answers(403, "");
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(definition(), COOKIE)).reason());
    }

    /// OkHttp by itself would ask again at once.
    @ParameterizedTest
    @CsvSource({"503, maintenance", "408, site-error", "429, rate-limited"})
    void an_answer_that_invites_to_ask_again_at_once_is_not_taken_up(int status, String reason) {
        harbour.answers(status, "", "Retry-After", "0").answers(FIGURES);
        var failure = failure(harbour.visit(definition(), KEY));
        assertEquals(reason, failure.reason().key());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void how_long_a_site_wants_to_be_left_alone_is_passed_on() {
        harbour.answers(429, "", "Retry-After", "90.5");
        assertEquals(Optional.of(Duration.ofMillis(90_500)), failure(harbour.visit(definition(), KEY)).retryAfter());
    }

    @Test
    void a_wrong_key_is_told_as_what_happened_and_no_more() {
        var refused = failure(harbour.answers(401, "").visit(definition(), KEY)).detail();
        assertTrue(refused.endsWith(": it does not accept this API key."), refused);
        var ended = failure(harbour.answers(401, "").visit(definition(), COOKIE)).detail();
        assertTrue(ended.endsWith(": the session has ended."), ended);
        assertEquals("Harbour does not accept this API key.", Sentences.of(Reason.CREDENTIAL_REFUSED, "Harbour"));
        assertEquals("Harbour has ended the session.", Sentences.of(Reason.SESSION_EXPIRED, "Harbour"));
    }

    @Test
    void no_failure_repeats_what_is_secret() {
        harbour.answers(200, "{\"status\":\"failure\",\"error\":\"no user for open-sesame-key\"}");
        var failure = failure(harbour.visit(platform("gazelle"), new Credential.ApiKey(new Secret("open-sesame-key-of-20"))));
        assertFalse(failure.detail().contains("open-sesame-key-of-20"), failure.detail());
        assertFalse(harbour.account(definition(), COOKIE).toString().contains("first"));
    }

    @Test
    void the_ledger_tells_each_request_without_what_stands_behind_the_question_mark() {
        harbour.answers("{\"status\":\"success\",\"response\":{\"id\":7,\"userstats\":{\"uploaded\":3,\"downloaded\":1}}}")
                .answers(500, "oops");
        var visit = harbour.visit(platform("gazelle"), KEY);
        stats(visit);
        assertEquals(List.of("/ajax.php", "/ajax.php"), visit.requests().stream().map(Visit.Request::path).toList());
        assertEquals(List.of(200, 500), statuses(visit));
        assertEquals(List.of(82L, 4L), visit.requests().stream().map(Visit.Request::bytes).toList());
        assertEquals("GET", visit.requests().getFirst().method());
    }

    @Test
    void the_ledger_keeps_what_the_site_told_of_its_limits() {
        harbour.answers(429, "", "X-RateLimit-Limit", "30", "X-RateLimit-Remaining", "0", "Retry-After", "90");
        var told = harbour.visit(platform("ggn"), KEY).requests().getFirst().allowance();
        assertEquals(new Allowance(Optional.of(30L), Optional.of(0L), Optional.of(Duration.ofSeconds(90))), told);
    }

    @Test
    void limits_that_are_no_numbers_are_not_kept() {
        harbour.answers(500, "", "X-RateLimit-Limit", "<b>30</b>", "Retry-After", "never");
        assertEquals(Allowance.UNTOLD, harbour.visit(platform("ggn"), KEY).requests().getFirst().allowance());
    }
}
