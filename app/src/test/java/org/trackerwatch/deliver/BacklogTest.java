package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// After an outage of a service: what waited is told in few messages, and each alert in them.
final class BacklogTest {

    private static final Pattern TITLE = Pattern.compile("T\\d+: hit-and-runs \\d+ → \\d+");

    @TempDir
    private Path directory;
    private PostOffice office;
    private Vendor vendor;
    private List<Tracker> trackers = List.of();

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), vendor.violations());
        office.close();
        vendor.close();
    }

    /// Those that take several messages in one request.
    static List<String> kinds() {
        try (var all = new Closing(Vendor.all(new SettableTime()))) {
            return all.vendors().stream().filter(one -> one.notifier().bundles() && one.notifier() instanceof OverHttp)
                    .map(one -> one.notifier().kind()).toList();
        }
    }

    private record Closing(List<Vendor> vendors) implements AutoCloseable {

        @Override
        public void close() {
            vendors.forEach(Vendor::close);
        }
    }

    private void phone(String kind, boolean batch) {
        for (var one : Vendor.all(office.time)) {
            if (one.notifier().kind().equals(kind)) {
                vendor = one;
            } else {
                one.close();
            }
        }
        office.target(vendor, target -> PostOffice.everyEvent(target).with(Calm.USUAL.batching(batch)));
        trackers = IntStream.range(0, 20).mapToObj(nr -> office.tracker("T" + nr)).toList();
        trackers.forEach(tracker -> office.hitAndRuns(tracker, 0));
        office.time.pass(Duration.ofMinutes(1));
    }

    /// Four of each tracker while the service is away.
    private void outage() {
        vendor.host().down(true);
        for (int round = 1; round <= 4; round++) {
            int count = round;
            trackers.forEach(tracker -> office.hitAndRuns(tracker, count));
            office.run(Duration.ofMinutes(20));
        }
    }

    private void dieAtRequest(int number) {
        vendor.host().whenHandled(() -> {
            if (vendor.host().requests().size() < number) {
                dieAtRequest(number);
            } else {
                office.parts().database().close();
            }
        });
    }

    private int requestsAfter(Runnable end) {
        int before = vendor.host().requests().size();
        end.run();
        return vendor.host().requests().size() - before;
    }

    private void back() {
        vendor.host().down(false);
        office.run(Duration.ofHours(1));
    }

    /// Some services repeat the first line of a text in its title.
    private List<String> read() {
        return vendor.shown().stream().flatMap(shown -> TITLE.matcher(shown.text()).results().map(found -> found.group()).distinct()).toList();
    }

    private Set<String> expected() {
        return trackers.stream().flatMap(tracker -> IntStream.range(0, 4).mapToObj(count -> title(tracker, count))).collect(Collectors.toSet());
    }

    private static String title(Tracker tracker, int count) {
        return tracker.name() + ": hit-and-runs " + count + " → " + (count + 1);
    }

    private void assertInOrder() {
        trackers.forEach(tracker -> assertEquals(IntStream.range(0, 4).mapToObj(count -> title(tracker, count)).toList(),
                read().stream().filter(title -> title.startsWith(tracker.name() + ":")).toList()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_alert_that_waited_is_told_once_and_in_order_within_its_tracker(String kind) {
        phone(kind, true);
        outage();
        back();
        assertEquals(expected(), new HashSet<>(read()));
        assertInOrder();
        assertTrue(office.deliveries().stream().allMatch(Delivery::hasArrived));
        assertTrue(vendor.shown().stream().anyMatch(shown -> shown.text().contains("alerts that waited")), vendor.shown()::toString);
    }

    @Test
    void eighty_alerts_take_one_request_to_find_out_and_one_to_tell() {
        phone("discord", true);
        outage();
        assertEquals(2, requestsAfter(this::back), vendor.host().requests()::toString);
    }

    @Test
    void a_target_that_wants_each_by_itself_gets_each() {
        phone("discord", false);
        outage();
        back();
        assertEquals(9, vendor.shown().size());
        assertTrue(vendor.shown().stream().noneMatch(shown -> shown.text().contains("that waited")), vendor.shown()::toString);
        assertInOrder();
    }

    @Test
    void a_burst_that_nothing_held_up_is_told_as_ever() {
        phone("discord", true);
        IntStream.rangeClosed(1, 4).forEach(count -> {
            office.time.pass(Duration.ofMillis(1));
            trackers.forEach(tracker -> office.hitAndRuns(tracker, count));
        });
        office.run(Duration.ofHours(1));
        assertEquals(expected(), new HashSet<>(read()));
        assertEquals(8, vendor.host().requests().size());
    }

    @Test
    void what_is_urgent_stands_there_with_what_it_says() {
        phone("discord", true);
        office.reads(trackers.getFirst(), Map.of(Field.WARNED, new Value.Flag(false), Field.HIT_AND_RUNS, new Value.Count(0), Field.SEEDING, new Value.Count(9)));
        vendor.host().down(true);
        office.reads(trackers.getFirst(), Map.of(Field.WARNED, new Value.Flag(true), Field.RATIO, Ratio.finite("2"), Field.HIT_AND_RUNS, new Value.Count(0),
                Field.SEEDING, new Value.Count(9)));
        outage();
        back();
        var text = vendor.shown().stream().map(Vendor.Shown::text).collect(Collectors.joining("\n"));
        assertEquals(expected(), new HashSet<>(read()));
        assertTrue(text.contains("warned"), text);
    }

    static Stream<String> chats() {
        return Stream.of("discord", "telegram", "matrix");
    }

    @ParameterizedTest
    @MethodSource("chats")
    void a_death_in_the_midst_of_it_loses_none_and_marks_what_comes_again(String kind) {
        phone(kind, true);
        outage();
        vendor.host().down(false);
        office.time.pass(Duration.ofHours(1));
        dieAtRequest(vendor.host().requests().size() + 2);
        try {
            office.run(Duration.ofHours(1));
        } catch (StoreException | IllegalStateException _) {
            // The dead write nothing.
        }
        office.restart();
        office.run(Duration.ofHours(1));
        assertEquals(expected(), new HashSet<>(read()));
        var twice = vendor.shown().stream().flatMap(shown -> shown.text().lines()).filter(line -> line.contains("may be a duplicate")).count();
        assertTrue(read().size() == 80 && vendor.notifier().deduplicates() || twice == read().size() - 80 && twice > 10, vendor.shown()::toString);
        assertTrue(office.deliveries().stream().allMatch(Delivery::hasArrived));
    }
}
