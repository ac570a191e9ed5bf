package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Pace.Rate;
import org.trackerwatch.core.Pace.Scope;

final class LimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Map<Scope, Rate> RATES = Map.of(Scope.BUCKET, new Rate(5, Duration.ofSeconds(2)),
            Scope.CHANNEL, new Rate(8, Duration.ofSeconds(60)));
    private static final Pace ONE = new Pace("host", "host/1", RATES);
    private static final Pace TWO = new Pace("host", "host/2", RATES);
    private static final Pace OTHER = new Pace("elsewhere", "elsewhere/1", RATES);

    @TempDir
    private Path directory;

    private Database database;
    private final Limits limits = new Limits();
    private final Attempts attempts = new Attempts();

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("trackerwatch.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_sixth_request_waits_until_the_first_has_left_the_window() {
        for (int i = 0; i < 5; i++) {
            assertEquals(NOW.plusMillis(i), freeAt(ONE, NOW.plusMillis(i)));
            request(ONE, NOW.plusMillis(i), 200);
        }
        assertEquals(NOW.plusMillis(2001), freeAt(ONE, NOW.plusMillis(10)));
        assertEquals(NOW.plusMillis(2001), freeAt(ONE, NOW.plusMillis(2001)));
    }

    @Test
    void a_request_counts_from_its_end_since_it_arrived_before() {
        for (int i = 0; i < 5; i++) {
            database.write(tx -> end(tx, attempts.begin(tx, Optional.empty(), ONE, NOW), NOW.plusSeconds(1), 200));
        }
        assertEquals(NOW.plusMillis(3001), freeAt(ONE, NOW.plusSeconds(1)));
    }

    @Test
    void one_that_still_runs_counts_as_now() {
        for (int i = 0; i < 5; i++) {
            database.write(tx -> attempts.begin(tx, Optional.empty(), ONE, NOW));
        }
        assertEquals(NOW.plusMillis(7001), freeAt(ONE, NOW.plusSeconds(5)));
    }

    @Test
    void one_that_another_began_while_this_one_waited_for_its_turn_counts() {
        for (int i = 0; i < 5; i++) {
            request(ONE, NOW.plusMillis(40), 200);
        }
        assertEquals(NOW.plusMillis(2001), freeAt(ONE, NOW));
    }

    @Test
    void another_bucket_has_its_own_limit_until_a_channel_is_found_that_both_share() {
        for (int i = 0; i < 5; i++) {
            request(ONE, NOW, 200);
            request(TWO, NOW.plusSeconds(5), 200);
        }
        assertEquals(NOW.plusSeconds(10), freeAt(ONE, NOW.plusSeconds(10)));
        learn(ONE, "channel/9");
        assertEquals(NOW.plusSeconds(10), freeAt(ONE, NOW.plusSeconds(10)));
        learn(TWO, "channel/9");
        assertEquals(NOW.plusMillis(60_001), freeAt(ONE, NOW.plusSeconds(10)));
    }

    @Test
    void what_a_provider_allows_less_is_believed_and_what_it_allows_more_is_not() {
        database.write(tx -> limits.learn(tx, ONE, new Pace.Learned(Optional.of(2), Optional.empty(), Optional.empty()), NOW));
        database.write(tx -> limits.learn(tx, TWO, new Pace.Learned(Optional.of(50), Optional.empty(), Optional.empty()), NOW));
        for (int i = 0; i < 5; i++) {
            request(ONE, NOW, 200);
            request(TWO, NOW, 200);
        }
        assertEquals(NOW.plusMillis(2001), freeAt(ONE, NOW));
        assertEquals(NOW.plusMillis(2001), freeAt(TWO, NOW));
        assertEquals(NOW.plusSeconds(2).plusMillis(1), freeAt(TWO, NOW.plusMillis(1)));
    }

    @Test
    void a_used_up_bucket_waits_as_it_said() {
        database.write(tx -> limits.learn(tx, ONE, new Pace.Learned(Optional.empty(), Optional.of(NOW.plusSeconds(9)), Optional.empty()), NOW));
        assertEquals(NOW.plusSeconds(9), freeAt(ONE, NOW));
        assertEquals(NOW, freeAt(TWO, NOW));
    }

    @Test
    void a_hold_stops_what_it_covers_and_nothing_else() {
        learn(ONE, "channel/9");
        hold(ONE, Scope.CHANNEL, NOW.plusSeconds(20));
        assertEquals(NOW.plusSeconds(20), freeAt(ONE, NOW));
        assertEquals(NOW, freeAt(TWO, NOW));
        hold(ONE, Scope.HOST, NOW.plusSeconds(30));
        assertEquals(NOW.plusSeconds(30), freeAt(TWO, NOW));
        assertEquals(NOW, freeAt(OTHER, NOW));
    }

    @Test
    void a_shorter_hold_does_not_end_a_longer_one() {
        hold(ONE, Scope.HOST, NOW.plusSeconds(30));
        hold(ONE, Scope.HOST, NOW.plusSeconds(5));
        assertEquals(NOW.plusSeconds(30), freeAt(ONE, NOW));
    }

    @Test
    void a_hold_lasts_a_day_at_most_and_what_is_told_next_counts() {
        hold(ONE, Scope.BUCKET, NOW.plus(Duration.ofDays(2)));
        assertEquals(NOW.plus(Duration.ofHours(24)), freeAt(ONE, NOW));
        database.write(tx -> limits.learn(tx, TWO, new Pace.Learned(Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(300))), Optional.empty()), NOW));
        assertEquals(NOW.plus(Duration.ofHours(24)), freeAt(TWO, NOW));
        var next = NOW.plus(Duration.ofHours(24));
        database.write(tx -> limits.hold(tx, ONE, Scope.BUCKET, next.plusSeconds(3600), next));
        assertEquals(next.plusSeconds(3600), freeAt(ONE, next));
    }

    @Test
    void a_hold_of_a_clock_that_was_ahead_gives_way_to_the_next_one() {
        var ahead = NOW.plus(Duration.ofDays(400));
        database.write(tx -> limits.hold(tx, ONE, Scope.HOST, ahead.plusSeconds(60), ahead));
        assertEquals(NOW, freeAt(ONE, NOW));
        hold(ONE, Scope.HOST, NOW.plusSeconds(3600));
        assertEquals(NOW.plusSeconds(3600), freeAt(ONE, NOW));
    }

    @Test
    void a_hold_of_a_clock_that_was_ahead_is_none_when_its_day_comes() {
        var ahead = NOW.plus(Duration.ofDays(400));
        database.write(tx -> limits.hold(tx, ONE, Scope.HOST, ahead.plusSeconds(60), ahead));
        hold(TWO, Scope.BUCKET, NOW.plus(Duration.ofHours(24)));
        database.write(tx -> limits.followClock(tx, NOW));
        assertEquals(ahead, freeAt(ONE, ahead));
        assertEquals(NOW.plus(Duration.ofHours(24)), freeAt(TWO, NOW));
    }

    @Test
    void the_twentieth_refusal_in_ten_minutes_stops_the_host_for_ten() {
        for (int i = 0; i < 20; i++) {
            assertEquals(NOW.plusSeconds(i * 10), freeAt(ONE, NOW.plusSeconds(i * 10)));
            request(ONE, NOW.plusSeconds(i * 10), i % 2 == 0 ? 401 : 404);
        }
        assertEquals(NOW.plusSeconds(190 + 600), freeAt(TWO, NOW.plusSeconds(200)));
        assertEquals(NOW.plusSeconds(200), freeAt(OTHER, NOW.plusSeconds(200)));
    }

    @Test
    void limits_are_kept_over_a_restart() {
        for (int i = 0; i < 5; i++) {
            request(ONE, NOW, 200);
        }
        database.close();
        open();
        assertEquals(NOW.plusMillis(2001), freeAt(ONE, NOW));
    }

    @Test
    void a_clock_that_was_set_back_stops_nobody_for_long() {
        for (int i = 0; i < 5; i++) {
            request(ONE, NOW, 200);
        }
        hold(TWO, Scope.BUCKET, NOW);
        var yearBefore = NOW.minus(Duration.ofDays(365));
        assertEquals(yearBefore, freeAt(ONE, yearBefore));
        assertEquals(yearBefore, freeAt(TWO, yearBefore));
    }

    @Test
    void attempts_are_kept_for_thirty_days() {
        request(ONE, NOW, 200);
        int early = database.writeAndGet(tx -> attempts.sweep(tx, NOW.plus(Duration.ofDays(30)), 10));
        int late = database.writeAndGet(tx -> attempts.sweep(tx, NOW.plus(Duration.ofDays(30)).plusMillis(1), 10));
        assertEquals(0, early);
        assertEquals(1, late);
    }

    private Instant freeAt(Pace pace, Instant now) {
        return database.read(tx -> limits.freeAt(tx, pace, now));
    }

    private void hold(Pace pace, Scope scope, Instant until) {
        database.write(tx -> limits.hold(tx, pace, scope, until, NOW));
    }

    private void learn(Pace pace, String channel) {
        database.write(tx -> limits.learn(tx, pace, new Pace.Learned(Optional.empty(), Optional.empty(), Optional.of(channel)), NOW));
    }

    private void request(Pace pace, Instant at, int status) {
        database.write(tx -> {
            end(tx, attempts.begin(tx, Optional.empty(), pace, at), at, status);
            limits.refusals(tx, pace, at);
        });
    }

    private void end(Transaction tx, long attempt, Instant at, int status) {
        attempts.end(tx, attempt, "test", Optional.empty(), new Attempts.Answer(at, Optional.of(status), "", ""));
    }
}
