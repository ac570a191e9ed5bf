package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.LoginSite.TOTP;
import static org.trackerwatch.trackers.LoginSite.definition;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A user name and a password from a file, and what is said where they are not usable.
class PastedLoginTest {

    private static final Definition CODES = definition("auth: { login: { factor: totp, fields: { code: \"{otp}\" } } }");

    private static final Definition EITHER = definition("auth: { accept: [cookie, login] }");

    private static String refusal(Definition definition, String written) {
        var message = assertThrows(IllegalArgumentException.class, () -> definition.login(written)).getMessage();
        assertTrue(message.endsWith("."), message);
        assertFalse(message.contains("hunter2") || message.contains("otterby"), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"otterby\nhunter2: yes\n" + TOTP, "\n otterby \r\nhunter2: yes\r\n" + TOTP + "\n",
            "username: otterby\npassword: hunter2: yes\ntotp: " + TOTP, "TOTP:" + TOTP + "\n\nPassword:hunter2: yes\nUsername:otterby"})
    void three_lines_are_read_with_and_without_their_names(String written) {
        assertEquals(new Credential.Login(new Secret("otterby"), new Secret("hunter2: yes"), Optional.of(new Secret(TOTP))),
                CODES.login(written));
    }

    @Test
    void two_lines_are_enough_for_whoever_has_no_second_factor() {
        var login = new Credential.Login(new Secret("otterby"), new Secret("hunter2"), Optional.empty());
        assertEquals(login, CODES.login("otterby\nhunter2"));
        assertEquals(login, CODES.login("username: otterby\npassword: hunter2\ntotp:"));
        assertEquals(login, CODES.credential("otterby\nhunter2", ""), "a site that takes nothing else");
    }

    @Test
    void named_lines_are_a_login_wherever_one_is_taken_and_cookies_stay_cookies() {
        assertEquals(EITHER.login("otterby\nhunter2"), EITHER.credential("username: otterby\npassword: hunter2", ""));
        assertEquals(new Credential.Cookie(new Secret("sid=7"), ""), EITHER.credential("sid=7", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        "otterby"                                            | A user name and a password are needed
        "a\nb\nc\nd"                                         | Write three lines
        "username: otterby\nhunter2"                         | begins with none of username:
        "username: otterby\ntotp: x"                         | password: is missing
        "username: otterby\nusername: otterby\npassword: x"  | twice
        "username:\npassword: hunter2"                       | A user name and a password are needed
        "otterby\nhunter2\n123456"                           | This is a code
        "otterby\nhunter2\nnot base32!"                      | base32""")
    void what_is_wrong_is_told_in_words(String written, String words) {
        assertTrue(refusal(CODES, written).contains(words), refusal(CODES, written));
    }

    @Test
    void a_second_factor_that_nobody_knows_how_to_give_is_refused_at_once() {
        assertTrue(refusal(definition(), "otterby\nhunter2\n" + TOTP).contains("is not known"));
    }

    @Test
    void a_password_for_a_site_that_takes_none_is_refused_and_not_repeated() {
        var unit3d = Harbour.platform("unit3d");
        var message = assertThrows(IllegalArgumentException.class,
                () -> unit3d.credential("username: otterby\npassword: hunter2", "")).getMessage();
        assertTrue(message.contains("never signed in to with a password") && message.contains("API key"), message);
        assertFalse(message.contains("hunter2"));
    }

    @Test
    void no_definition_on_unit3d_ever_signs_in() {
        var bundled = Definitions.bundled();
        for (var slug : bundled.slugs()) {
            var definition = bundled.find(slug).orElseThrow();
            assertFalse(definition.platform().equals("unit3d") && definition.accepts().contains(CredentialKind.LOGIN), slug);
        }
        var told = assertThrows(Problem.Broken.class, () -> definition("platform: unit3d")).getMessage();
        assertTrue(told.contains("would enable a disabled account again"), told);
    }

    @Test
    void a_login_is_sealed_and_opened_as_it_was() {
        var standing = new Credential.Standing(Optional.of(new Secret("sid=1")), Optional.of(new Secret("t\"1")), 59_123_456_789L, true,
                Optional.of(Instant.parse("2026-03-04T10:00:00.123Z")), 2);
        var login = new Credential.Login(new Secret("ött\"er"), new Secret("päss\\w{ö}rd\n"), Optional.of(new Secret(TOTP)), standing);
        assertEquals(login, Credential.Login.of(login.secret()));
        var bare = new Credential.Login(new Secret("a"), new Secret("b"), Optional.empty());
        assertEquals(bare, Credential.Login.of(bare.secret()));
        assertEquals("Login[username=•••, password=•••, factor=Optional[•••], standing=Standing[cookies=Optional[•••],"
                + " token=Optional[•••], step=59123456789, refused=true,"
                + " sent=Optional[2026-03-04T10:00:00.123Z], unanswered=2]]", login.toString());
        assertEquals(new Credential.Login(login.username(), login.password(), login.factor()), login.given());
    }
}
