package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people paste, and what they are told when it is not usable.
class PastedTest {

    private static final String AGENT = "Mozilla/5.0 (Harbour)";

    private static final Definition BOTH = Harbour.definition();

    private static final Definition COOKIES = Harbour.definition("""
            links: [ "https://harbour.example/" ]
            auth: { accept: [cookie], api_key: null, cookie: { all_of: [uid, pass], any_of: [cf, session] } }""");

    private static final Definition ONE_COOKIE = Harbour.definition("auth: { accept: [cookie], api_key: null, cookie: { all_of: [mam_id] } }");

    private static final Definition KEY_ONLY = Harbour.definition("auth: { accept: [api_key], api_key: { hint: 'settings, API' } }");

    private static String cookie(Definition definition, String pasted) {
        return ((Credential.Cookie) definition.credential(pasted, AGENT)).secret().reveal();
    }

    private static String refusal(Definition definition, String pasted) {
        var message = assertThrows(IllegalArgumentException.class, () -> definition.credential(pasted, AGENT)).getMessage();
        assertTrue(message.endsWith(".") || message.endsWith("?"), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc123DEF", "  abc123DEF\n", "Bearer abc123DEF", "token abc123DEF", "Authorization: Bearer abc123DEF",
        "X-API-Key: abc123DEF", "\"abc123DEF\"", "'abc123DEF'"})
    void a_key_is_taken_out_of_what_surrounds_it(String pasted) {
        assertEquals(new Credential.ApiKey(new Secret("abc123DEF")), BOTH.credential(pasted, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"YWJjZA==", "YWJjZGU=", "a|b|c", "1|abcdefghij"})
    void a_key_may_look_a_little_like_a_cookie(String key) {
        assertEquals(new Credential.ApiKey(new Secret(key)), BOTH.credential(key, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "'abc…def', cut off", "'abcdef...', cut off", "'abc def', no blanks", "'', Nothing", "'äöü', character",
    })
    void a_damaged_key_is_refused_in_words(String pasted, String words) {
        assertTrue(refusal(KEY_ONLY, pasted).contains(words), refusal(KEY_ONLY, pasted));
    }

    @Test
    void cookies_where_a_key_belongs_are_answered_with_where_the_key_is() {
        assertTrue(refusal(KEY_ONLY, "session=abc; theme=dark").contains("settings, API"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "uid=7; pass=abc; session=x",
        "Cookie: uid=7; pass=abc; session=x",
        "cookie:uid=7;pass=abc;session=x;",
        "GET / HTTP/1.1\nHost: harbour.example\nCookie: uid=7; pass=abc; session=x\nAccept: */*",
        "curl 'https://harbour.example/' \\\n  -H 'accept: text/html' \\\n  -H 'cookie: uid=7; pass=abc; session=x' \\\n  -H 'dnt: 1'",
        "[{\"name\":\"uid\",\"value\":\"7\",\"domain\":\"harbour.example\"},{\"name\":\"pass\",\"value\":\"abc\",\"domain\":\".harbour.example\"},"
            + "{\"name\":\"session\",\"value\":\"x\"},{\"name\":\"other\",\"value\":\"y\",\"domain\":\".elsewhere.example\"}]",
        "{\"url\":\"https://harbour.example\",\"cookies\":[{\"name\":\"uid\",\"value\":\"7\"},{\"name\":\"pass\",\"value\":\"abc\"},{\"name\":\"session\",\"value\":\"x\"}]}",
        "{\"uid\":\"7\",\"pass\":\"abc\",\"session\":\"x\"}",
        "# Netscape HTTP Cookie File\n\n#HttpOnly_.harbour.example\tTRUE\t/\tTRUE\t1799999999\tuid\t7\n"
            + "harbour.example\tFALSE\t/\tTRUE\t1799999999\tpass\tabc\nwww.harbour.example\tFALSE\t/\tFALSE\t0\tsession\tx\n"
            + ".elsewhere.example\tTRUE\t/\tFALSE\t0\tspy\tz\n",
    })
    void cookies_are_taken_in_every_shape_in_which_they_are_copied(String pasted) {
        assertEquals("uid=7; pass=abc; session=x", cookie(COOKIES, pasted));
    }

    @Test
    void the_browser_belongs_to_its_cookies() {
        assertEquals(new Credential.Cookie(new Secret("uid=7; pass=a; cf=x"), AGENT), COOKIES.credential("uid=7; pass=a; cf=x", "  " + AGENT + "\n"));
        assertThrows(IllegalArgumentException.class, () -> COOKIES.credential("uid=7; pass=a; cf=x", "Mozilla\r\nCookie: x"));
    }

    @ParameterizedTest
    @CsvSource({
        "'mam_id=abc', mam_id=abc", "'abc', mam_id=abc", "'abc==', mam_id=abc==", "'Cookie: mam_id=abc', mam_id=abc",
    })
    void where_one_cookie_is_needed_its_value_is_enough(String pasted, String expected) {
        assertEquals(expected, cookie(ONE_COOKIE, pasted));
    }

    @ParameterizedTest
    @CsvSource({
        "'uid=7; pass=abc… ; session=x', 'The cookies were cut off by the program they were copied from (there is “…” in them).'",
        "'uid=7; pass=äbc; session=x', character",
        "'uid=7; pass; session=x', no value",
        "'uid=7; session=x', pass is needed",
        "'uid=7; pass=; session=x', pass is needed",
        "'session=x', 'the cookies uid and pass are needed and not among these'",
        "'uid=7; session=x', 'the cookie pass is needed and not among these'",
        "'uid=7; pass=abc', 'one of the cookies cf, session'",
        "'[{\"name\":\"uid\"', damaged",
        "'[]', no cookie",
        "'[{\"name\":\"uid\",\"value\":\"7\",\"domain\":\"elsewhere.example\"}]', 'None of these cookies is for harbour.example'",
        "'[{\"name\":\"u id\",\"value\":\"7\"}]', damaged",
        "'{\"uid\":\"7;8\",\"pass\":\"a\",\"session\":\"x\"}', semicolon",
        "'# Netscape HTTP Cookie File', no cookie",
    })
    void unusable_cookies_are_refused_in_words(String pasted, String words) {
        assertTrue(refusal(COOKIES, pasted).contains(words), refusal(COOKIES, pasted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid=7; pass=abc\nsession=x", "uid=7\r\nX-Evil: 1; pass=a; session=x"})
    void a_line_break_never_gets_into_a_header(String pasted) {
        assertTrue(refusal(COOKIES, pasted).contains("line break"));
    }

    @Test
    void an_export_of_the_whole_browser_is_not_sent_to_an_unknown_site() {
        var platform = Harbour.definition("auth: { accept: [cookie], api_key: null }");
        assertTrue(refusal(platform, "a.example\tT\t/\tT\t0\ta\t1\nb.example\tT\t/\tT\t0\tb\t1\nc.example\tT\t/\tT\t0\tc\t1").contains("several sites"));
    }

    @Test
    void no_refusal_repeats_what_was_pasted() {
        for (var pasted : new String[] {"uid=7; hunter2-hunter2", "uid=7; pass=hunter2…", "[{\"name\":\"hunter2 \",\"value\":\"hunter2;\"}]"}) {
            assertFalse(refusal(COOKIES, pasted).contains("hunter2-") || refusal(COOKIES, pasted).contains("hunter2…"));
        }
    }

    @Test
    void every_bundled_site_takes_what_it_says_it_accepts() {
        var definitions = Definitions.bundled();
        for (var slug : definitions.slugs()) {
            var definition = definitions.find(slug).orElseThrow();
            if (definition.accepts().contains(CredentialKind.API_KEY)) {
                boolean parted = definition.recipe().auth().key().filter(key -> !key.parts().isEmpty()).isPresent();
                var pasted = parted ? "abc:123" : "abc123";
                assertEquals(new Credential.ApiKey(new Secret(pasted)), definition.credential(pasted, ""), slug);
            }
        }
    }
}
