package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told by its looks, and how long that takes.
class DelicateTest {

    private static String over(String text) {
        return new Substitutes().over(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a data-passkey=\"plAnted\">", "passkey=\"plAnted\"", "var passkey = 'plAnted';", "Passkey: plAnted", "Passkey:</td><td><b>plAnted</b>",
        "{\"irc_key\": \"plAnted\"}", "{\\\"rss_token\\\":\\\"plAnted\\\"}", "data-x=\"{&quot;passkey&quot;:&quot;plAnted&quot;}\"", "API key = plAnted", "密钥：plAnted",
        "/announce/plAnted", "/plAnted/announce", "/announce.php/plAnted", "/rss/123.plAnted", "/download/77/plAnted", "?invite=plAnted", "&amp;invite=plAnted",
        "plAnted [at] mail.example", "plAnted(at)mail(dot)example", "plAnted&#64;mail.example", "url(data:image/svg+xml;utf8,plAnted)", "data:text/plain,plAnted"})
    void nothing_of_it_is_left(String text) {
        assertFalse(over(text).contains("plAnted"), over(text));
        assertEquals(List.of(), Delicate.left(over(text)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "fe80::1ff:fe23:4567:890a%eth0", "::1", "2001:db8::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "2001:db8::8a2e:370:7334"})
    void an_address_goes_however_it_is_written(String address) {
        assertEquals("at ip-1.", over("at " + address + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:34:56", "a::before", "Iscritto da::", "Freeleech Tokens: 12345", "1.50 TiB", "/download/1234567", "\"two_factor\": true", "2024-05-03 10:00:00"})
    void what_only_resembles_it_stays(String text) {
        assertEquals(text, over(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "ab-", "a1", "eyJ", "data:", "data:a/b;", "::", "1:", "f::", "passkey", "passkey:", "passkey <b>", "/rss/", "a@", "a@b.", "a[at]", "密钥"})
    void no_text_holds_it_up(String piece) {
        var text = piece.repeat(100_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(100), () -> over(text) + Delicate.left(text).count());
    }

    @Test
    void the_word_before_it_stays() {
        assertEquals("<a data-passkey=\"removed-1\">", over("<a data-passkey=\"plAnted\">"));
    }
}
