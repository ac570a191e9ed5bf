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
import org.trackerwatch.trackers.Secret;

final class NtfyAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ntfy.sh/my_alerts-1                  | https://ntfy.sh/my_alerts-1
            http://ntfy.sh/my_alerts-1/                  | https://ntfy.sh/my_alerts-1
            ntfy.sh/my_alerts-1                          | https://ntfy.sh/my_alerts-1
            <https://NTFY.sh/my_alerts-1>                | https://ntfy.sh/my_alerts-1
            https://ntfy.sh/my_alerts-1/publish          | https://ntfy.sh/my_alerts-1
            https://ntfy.sh/my_alerts-1/json?poll=1      | https://ntfy.sh/my_alerts-1
            ntfy://my_alerts-1                           | https://ntfy.sh/my_alerts-1
            ntfys://my_alerts-1/                         | https://ntfy.sh/my_alerts-1
            ntfy://ntfy.sh/my_alerts-1                   | https://ntfy.sh/my_alerts-1
            ntfy://ntfy.example.org/alerts               | https://ntfy.example.org/alerts
            ntfys://ntfy.example.org:8443/alerts         | https://ntfy.example.org:8443/alerts
            ntfy://10.0.0.5:8080/alerts?secure=false     | http://10.0.0.5:8080/alerts
            ntfy://10.0.0.5:8080/alerts?scheme=http      | http://10.0.0.5:8080/alerts
            http://10.0.0.5:8080/alerts                  | http://10.0.0.5:8080/alerts
            http://[fd00::5]:80/alerts                   | http://[fd00::5]/alerts
            http://my_ntfy:80/alerts                     | http://my_ntfy/alerts
            """)
    void every_form_of_a_topic_is_stored_as_one(String pasted, String stored) {
        assertEquals(stored, parse(pasted).url().reveal());
        assertEquals(parse(pasted), parse(stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ntfy.sh/a?auth=QmVhcmVyIHRrX3NlY3JldA", "https://ntfy.sh/a?auth=QmVhcmVyIHRrX3NlY3JldA==",
            "https://tk_secret@ntfy.sh/a", "https://:tk_secret@ntfy.sh/a", "https://ntfy.sh/a?token=tk_secret", "ntfy.sh/a tk_secret",
            "ntfys://tk_secret@ntfy.sh/a", "ntfy://tk_secret@a"})
    void a_token_is_kept_wherever_it_stands(String pasted) {
        assertEquals(Optional.of(new Secret("Bearer tk_secret")), parse(pasted).auth());
        assertEquals("https://ntfy.sh/a?auth=QmVhcmVyIHRrX3NlY3JldA", parse(pasted).url().reveal());
        assertEquals(parse(pasted), parse(parse(pasted).url().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://phil:p%40ss+1@ntfy.example.org/a", "ntfys://phil:p%40ss+1@ntfy.example.org/a",
            "https://ntfy.example.org/a phil:p@ss+1", "https://ntfy.example.org/a?auth=QmFzaWMgY0docGJEcHdRSE56S3pFPQ"})
    void a_name_and_a_password_sign_in_too(String pasted) {
        assertEquals(Optional.of(new Secret("Basic cGhpbDpwQHNzKzE=")), parse(pasted).auth());
        assertTrue(parse(pasted).secrets().contains(new Secret("p@ss+1")));
        assertEquals(parse(pasted), parse(parse(pasted).url().reveal()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ntfy.sh                              | names no topic
            https://ntfy.sh/docs                         | names no topic
            https://ntfy.sh/app                          | names no topic
            https://ntfy.sh/secret.topic                 | names no topic
            https://ntfy.sh/secret1,secret2              | several topics
            https://nas.example.org/ntfy/secret          | below a topic
            https://ntfy.sh/a?auth=secret                | behind auth=
            matrix://host/secret                         | no address of an ntfy topic
            """)
    void what_is_wrong_is_said_without_repeating_it(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(pasted));
        assertTrue(refused.getMessage().contains(words) && refused.getMessage().contains("https://ntfy.example.org/"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    @Test
    void a_topic_of_65_signs_is_none() {
        assertThrows(IllegalArgumentException.class, () -> parse("ntfy.sh/" + "x".repeat(65)));
        assertEquals("https://ntfy.sh/" + "x".repeat(64), parse("ntfy.sh/" + "x".repeat(64)).url().reveal());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://ntfy.sh/alerts,                    true
            https://ntfy.example.org/alerts,           true
            ntfy://10.0.0.5/alerts,                    true
            ntfys://10.0.0.5/alerts,                   true
            https://ntfy.sh/docs,                      false
            https://ntfy.sh/a/b,                       false
            https://evil.example/?x=ntfy.sh/alerts,    false
            https://ntfy.sh.evil.example/alerts,       false
            https://notntfy.sh/alerts,                 false
            """)
    void a_topic_is_recognised_by_its_host_and_path_alone(URI pasted, boolean recognised) {
        assertEquals(recognised, NtfyAddress.isNtfy(pasted));
    }

    private static NtfyAddress parse(String pasted) {
        return NtfyAddress.parse(pasted);
    }
}
