package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Answers that can be read in two ways: a name that an object has twice, and bytes that aren't of the encoding that is said.
class TwoMeaningsTest {

    private static final Definition SITE = Harbour.definition("fields:", "  class: { from: me, json: /class }", "  ratio: { from: me, json: /ratio }");

    @Test
    void data_that_names_a_figure_twice_is_an_error_of_the_site() throws IOException {
        try (var harbour = new Harbour()) {
            var failure = Harbour.failure(harbour.answers("{\"uploaded\":3000,\"downloaded\":1000,\"ratio\":3,\"ratio\":0.01}").visit(SITE, Harbour.KEY));
            assertEquals(Reason.SITE_ERROR, failure.reason());
            assertTrue(failure.detail().contains("gives one thing two values"), failure.detail());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":1,\"b\":2}", "{\"a\":1,\"a\":1", "[{\"a\":1,\"a\":2}"})
    void data_that_breaks_off_besides_is_not_blamed_for_what_it_says_twice(String text) {
        assertEquals(Trees.Flaw.NONE, new Trees().json(text).flaw());
    }

    @Test
    void the_same_name_in_two_objects_is_no_ambiguity() {
        assertTrue(new Trees().json("{\"a\":{\"id\":1},\"b\":{\"id\":2}}").tree().isPresent());
    }

    @Test
    void a_refused_key_is_refused_however_the_refusal_is_worded() throws IOException {
        try (var harbour = new Harbour()) {
            var failure = Harbour.failure(harbour.answers(401, "{\"error\":1,\"error\":2}").visit(SITE, Harbour.KEY));
            assertEquals(Reason.CREDENTIAL_REFUSED, failure.reason());
        }
    }

    @Test
    void a_text_that_lost_a_letter_is_unknown() throws IOException {
        assertEquals(Optional.empty(), rank("utf-8", StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_text_of_several_bytes_a_letter_is_read_as_that_though_it_is_said_to_have_one() throws IOException {
        assertEquals(Optional.of("Élite"), rank("iso-8859-1", StandardCharsets.UTF_8));
        assertEquals(Optional.of("Élite"), rank("windows-1251", StandardCharsets.UTF_8));
    }

    @Test
    void a_text_in_the_encoding_that_is_said_is_read_in_it() throws IOException {
        assertEquals(Optional.of("Élite"), rank("iso-8859-1", StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of("Élite"), rank("utf-8", StandardCharsets.UTF_8));
    }

    @Test
    void figures_are_read_whatever_became_of_a_text() throws IOException {
        assertEquals(3000, Harbour.stats(visit("utf-8", StandardCharsets.ISO_8859_1)).size(Field.UPLOADED).orElseThrow().bytes());
    }

    private static Optional<String> rank(String said, Charset sent) throws IOException {
        return Harbour.stats(visit(said, sent)).text(Field.CLASS);
    }

    private static Visit visit(String said, Charset sent) throws IOException {
        try (var harbour = new Harbour()) {
            var body = "{\"uploaded\":3000,\"downloaded\":1000,\"class\":\"Élite\"}".getBytes(sent);
            harbour.site.enqueue(new MockResponse.Builder().addHeader("Content-Type", "application/json; charset=" + said).body(new Buffer().write(body)).build());
            return harbour.visit(SITE, Harbour.KEY);
        }
    }
}
