package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Silence;
import org.trackerwatch.store.Silences;

/// What a digest says, and when it has to wait.
final class DigestWordTest extends Mornings {

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
