package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// The message of an outage tells of its end, too.
final class EditInPlaceTest {

    private static final int GREEN = 0x10b981;

    @TempDir
    private Path directory;
    private PostOffice office;
    private Tracker otters;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        otters = office.tracker("Otters");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    private void phone() {
        phone(target -> target);
    }

    private Target phone(UnaryOperator<Target> as) {
        return office.target("phone", office.discord.webhook("1", "10"), as);
    }

    private static UnaryOperator<Target> recovery(String way) {
        return target -> target.with(new Link(target.kind(), target.address(), Map.of("recovery", way), Map.of(), false, Optional.empty()));
    }

    private void down() {
        office.fails(otters);
        office.run(Duration.ofSeconds(1));
    }

    private void upAfter(int minutes) {
        office.time.pass(Duration.ofMinutes(minutes));
        office.ratio(otters, "1.5");
        office.run(Duration.ofMinutes(1));
    }

    private List<String> titles() {
        return office.titles("1");
    }

    private List<String> methods() {
        return office.discord.requests().stream().map(Loopback.Request::method).toList();
    }

    private Delivery edit() {
        return office.deliveries().stream().filter(each -> each.kind() == Delivery.Kind.EDIT).findFirst().orElseThrow();
    }

    @Test
    void a_short_outage_is_told_in_its_own_message_alone() {
        phone();
        down();
        assertEquals(List.of("Otters is down: no connection"), titles());
        upAfter(10);
        assertEquals(List.of("Otters was down for 10 min"), titles());
        assertEquals(GREEN, office.discord.embeds("1").getFirst().path("color").asInt());
        assertEquals(List.of("POST", "PATCH"), methods());
        assertEquals(Delivery.State.DELIVERED, edit().state());
    }

    @Test
    void a_long_outage_is_told_in_a_new_message_besides() {
        phone();
        down();
        upAfter(200);
        assertEquals(List.of("Otters was down for 3 h 20 min", "Otters is back after 3 h 20 min"), titles());
        assertEquals(List.of("POST", "PATCH", "POST"), methods());
    }

    @Test
    void who_wants_new_messages_gets_them() {
        phone(recovery("post"));
        down();
        upAfter(10);
        assertEquals(List.of("Otters is down: no connection", "Otters is back after 10 min"), titles());
    }

    @Test
    void who_wants_both_gets_both() {
        phone(recovery("both"));
        down();
        upAfter(1);
        assertEquals(List.of("Otters was down for 1 min", "Otters is back after 1 min"), titles());
    }

    @Test
    void what_stands_beside_it_in_the_message_stays() {
        phone();
        var newts = office.tracker("Newts");
        office.hitAndRuns(newts, 1);
        office.hitAndRuns(newts, 2);
        office.fails(otters);
        office.run(Duration.ofSeconds(1));
        assertEquals(1, office.discord.posts().size());
        var before = titles();
        upAfter(10);
        assertEquals(1, office.discord.posts().size());
        assertEquals(before.stream().map(title -> title.startsWith("Otters") ? "Otters was down for 10 min" : title).toList(), titles());
    }

    @Test
    void two_outages_in_one_message_end_one_after_the_other() {
        phone();
        var newts = office.tracker("Newts");
        office.fails(newts);
        down();
        assertEquals(1, office.discord.posts().size());
        upAfter(5);
        office.ratio(newts, "2");
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of("Newts was down for 6 min", "Otters was down for 5 min"), titles().stream().sorted().toList());
        assertEquals(1, office.discord.posts().size());
    }

    @Test
    void a_message_in_a_thread_is_changed_there() {
        office.target("phone", office.discord.webhook("1", "10") + "?thread_id=77");
        down();
        upAfter(10);
        assertEquals(List.of("Otters was down for 10 min"), titles());
        assertEquals(Optional.of("77"), office.discord.posts().getFirst().thread());
    }

    @Test
    void a_message_that_somebody_deleted_is_followed_by_a_new_one() {
        phone();
        down();
        office.discord.deleteMessage("91");
        upAfter(10);
        assertEquals("Otters is back after 10 min", titles().getLast());
        assertEquals(List.of("POST", "PATCH", "POST"), methods());
        assertEquals(Target.Health.State.ACTIVE, office.target(1).health().state());
    }

    @Test
    void a_deleted_message_brings_no_second_new_one() {
        phone();
        down();
        office.discord.deleteMessage("91");
        upAfter(60);
        assertEquals(2, titles().size(), titles()::toString);
        assertEquals(Delivery.State.CANCELLED, edit().state());
    }

    @Test
    void an_alert_that_has_not_left_yet_tells_of_both() {
        phone();
        office.discord.down(true);
        down();
        upAfter(14);
        office.discord.down(false);
        office.run(Duration.ofHours(1));
        assertEquals(List.of("Otters was down for 14 min"), titles());
        var embed = office.discord.embeds("1").getFirst().toString();
        assertTrue(embed.contains("notice was delayed"), embed);
        assertEquals(1, office.deliveries().size());
        assertEquals(2, office.deliveries().getFirst().events().size());
    }

    @Test
    void throttles_and_trouble_delay_the_change_and_lose_nothing() {
        phone();
        down();
        office.discord.script(Fault.bucket429(7), Fault.html(502));
        upAfter(10);
        office.run(Duration.ofMinutes(5));
        assertEquals(List.of("Otters was down for 10 min"), titles());
        assertEquals(List.of("POST", "PATCH", "PATCH", "PATCH"), methods());
        assertEquals(4, office.attempts().size());
    }

    @Test
    void a_change_that_may_have_arrived_is_made_again_unmarked() {
        phone();
        down();
        office.time.pass(Duration.ofMinutes(10));
        office.ratio(otters, "1.5");
        office.dieBeforeSettling();
        office.run(Duration.ofMinutes(5));
        assertEquals(List.of("91", "91"), office.discord.changed());
        assertEquals(List.of("Otters was down for 10 min"), titles());
        assertFalse(office.discord.embeds("1").getFirst().toString().contains("duplicate"));
    }

    @Test
    void a_change_survives_the_program() {
        var phone = phone(target -> target);
        down();
        office.time.pass(Duration.ofMinutes(10));
        office.ratio(otters, "1.5");
        office.dieBeforeSending(phone);
        office.run(Duration.ofMinutes(5));
        assertEquals(List.of("Otters was down for 10 min"), titles());
    }

    @Test
    void many_changes_keep_the_limits() {
        phone();
        var all = Stream.iterate(1, nr -> nr + 1).limit(40).map(nr -> office.tracker("Pond " + nr)).toList();
        for (var each : all) {
            office.fails(each);
            office.run(Duration.ofSeconds(3));
        }
        office.time.pass(Duration.ofMinutes(1));
        all.forEach(each -> office.ratio(each, "1.5"));
        office.run(Duration.ofMinutes(10));
        assertEquals(40, titles().stream().filter(title -> title.contains("was down")).count());
    }

    @Test
    void a_name_that_was_hidden_meanwhile_leaves_the_message() {
        var phone = phone(target -> target);
        down();
        office.parts().database().write(tx -> office.parts().targets().edit(tx, PostOffice.hidden(phone)));
        upAfter(10);
        assertEquals(List.of("A tracker was down for 10 min"), titles());
    }

    @Test
    void the_next_outage_has_a_message_of_its_own() {
        phone(target -> target);
        down();
        upAfter(10);
        office.time.pass(Duration.ofHours(7));
        down();
        assertEquals(List.of("Otters was down for 10 min", "Otters is down: no connection"), titles());
    }
}
