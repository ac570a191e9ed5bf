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

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hostile site makes of the secrets that it was sent.
class VeilTest {

    private final Harbour harbour;

    VeilTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @ParameterizedTest
    @CsvSource({"/leak/open-sesame-key, /leak/•••", "/leak/OPEN-sesame-key/x, /leak/•••/x", "/leak/%6Fpen-sesame-key, /leak/•••",
        "/leak/open%252Dsesame%252Dkey, •••", "/plain/page, /plain/page"})
    void the_ledger_holds_no_key_that_a_site_redirects_to(String location, String path) {
        var visit = harbour.answers(302, "", "Location", location).answers(FIGURES).visit(definition(), KEY);
        assertEquals(List.of("/api/me", path), visit.requests().stream().map(Visit.Request::path).toList());
    }

    @ParameterizedTest
    @CsvSource({"open-sesame, •••", "OPEN-SESAME, •••", "/open-sesame, /•••", "open-sesam, open-sesam", "a%2Fb+c, •••", "a%2Fb%20c, •••", "a/b c, •••",
        "a/b, a/b"})
    void nothing_is_too_short_to_hide_a_key_in_but_what_is_shorter_than_it(String text, String told) {
        assertEquals(told, new Veil(() -> List.of(new Secret("open-sesame"), new Secret("a/b c"))).over(text));
    }

    @Test
    void nor_a_cookie_that_was_set_on_the_way() {
        var visit = harbour.answers(302, "", "Location", "/leak/brandnew", "Set-Cookie", "session=brandnew")
                .answers(FIGURES).visit(definition(), COOKIE);
        assertEquals("/leak/•••", visit.requests().getLast().path());
    }

    @Test
    void a_sentence_names_no_key_as_a_host() {
        harbour.answers(302, "", "Location", "https://open-sesame-key.elsewhere.example/");
        var detail = failure(harbour.visit(definition(), KEY)).detail();
        assertTrue(detail.contains("•••.elsewhere.example"), detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no: open-sesame-key", "no: o.p.e.n s.e.s.a.m.e", "no: OPENsesa", "no: open%2Dsesame"})
    void a_message_with_a_piece_of_the_key_is_not_quoted(String message) {
        harbour.answers("{\"status\":\"failure\",\"error\":\"" + message + "\"}");
        var detail = failure(harbour.visit(platform("gazelle"), KEY)).detail();
        assertFalse(detail.contains("It says"), detail);
    }

    @Test
    void any_other_message_is_quoted() {
        harbour.answers("{\"status\":\"failure\",\"error\":\"open your browser\"}");
        assertTrue(failure(harbour.visit(platform("gazelle"), KEY)).detail().contains("“open your browser”"));
    }

    @Test
    void encoded_secrets_are_hidden_too() {
        var veil = new Veil(() -> List.of(new Secret("a b/c&d+e")));
        assertEquals("x•••y", veil.over("xa+b%2Fc%26d%2Bey"));
        assertEquals("x•••y", veil.over("xa%20b%2fc%26d%2bey"));
        assertEquals("xy", veil.over("xy"));
    }
}
