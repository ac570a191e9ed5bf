package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;

/// A target that can't be reached is news to another one, and so is that it works again.
final class DeadChannelTest extends TwoChannels {

    @Test
    void a_target_that_fails_for_half_an_hour_is_told_of_and_so_is_its_return() {
        office.discord.down("1", true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofMinutes(29));
        assertEquals(List.of(), office.titles("2"));
        office.live(Duration.ofMinutes(2));
        assertEquals(1, office.titles("2").size(), office.titles("2")::toString);
        assertTrue(office.titles("2").getFirst().startsWith("Alerts have not reached “Home” for 3"), office.titles("2")::toString);
        office.discord.down("1", false);
        office.live(Duration.ofHours(1));
        assertEquals("Alerts reach “Home” again", office.titles("2").getLast());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void the_notice_says_why_how_much_waits_and_what_to_do() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(A_MOMENT);
        var notice = DiscordReader.read(office.discord.embeds("2").getFirst().toString()).text();
        for (var part : List.of("refuses the address for good (status 404)", "target show", "Waiting", "3 d", "target edit", "target resume", "target pause")) {
            assertTrue(notice.contains(part), part + ": " + notice);
        }
    }

    @Test
    void a_fallback_is_told_alone_and_where_it_is_away_itself_all_others_are() {
        var third = office.target("Third", office.discord.webhook("3", "30"), DeadChannelTest::ofNothing);
        fallingBackOn(third);
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(A_MOMENT);
        assertEquals(List.of(), office.titles("2"));
        assertEquals(List.of("Alerts no longer reach “Home”"), office.titles("3"));
        office.parts().database().write(tx -> office.parts().targets().pause(tx, third.id()));
        office.run(A_MOMENT);
        assertEquals(List.of("Alerts no longer reach “Home”"), office.titles("2"));
    }

    @Test
    void it_is_said_once_a_day_as_long_as_anything_waits() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(23));
        assertEquals(1, office.titles("2").size());
        office.live(Duration.ofHours(2));
        assertEquals(2, office.titles("2").size());
        office.live(Duration.ofDays(9));
        long said = office.titles("2").stream().filter("Alerts no longer reach “Home”"::equals).count();
        assertEquals(3, said, office.titles("2")::toString);
    }

    @Test
    void what_nobody_has_read_yet_is_called_off_when_the_target_works_again() {
        office.discord.script(Fault.bucket429(14_000));
        test(other);
        office.run(A_MOMENT);
        office.discord.down("1", true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(1));
        office.discord.down("1", false);
        office.live(Duration.ofHours(3));
        assertEquals(List.of("Test from trackerwatch"), office.titles("2"));
        assertEquals(List.of(State.DELIVERED, State.CANCELLED),
                office.deliveries().stream().filter(delivery -> delivery.target() == other.id()).map(Delivery::state).toList());
    }

    @Test
    void nobody_is_given_news_while_he_cannot_be_reached_himself() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        test(other);
        office.live(Duration.ofHours(2));
        assertEquals(List.of(Kind.ALERT, Kind.TEST), office.deliveries().stream().map(Delivery::kind).toList());
        office.discord.delete("1");
        office.discord.down(false);
        office.live(Duration.ofHours(4));
        assertEquals(2, office.titles("2").size());
        assertTrue(office.titles("2").getLast().startsWith("Alerts "), office.titles("2")::toString);
    }

    @Test
    void the_others_hear_with_the_first_message_that_arrives_that_a_target_was_mended() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(A_MOMENT);
        mend();
        office.run(A_MOMENT);
        assertEquals(List.of("Alerts no longer reach “Home”", "Alerts reach “Home” again"), office.titles("2"));
        office.hitAndRuns(alpha, 3);
        office.run(A_MOMENT);
        assertEquals(2, office.titles("2").size());
    }

    @Test
    void what_expires_is_given_up_and_told_as_one() {
        office.discord.delete("1");
        for (int count = 2; count < 7; count++) {
            office.time.pass(Duration.ofSeconds(1));
            office.hitAndRuns(alpha, count);
        }
        office.live(Duration.ofHours(74));
        assertEquals(List.of("5 messages for “Home” were given up"),
                office.titles("2").stream().filter(title -> title.contains("given up")).toList(), office.titles("2")::toString);
    }

    @Test
    void the_only_target_there_is_gets_no_notice_of_itself_but_hears_with_its_next_alert_what_it_missed() {
        office.parts().database().write(tx -> office.parts().targets().remove(tx, other.id()));
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(80));
        mend();
        office.live(Duration.ofHours(1));
        assertEquals(List.of(), office.titles("5"));
        office.hitAndRuns(alpha, 3);
        office.run(A_MOMENT);
        office.hitAndRuns(alpha, 4);
        office.run(A_MOMENT);
        assertEquals(List.of("Alpha: hit-and-runs 2 → 3", "Alpha: hit-and-runs 3 → 4"), office.titles("5"));
        assertTrue(office.notes("5").getFirst().contains("an earlier message was given up"), office.notes("5")::toString);
        assertFalse(office.notes("5").getLast().contains("given up"), office.notes("5")::toString);
        assertTrue(office.deliveries().stream().noneMatch(delivery -> delivery.kind() == Kind.NOTICE));
    }

    @Test
    void a_queue_whose_target_is_away_ends_after_three_days_even_where_no_turn_came() {
        office.discord.down(true);
        for (int i = 0; i < 15; i++) {
            var tracker = office.tracker("T" + i);
            office.hitAndRuns(tracker, 1);
            office.time.pass(Duration.ofSeconds(1));
            office.hitAndRuns(tracker, 2);
        }
        office.live(Duration.ofHours(75));
        assertEquals(List.of(), office.deliveries().stream().filter(delivery -> delivery.target() == home.id())
                .map(Delivery::state).filter(state -> state != State.DEAD).toList());
    }

    private void fallingBackOn(Target fallback) {
        var link = home.link();
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(new Link(link.kind(), link.address(),
                link.options(), link.secrets(), link.allowPrivate(), Optional.of(fallback.id())))));
    }
}
