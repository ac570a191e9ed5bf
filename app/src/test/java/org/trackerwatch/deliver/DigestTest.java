package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Silences;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Digests, from polls to what a reader sees, by a clock in Berlin.
final class DigestTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    @TempDir
    private Path directory;

    private PostOffice office;
    private Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory, BERLIN);
        alpha = office.tracker("Alphabet");
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    private static Target daily(Target target) {
        return target.with(digest(Optional.empty()));
    }

    private static Calm digest(Optional<DayOfWeek> day) {
        return new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(EIGHT, day)), true);
    }

    private Target home(UnaryOperator<Target> as) {
        var home = office.target("Home", office.discord.webhook("1", "10"), as);
        office.live(Duration.ofMinutes(10));
        office.time.pass(Duration.ofSeconds(1));
        return home;
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private void until(String local) {
        office.live(Duration.between(office.time.now(), berlin(local)));
    }

    private void uploaded(Tracker tracker, String size) {
        office.reads(tracker, Map.of(Field.UPLOADED, ByteSize.parse(size).orElseThrow(), Field.SEEDING, new Value.Count(3)));
    }

    private List<String> texts() {
        return office.discord.embeds("1").stream().map(embed -> DiscordReader.read(embed.path("description").asString()).text()).toList();
    }

    /// To the minute, since the program looks each ten seconds at the soonest.
    private List<Instant> times() {
        return office.deliveries().stream().filter(delivery -> delivery.kind() == Delivery.Kind.DIGEST)
                .map(delivery -> delivery.created().truncatedTo(ChronoUnit.MINUTES)).toList();
    }

    @Test
    void each_morning_tells_what_has_changed_since_the_last_one() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T08:30");
        uploaded(alpha, "1.50 TiB");
        until("2026-03-06T08:30");
        assertEquals(List.of(berlin("2026-03-05T08:00"), berlin("2026-03-06T08:00")), times());
        assertEquals(2, texts().size());
        assertTrue(texts().getFirst().contains("Alphabet: first reading: uploaded 1.00 TiB; not reported: downloaded, ratio"), texts()::toString);
        assertTrue(texts().getLast().contains("Alphabet: uploaded +0.50 TiB; not reported: downloaded"), texts()::toString);
        until("2026-03-07T08:30");
        assertEquals("All quiet: 1 tracker read, nothing to report.", texts().getLast());
    }

    @Test
    void it_comes_at_the_same_hour_before_and_after_clocks_are_changed() {
        home(DigestTest::daily);
        office.time.set(berlin("2026-03-27T12:00"));
        office.runDue();
        until("2026-03-30T12:00");
        assertEquals(List.of(berlin("2026-03-28T08:00"), berlin("2026-03-29T08:00"), berlin("2026-03-30T08:00")), times().subList(times().size() - 3, times().size()));
        office.time.set(berlin("2026-10-23T12:00"));
        office.runDue();
        int before = times().size();
        until("2026-10-26T12:00");
        assertEquals(List.of(berlin("2026-10-24T08:00"), berlin("2026-10-25T08:00"), berlin("2026-10-26T08:00")), times().subList(before, times().size()));
    }

    @Test
    void one_at_an_hour_that_a_night_skips_or_has_twice_comes_once() {
        home(target -> target.with(new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(LocalTime.of(2, 30), Optional.empty())), true)));
        office.time.set(berlin("2026-03-28T12:00"));
        office.runDue();
        until("2026-03-29T12:00");
        assertEquals(Instant.parse("2026-03-29T01:00:00Z"), times().getLast());
        office.time.set(berlin("2026-10-24T12:00"));
        office.runDue();
        int before = times().size();
        until("2026-10-25T12:00");
        assertEquals(List.of(Instant.parse("2026-10-25T00:30:00Z")), times().subList(before, times().size()));
    }

    @Test
    void a_weekly_one_comes_on_its_day() {
        home(target -> target.with(digest(Optional.of(DayOfWeek.MONDAY))));
        until("2026-03-17T12:00");
        assertEquals(List.of(berlin("2026-03-09T08:00"), berlin("2026-03-16T08:00")), times());
    }

    @Test
    void after_days_of_downtime_there_is_one_of_all_of_them() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        uploaded(alpha, "1.25 TiB");
        office.runDue();
        office.time.set(berlin("2026-03-08T15:00"));
        office.restart();
        office.live(Duration.ofHours(2));
        assertEquals(2, times().size());
        assertTrue(texts().getLast().startsWith("Since 5 Mar 08:00"), texts()::toString);
        assertTrue(texts().getLast().contains("uploaded +0.25 TiB"), texts()::toString);
        until("2026-03-09T09:00");
        assertEquals(3, times().size());
    }

    @Test
    void a_restart_or_a_kill_brings_none_twice_and_loses_none() {
        var home = home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T07:50");
        office.time.set(berlin("2026-03-05T08:00"));
        office.dieBeforeSending(home);
        office.restart();
        office.live(Duration.ofHours(3));
        office.restart();
        office.live(Duration.ofHours(3));
        assertEquals(1, times().size());
        assertEquals(1, texts().size());
    }

    @Test
    void a_clock_that_is_set_back_brings_none_again() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        office.time.set(berlin("2026-03-05T05:00"));
        office.live(Duration.ofHours(6));
        assertEquals(1, times().size());
        until("2026-03-06T09:00");
        assertEquals(2, times().size());
    }

    @Test
    void a_clock_that_showed_another_year_is_not_waited_for() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        office.runDue();
        office.time.set(berlin("2031-01-01T12:00"));
        office.runDue();
        office.time.set(berlin("2026-03-05T12:00"));
        office.restart();
        int before = times().size();
        until("2026-03-07T09:00");
        assertEquals(List.of(berlin("2026-03-06T08:00"), berlin("2026-03-07T08:00")),
                times().stream().filter(at -> at.isBefore(berlin("2027-01-01T00:00"))).toList());
        assertTrue(before <= 1, () -> before + " before");
    }

    @Test
    void events_are_counted_by_kind_and_what_can_t_be_read_is_named_with_since_when() {
        home(target -> daily(target).with(new Calm(Severity.URGENT, Optional.empty(), false, daily(target).calm().digest(), false)));
        var beta = office.tracker("Beta");
        office.ratio(alpha, "3.0");
        office.ratio(beta, "3.0");
        until("2026-03-05T09:00");
        office.ratio(alpha, "2.5");
        until("2026-03-05T12:00");
        office.ratio(alpha, "2.0");
        office.fails(beta);
        until("2026-03-06T09:00");
        var text = texts().getLast();
        assertTrue(text.contains("Alphabet: ratio 3.00 → 2.00; not reported: uploaded, downloaded, buffer, bonus; 2 × ratio-drop"), text);
        assertTrue(text.contains("Beta: not read since 5 Mar 12:00 CET"), text);
        assertTrue(text.contains("1 tracker not read since 5 Mar 12:00 CET"), text);
        assertEquals("Digest: 2 trackers, 3 events", office.titles("1").getLast());
    }

    @Test
    void with_the_name_hidden_no_byte_names_a_tracker_even_if_it_was_hidden_a_moment_ago() {
        var home = home(DigestTest::daily);
        IntStream.range(0, 30).forEach(i -> uploaded(office.tracker("Nocturne" + i), "1.00 TiB"));
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T07:50");
        office.time.set(berlin("2026-03-05T08:00"));
        office.discord.down(true);
        office.runDue();
        int tried = office.discord.requests().size();
        office.parts().database().write(tx -> office.parts().targets().edit(tx, PostOffice.hidden(office.target(home.id()))));
        office.discord.down(false);
        office.live(Duration.ofHours(1));
        assertEquals(1, texts().size(), texts()::toString);
        assertTrue(texts().getFirst().contains("31 trackers: "), texts()::toString);
        until("2026-03-06T09:00");
        assertEquals(2, texts().size());
        for (var request : office.discord.requests().subList(tried, office.discord.requests().size())) {
            var bytes = (request.target() + request.headers() + request.body()).toLowerCase(Locale.ROOT);
            for (var word : List.of("alphabet", "nocturne", "aither", "user-of-")) {
                assertFalse(bytes.contains(word), bytes);
            }
        }
    }

    @Test
    void of_sixty_trackers_each_is_named_once_and_in_order() {
        home(DigestTest::daily);
        var names = IntStream.range(0, 60).mapToObj(i -> String.format(Locale.ROOT, "Site with a rather long name %02d", i)).toList();
        names.forEach(name -> uploaded(office.tracker(name), "1.00 TiB"));
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        var all = String.join("\n", texts());
        var told = all.lines().filter(line -> line.startsWith("Site")).map(line -> line.substring(0, line.indexOf(':'))).toList();
        assertEquals(names, told);
        assertTrue(office.titles("1").getFirst().startsWith("Digest: 61 trackers, 0 events (1 of "), office.titles("1")::toString);
        assertTrue(office.discord.requests().size() <= 5, () -> office.discord.requests().size() + " requests");
    }

    @Test
    void it_waits_for_the_end_of_quiet_hours_and_needs_no_severity() {
        home(target -> target.with(new Calm(Severity.URGENT, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(9, 0),
                EnumSet.allOf(DayOfWeek.class), QuietHours.Mode.HOLD)), false, Optional.of(new DigestTime(EIGHT, Optional.empty())), true)));
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T08:50");
        assertEquals(0, texts().size());
        until("2026-03-05T09:10");
        assertEquals(1, texts().size());
    }

    @Test
    void a_silenced_tracker_is_named_as_such_and_a_silenced_target_is_told_later() {
        var home = home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        office.runDue();
        silence(Optional.of(alpha.id()), Optional.empty(), "2026-03-05T10:00");
        until("2026-03-05T09:00");
        assertEquals("All quiet: 0 trackers read, nothing to report. 1 silenced.", texts().getLast());
        uploaded(alpha, "2.00 TiB");
        silence(Optional.empty(), Optional.of(home.id()), "2026-03-06T12:00");
        until("2026-03-06T11:50");
        assertEquals(1, texts().size());
        until("2026-03-06T12:10");
        assertTrue(texts().getLast().contains("Alphabet: uploaded +1.00 TiB"), texts()::toString);
    }

    private void silence(Optional<Long> tracker, Optional<Long> target, String until) {
        office.parts().database().write(tx -> new Silences().add(tx, new Silence(0, tracker, target, Optional.empty(), office.time.now(),
                berlin(until), Silence.Mode.HOLD, Optional.empty())));
    }

    @Test
    void a_paused_tracker_is_named_as_paused_and_a_paused_target_hears_of_the_whole_time_afterwards() {
        var home = home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        uploaded(alpha, "1.75 TiB");
        until("2026-03-07T09:00");
        office.parts().database().write(tx -> office.parts().targets().resume(tx, home.id()));
        office.parts().database().write(tx -> office.parts().registry().pause(tx, alpha.id()));
        assertEquals(1, texts().size());
        until("2026-03-08T09:00");
        assertEquals(2, texts().size());
        assertTrue(texts().getLast().contains("Alphabet: paused; until then uploaded +0.75 TiB"), texts()::toString);
    }

    @Test
    void switched_on_it_begins_with_the_next_one_and_another_hour_begins_anew() {
        var home = home(target -> target);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T12:00");
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(digest(Optional.empty()))));
        until("2026-03-05T23:00");
        assertEquals(List.of(), times());
        until("2026-03-06T12:00");
        var evening = new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(LocalTime.of(20, 0), Optional.empty())), true);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(evening)));
        until("2026-03-07T12:00");
        assertEquals(List.of(berlin("2026-03-06T08:00"), berlin("2026-03-06T20:00")), times());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home));
        until("2026-03-09T12:00");
        assertEquals(2, times().size());
    }

    @Test
    void one_that_was_given_up_can_be_sent_again_in_full() {
        home(DigestTest::daily);
        uploaded(alpha, "1.00 TiB");
        until("2026-03-05T09:00");
        var told = office.deliveries().getLast();
        office.parts().database().write(tx -> office.parts().outbox().redeliver(tx, told, office.time.now()));
        office.run(Duration.ofMinutes(1));
        assertEquals(2, texts().size());
        assertEquals(texts().getFirst(), texts().getLast());
    }
}
