package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PushoverAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "https://api.pushover.net/1/messages.json?token=TOKEN&user=USER", "https://api.pushover.net/1/messages.json?user=USER&token=TOKEN&priority=1",
            "api.pushover.net/1/messages.json?token=TOKEN&user=USER", "pover://USER@TOKEN", "pover://USER@TOKEN/?priority=high",
            "pushover://shoutrrr:TOKEN@USER/", "pushover://shoutrrr:TOKEN@USER/?priority=1", "TOKEN/USER", " <TOKEN USER>\n", "TOKEN,USER"})
    void every_form_that_people_paste_is_stored_as_one(String pasted) {
        var address = parse(pasted);
        assertEquals(filled("https://api.pushover.net/1/messages.json?token=TOKEN&user=USER"), address.url().reveal());
        assertEquals(address, parse(address.url().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.pushover.net/1/messages.json?token=TOKEN&user=USER&device=phone,my-tablet", "pover://USER@TOKEN/phone,my-tablet",
            "pushover://shoutrrr:TOKEN@USER/?priority=1&devices=phone,my-tablet", "TOKEN/USER/phone,my-tablet"})
    void devices_are_kept_wherever_they_stand(String pasted) {
        assertEquals(Optional.of("phone,my-tablet"), parse(pasted).devices());
        assertEquals(parse(pasted), parse(parse(pasted).url().reveal()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TOKEN                                                          | one key, but two are needed
            https://api.pushover.net/1/messages.json?token=TOKEN           | user=… is missing or not whole
            https://api.pushover.net/1/messages.json?token=abc&user=USER   | token=… is missing or not whole
            http://api.pushover.net/1/messages.json?token=TOKEN&user=USER  | begins with https://
            https://api.pushover.net.evil.example/?token=TOKEN&user=USER   | does not lead to Pushover
            https://evil.example/?x=api.pushover.net                       | does not lead to Pushover
            hello                                                          | does not lead to Pushover
            ''                                                             | no address at Pushover
            """)
    void what_is_no_such_address_is_refused_with_words_that_help(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(pasted));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertTrue(refused.getMessage().contains("https://"), refused.getMessage());
        assertFalse(refused.getMessage().contains(FakePushover.TOKEN) || refused.getMessage().contains(FakePushover.USER), refused.getMessage());
    }

    @Test
    void the_host_decides_what_is_pushover_s() {
        assertTrue(PushoverAddress.isPushover(URI.create("https://api.pushover.net/1/messages.json"), PushoverAddress.PUSHOVER));
        assertTrue(PushoverAddress.isPushover(URI.create("pover://a@b"), PushoverAddress.PUSHOVER));
        assertFalse(PushoverAddress.isPushover(URI.create("https://evil.example/1/messages.json?api.pushover.net"), PushoverAddress.PUSHOVER));
        assertTrue(PushoverAddress.isPushover(URI.create("http://127.0.0.1:9/1/messages.json"), URI.create("http://127.0.0.1:9")));
        assertFalse(PushoverAddress.isPushover(URI.create("http://127.0.0.1:9/message"), URI.create("http://127.0.0.1:9")));
    }

    private static PushoverAddress parse(String pasted) {
        return PushoverAddress.parse(filled(pasted), PushoverAddress.PUSHOVER);
    }

    private static String filled(String text) {
        return text.replace("TOKEN", FakePushover.TOKEN).replace("USER", FakePushover.USER);
    }
}
