package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/// Sites close connections that idle, after five seconds or at once, and do not say so. The gap between two requests is
/// longer than that, so the second must not run into a connection that is gone.
class IdleConnectionsTest {

    private static final Definition TWO_PAGES = Harbour.definition("""
            requests: { more: { path: /api/more, expect: json } }
            fields: { bonus: { from: more, json: /bonus } }""");

    /// Lets real time pass where the gap is, so that idle connections really idle.
    private static final class Gap implements Time {

        private final SettableTime time = new SettableTime();

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void sleep(Duration length) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(Math.min(length.toMillis(), 1600));
            time.pass(length);
        }
    }

    @Test
    void a_site_that_hangs_up_without_a_word_is_asked_on_a_new_line() throws IOException {
        try (var harbour = new Harbour()) {
            harbour.site.enqueue(closing(Harbour.FIGURES));
            harbour.site.enqueue(closing("{\"bonus\":5}"));
            var reader = new Reader(new OkHttpClient(), new Gap(), new Random(1), Duration.ofSeconds(5));
            var visit = reader.read(harbour.account(TWO_PAGES, Harbour.KEY));
            assertEquals(List.of(200, 200), Harbour.statuses(visit));
            assertTrue(Harbour.stats(visit).get(Field.BONUS).isPresent());
        }
    }

    private static MockResponse closing(String body) {
        return new MockResponse.Builder().body(body).onResponseEnd(new SocketEffect.CloseSocket()).build();
    }
}
