package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What a target hears first of what stands already, and that it hears of the end of whatever it heard of.
final class FirstAndLastWordTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private PostOffice office;
    private Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 0);
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    private static Target urgentOnly(Target target) {
        return target.with(new Calm(Severity.URGENT, Optional.empty(), false, Optional.empty(), true));
    }

    private List<Kind> kinds(Target target) {
        return office.deliveries().stream().filter(delivery -> delivery.target() == target.id()).map(Delivery::kind).toList();
    }

    @Test
    void who_wants_only_what_is_urgent_hears_of_the_end_of_an_outage_too() {
        office.target("Home", office.discord.webhook("1", "10"), FirstAndLastWordTest::urgentOnly);
        office.fails(alpha);
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha is down: no connection"), office.titles("1"));
        office.hitAndRuns(alpha, 0);
        office.live(HOUR);
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(office.titles("1").getFirst().startsWith("Alpha was down for"), office.titles("1")::toString);
        assertTrue(office.titles("1").getLast().startsWith("Alpha is back after"), office.titles("1")::toString);
    }

    @Test
    void who_was_told_of_no_outage_hears_of_no_end_whatever_else_is_urgent() {
        office.fails(alpha);
        office.live(HOUR);
        var home = office.target("Home", office.discord.webhook("1", "10"), target -> urgentOnly(target).with(
                new Wishes(Set.of("tracker-up", "hit-and-run"), Set.of(), Map.of(), Map.of(), false)));
        office.live(HOUR);
        office.hitAndRuns(alpha, 0);
        office.live(HOUR);
        assertEquals(List.of(), kinds(home));
    }

    @Test
    void what_is_less_grave_is_still_left_out() {
        office.target("Home", office.discord.webhook("1", "10"), FirstAndLastWordTest::urgentOnly);
        office.ratio(alpha, "2.0");
        office.ratio(alpha, "1.0");
        office.live(HOUR);
        assertEquals(List.of(), office.titles("1"));
    }

    @Test
    void a_target_that_is_added_during_an_outage_is_alerted_and_only_then_reminded() {
        office.fails(alpha);
        office.live(Duration.ofHours(5));
        var late = office.target("Late", office.discord.webhook("2", "20"));
        office.live(HOUR);
        assertEquals(List.of("Alpha is down: no connection"), office.titles("2"));
        assertTrue(office.notes("2").getFirst().contains("since "), office.notes("2")::toString);
        assertEquals(List.of(Kind.ALERT), kinds(late));
        office.live(Duration.ofHours(6));
        assertEquals(List.of(Kind.ALERT, Kind.REMINDER), kinds(late));
        assertTrue(office.titles("2").getLast().startsWith("Alpha still is down, for "), office.titles("2")::toString);
    }

    @Test
    void its_first_word_says_how_things_stand_now() {
        office.parts().database().write(tx -> office.parts().registry().edit(tx, minimum(alpha)));
        var strict = office.parts().database().read(tx -> office.parts().registry().get(tx, alpha.id())).orElseThrow();
        office.ratio(strict, "0.55");
        office.live(Duration.ofHours(30));
        office.ratio(strict, "0.41");
        office.target("Late", office.discord.webhook("2", "20"));
        office.live(HOUR);
        assertEquals(1, office.titles("2").size(), office.titles("2")::toString);
        assertTrue(office.titles("2").getFirst().contains("0.41") && !office.titles("2").getFirst().contains("till"), office.titles("2")::toString);
    }

    @Test
    void what_ended_before_its_first_word_could_leave_is_not_told_to_it() {
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(2));
        office.discord.down("2", true);
        var late = office.target("Late", office.discord.webhook("2", "20"));
        office.live(HOUR);
        assertEquals(List.of(Kind.ALERT), kinds(late));
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(4)));
        office.discord.down("2", false);
        office.live(Duration.ofHours(8));
        assertEquals(List.of(), office.titles("2"));
    }

    @Test
    void a_target_that_is_added_during_an_outage_hears_of_its_end() {
        office.fails(alpha);
        office.live(Duration.ofHours(5));
        office.target("Late", office.discord.webhook("2", "20"), FirstAndLastWordTest::urgentOnly);
        office.live(HOUR);
        office.hitAndRuns(alpha, 0);
        office.live(HOUR);
        assertTrue(office.titles("2").getLast().startsWith("Alpha is back after 6 h"), office.titles("2")::toString);
    }

    private static Tracker minimum(Tracker tracker) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), tracker.url(), tracker.username(), tracker.interval(),
                Optional.of(new BigDecimal("0.6")), tracker.joined(), tracker.mode(), tracker.added());
    }
}
