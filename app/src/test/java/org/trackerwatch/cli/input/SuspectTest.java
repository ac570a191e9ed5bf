package org.trackerwatch.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "0123456789abcdef0123456789abcdef", "Zk3vJ0mQx9Lb2nRt5Wy8AcD1EfG4HiJ7",
        "c_secure_pass=abcdef0123456789", "session=abcdefgh; keeplogged=0",
        "https://discord.com/api/webhooks/12345/abcdef", "http://user:word@proxy:8080",
        "https://site.example/api/user?api_token=abc"})
    void recognises_keys_cookies_and_webhooks(String word) {
        assertTrue(Suspect.isSecret(word), word);
        assertEquals("•••", Suspect.shown(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fearnopeer", "My second tracker", "unit3d", "https://tracker.example/path", "http://192.168.1.5:8080",
        "ratio-drop=0.2", "buffer-milestone=10GiB,50GiB", "hit-and-run=1h", "2026-03-04T18:30:00Z"})
    void leaves_ordinary_words_alone(String word) {
        assertFalse(Suspect.isSecret(word), word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secret", "--api-key=abc", "--Cookie", "--password"})
    void knows_the_options_that_people_expect(String word) {
        assertTrue(Suspect.isSecretOption(word));
    }
}
