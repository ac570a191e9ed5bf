package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Recovery;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Time;

/// From an outage to its end, with every service whose messages can be changed, and with deaths of the program between.
final class EditEverywhereTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<String> OVER = List.of("Otters was down for 10 min");

    @TempDir
    private Path directory;
    private PostOffice office;
    private Vendor vendor;
    private Target phone;
    private Tracker otters;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        otters = office.tracker("Otters");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), vendor.violations());
        office.close();
        vendor.close();
    }

    /// Those whose messages can be changed.
    static List<String> kinds() {
        return each(new SettableTime()).map(one -> one.notifier().kind()).toList();
    }

    private static Stream<Vendor> each(Time time) {
        var all = Vendor.all(time);
        var can = all.stream().filter(one -> one.notifier().choices().stream().anyMatch(choice -> choice.key().equals(Recovery.OPTION))).toList();
        all.stream().filter(one -> !can.contains(one)).forEach(Vendor::close);
        return can.stream();
    }

    private void phone(String kind) {
        each(office.time).forEach(one -> {
            if (one.notifier().kind().equals(kind)) {
                vendor = one;
            } else {
                one.close();
            }
        });
        phone = office.target(vendor, target -> target);
    }

    private void run() {
        office.run(MINUTE);
    }

    private void down() {
        office.fails(otters);
    }

    private void up() {
        office.time.pass(Duration.ofMinutes(10).minus(Duration.between(office.parts().database().read(tx ->
                office.parts().history().state(tx, otters.id()).failing().orElseThrow().since()), office.time.now())));
        office.ratio(otters, "1.5");
    }

    /// First lines of what its readers see.
    private List<String> titles() {
        return vendor.shown().stream().map(shown -> shown.text().lines().filter(line -> line.contains("Otters")).findFirst().orElseThrow()
                .replaceAll(".*?(Otters (?:is|was) [^:.]*?)(?: \\(.*|: .*|\\. .*|\\.)?$", "$1").strip()).toList();
    }

    private String seen() {
        return vendor.shown().stream().map(Vendor.Shown::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_short_outage_is_told_in_its_own_message_alone(String kind) {
        phone(kind);
        down();
        run();
        assertEquals(List.of("Otters is down"), titles());
        up();
        run();
        assertEquals(OVER, titles());
        assertEquals(List.of(Delivery.Kind.ALERT, Delivery.Kind.EDIT), office.deliveries().stream().map(Delivery::kind).toList());
        assertTrue(office.deliveries().stream().allMatch(Delivery::hasArrived));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void deaths_between_each_two_steps_change_nothing_of_it(String kind) {
        phone(kind);
        down();
        office.restart();
        run();
        office.restart();
        up();
        office.restart();
        run();
        office.restart();
        run();
        assertEquals(OVER, titles());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_death_before_the_change_is_sent_makes_it_again(String kind) {
        phone(kind);
        down();
        run();
        up();
        office.dieBeforeSending(phone);
        run();
        assertEquals(OVER, titles());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_death_before_the_answer_to_the_change_makes_it_again_and_shows_nothing_twice(String kind) {
        phone(kind);
        down();
        run();
        up();
        office.dieBeforeSettling(vendor.host());
        office.run(Duration.ofMinutes(5));
        assertEquals(OVER, titles());
        assertTrue(!seen().contains("duplicate"), this::seen);
    }

    /// Of the two messages where it could not be told that they are one, the last is changed: the first may stand as it was.
    /// ntfy shows the later of one sequence.
    @ParameterizedTest
    @MethodSource("kinds")
    void a_death_before_the_answer_to_the_outage_s_message_leaves_one_that_tells_of_its_end(String kind) {
        phone(kind);
        down();
        office.dieBeforeSettling(vendor.host());
        run();
        up();
        run();
        assertEquals(OVER.getFirst(), titles().getLast());
        assertEquals(vendor.notifier().deduplicates() || kind.equals("ntfy") ? 1 : 2, titles().size(), this::seen);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_could_not_be_sent_for_a_while_is_changed_then(String kind) {
        phone(kind);
        down();
        run();
        vendor.host().down(true);
        up();
        office.run(Duration.ofMinutes(8));
        vendor.host().down(false);
        office.run(Duration.ofMinutes(30));
        assertEquals(OVER, titles());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_outage_that_ends_before_it_could_be_told_is_one_message(String kind) {
        phone(kind);
        vendor.host().down(true);
        down();
        run();
        up();
        vendor.host().down(false);
        office.run(Duration.ofMinutes(30));
        assertEquals(OVER, titles());
        assertEquals(1, office.deliveries().size());
    }

    private static final List<String> DOWN_AND_BACK = List.of("Otters is down", "Otters is back after 10 min");

    /// What stands there, and the new message beside it.
    private void assertToldAnew(List<String> expected) {
        up();
        run();
        assertEquals(expected, vendor.shown().stream().map(shown -> shown.text().lines().filter(line -> line.contains("Otters")).findFirst().orElseThrow()
                .replaceAll(".*?(Otters is (?:down|back after 10 min)).*", "$1")).toList());
        assertEquals(Target.Health.State.ACTIVE, office.target(phone.id()).health().state());
        assertTrue(office.deliveries().stream().allMatch(Delivery::hasArrived));
    }

    @Test
    void a_message_that_was_deleted_from_the_chat_is_followed_by_a_new_one() {
        phone("telegram");
        down();
        run();
        ((FakeTelegram) vendor).clear();
        assertToldAnew(DOWN_AND_BACK.subList(1, 2));
    }

    @Test
    void a_message_that_is_too_old_to_be_changed_is_followed_by_a_new_one() {
        phone("telegram");
        down();
        run();
        ((FakeTelegram) vendor).seal();
        assertToldAnew(DOWN_AND_BACK);
    }

    @Test
    void a_group_that_became_a_supergroup_meanwhile_is_told_there() {
        phone("telegram");
        down();
        run();
        ((FakeTelegram) vendor).migrate(FakeTelegram.CHAT, "-1009999999999");
        assertToldAnew(DOWN_AND_BACK);
        assertEquals("-1009999999999", ((FakeTelegram) vendor).posts().getLast().chat());
    }

    @Test
    void a_message_that_the_homeserver_has_no_more_is_followed_by_a_new_one() {
        phone("matrix");
        down();
        run();
        ((FakeMatrix) vendor).forget();
        assertToldAnew(DOWN_AND_BACK.subList(1, 2));
    }
}
