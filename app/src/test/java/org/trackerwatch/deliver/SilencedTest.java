package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Silences;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What a silence holds back or drops, and what is told of it afterwards.
final class SilencedTest extends Evening {

    private Silence silence(Duration length, Silence.Mode mode) {
        var now = office.time.now();
        return office.parts().database().writeAndGet(tx -> new Silences().add(tx, new Silence(0, Optional.of(alpha.id()), Optional.empty(),
                Optional.empty(), now, now.plus(length), mode, Optional.of("maintenance"))));
    }

    @Test
    void what_a_silence_holds_is_told_once_when_it_ends() {
        silence(Duration.ofHours(3).minusMinutes(1), Silence.Mode.HOLD);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        office.live(HOUR);
        office.hitAndRuns(alpha, 5);
        office.restart();
        assertEquals(List.of(), office.titles("1"));
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 5"), office.titles("1"));
        assertTrue(office.discord.embeds("1").getFirst().path("footer").path("text").asString().contains("held back by a silence"));
        office.live(Duration.ofHours(48));
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void what_a_silence_drops_is_never_told_and_known_as_dropped() {
        var silence = silence(Duration.ofHours(3), Silence.Mode.DROP);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        at(13);
        assertEquals(List.of(), office.titles("1"));
        assertEquals(List.of(new Verdict.Dropped(silence.until())), verdicts());
    }

    @Test
    void a_silence_that_is_ended_lets_go_what_it_held_unless_another_one_covers_it() {
        var first = silence(Duration.ofHours(5), Silence.Mode.HOLD);
        var second = silence(Duration.ofHours(3), Silence.Mode.HOLD);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        end(first);
        office.live(HOUR);
        assertEquals(0, office.titles("1").size());
        end(second);
        office.live(HOUR);
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void an_outage_in_a_silence_is_told_with_its_end_in_one() {
        at(10);
        silence(Duration.ofHours(3), Silence.Mode.HOLD);
        office.fails(alpha);
        office.live(HOUR);
        office.fails(alpha);
        office.live(HOUR);
        office.ratio(alpha, "3.0");
        office.live(Duration.ofHours(2));
        assertEquals(1, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(verdicts().stream().allMatch(verdict -> verdict instanceof Verdict.Silenced), verdicts()::toString);
    }

    @Test
    void what_still_stands_when_a_silence_ends_is_told_as_it_is_and_not_repeated_at_once() {
        silence(Duration.ofHours(3), Silence.Mode.DROP);
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(2));
        assertEquals(0, office.titles("1").size());
        at(8);
        assertEquals(1, office.titles("1").size());
        at(20);
        assertEquals(1, office.titles("1").size());
    }

    private void end(Silence silence) {
        office.parts().database().write(tx -> new Silences().end(tx, silence.id(), office.time.now()));
    }
}
