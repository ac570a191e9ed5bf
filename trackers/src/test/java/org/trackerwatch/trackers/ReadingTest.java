package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Which requests are made, and what their answers mean together.
class ReadingTest {

    private static final Definition TWO_VERSIONS = definition("""
            requests:
              me: { path: /v2/me, expect: json, optional: true }
              old: { path: /v1/me, expect: json, optional: true, unless: me }
            fields:
              uploaded: [ { from: me, json: /uploaded }, { from: old, json: /uploaded } ]
              downloaded: [ { from: me, json: /downloaded }, { from: old, json: /downloaded } ]""");

    private final Harbour harbour;

    ReadingTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void the_old_address_is_not_asked_where_the_new_one_answers() {
        var visit = harbour.answers(FIGURES).visit(TWO_VERSIONS, KEY);
        stats(visit);
        assertEquals(List.of("/v2/me"), visit.requests().stream().map(Visit.Request::path).toList());
    }

    @Test
    void a_fault_of_our_own_is_a_failed_poll_without_its_words() {
        var outcome = Reader.unfaulted(() -> {
            throw new IllegalStateException("otterby");
        });
        var failure = ((Outcome.Failed) outcome).failure();
        assertEquals(Reason.LAYOUT_CHANGED, failure.reason());
        assertTrue(failure.detail().contains("a fault of its own (IllegalStateException at ReadingTest.java:"), failure.detail());
        assertTrue(!failure.detail().contains("otterby"), failure.detail());
    }

    @Test
    void an_interrupt_is_no_fault() {
        assertThrows(CancellationException.class, () -> Reader.unfaulted(() -> {
            throw new CancellationException();
        }));
    }

    @Test
    void the_old_address_is_asked_where_the_new_one_does_not_exist() {
        var visit = harbour.answers(404, "{}").answers(FIGURES).visit(TWO_VERSIONS, KEY);
        stats(visit);
        assertEquals(List.of("/v2/me", "/v1/me"), visit.requests().stream().map(Visit.Request::path).toList());
    }

    @Test
    void where_neither_answers_the_reason_is_theirs_and_no_change_of_layout() {
        assertEquals(Reason.NOT_FOUND, failure(harbour.answers(404, "{}").answers(404, "{}").visit(TWO_VERSIONS, KEY)).reason());
        assertEquals(Reason.SITE_ERROR, failure(harbour.answers(500, "{}").answers(502, "{}").visit(TWO_VERSIONS, KEY)).reason());
    }

    @Test
    void a_page_that_was_read_without_the_figures_has_changed() {
        assertEquals(Reason.LAYOUT_CHANGED, failure(harbour.answers("{\"a\":1}").visit(TWO_VERSIONS, KEY)).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1251", "UTF-8"})
    void a_page_that_does_not_declare_its_encoding_is_read_in_the_sites_usual_one_or_as_utf8(String sent) {
        var old = definition("encoding: windows-1251", "requests: { me: { expect: html } }",
                "fields: { username: null, uploaded: { from: me, in: p, label: [Раздал] }, downloaded: { from: me, in: p, label: [Скачал] } }");
        var page = SavedPage.of("<p>Раздал: 3 ГБ Скачал: 1 ГБ</p>".getBytes(Charset.forName(sent)));
        var read = (Outcome.Read) harbour.reader.read(old, Map.of("me", page));
        assertEquals(3L << 30, read.stats().size(Field.UPLOADED).orElseThrow().bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "[429, 503]"})
    void a_status_may_mean_something_of_its_own(String status) {
        var busy = definition("session: { dead_if: [ { status: " + status + ", reason: rate-limited } ] }");
        var failure = failure(harbour.answers(503, "", "Retry-After", "90").visit(busy, KEY));
        assertEquals(Reason.RATE_LIMITED, failure.reason());
        assertEquals(90, failure.retryAfter().orElseThrow().toSeconds());
        harbour.time.pass(Duration.ofMinutes(2));
        assertEquals(Reason.SITE_ERROR, failure(harbour.answers(500, "").visit(definition("session: { dead_if: [ { status: 503 } ] }"), COOKIE)).reason());
    }

    @Test
    void an_answer_may_be_good_by_what_is_in_it() {
        var named = definition("envelope: { ok: { json: /username }, error: /oops, failures: [ { match: key, reason: credential-refused } ] }");
        stats(harbour.answers(FIGURES).visit(named, KEY));
        var refused = failure(harbour.answers("{\"oops\":\"no such key\"}").visit(named, KEY));
        assertEquals(Reason.CREDENTIAL_REFUSED, refused.reason());
        assertTrue(refused.detail().contains("no such key"), refused.detail());
    }
}
