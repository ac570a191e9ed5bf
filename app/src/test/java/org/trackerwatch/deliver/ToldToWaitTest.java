package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever says when to come again is not asked before, whichever service it is, and whatever else he says.
final class ToldToWaitTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;
    private PostOffice office;
    private List<Vendor> vendors;

    /// One of each service that can say so, and each of them is to be told something.
    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        var all = Vendor.all(office.time);
        vendors = all.stream().filter(vendor -> vendor.notifier() instanceof OverHttp).toList();
        all.stream().filter(vendor -> !vendors.contains(vendor)).forEach(Vendor::close);
        vendors.forEach(vendor -> office.target(vendor, PostOffice::everyEvent));
    }

    @AfterEach
    void close() {
        office.close();
        vendors.forEach(Vendor::close);
    }

    private static Fault told(int status, Duration wait) {
        return Fault.json(status, "{}", Map.of("Retry-After", String.valueOf(wait.toSeconds()), "Via", "1.1 google"));
    }

    private void somethingHappensThere(List<Fault> faults) {
        var alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
        for (var vendor : vendors) {
            assertTrue(vendor.host() instanceof Loopback, vendor.notifier()::kind);
            faults.forEach(((Loopback) vendor.host())::script);
        }
        office.hitAndRuns(alpha, 2);
    }

    /// How long each was left alone, from one request to the next.
    private static List<Duration> pauses(Vendor vendor) {
        var times = vendor.host().requests().stream().map(Loopback.Request::at).toList();
        return Stream.iterate(1, i -> i < times.size(), i -> i + 1).map(i -> Duration.between(times.get(i - 1), times.get(i))).toList();
    }

    private static void assertPauses(Vendor vendor, Duration first, Duration others) {
        var pauses = pauses(vendor);
        assertFalse(pauses.isEmpty(), vendor.notifier()::kind);
        assertTrue(pauses.getFirst().compareTo(first) >= 0 && pauses.getFirst().compareTo(first.plus(HOUR)) < 0,
                () -> vendor.notifier().kind() + " was left alone for " + pauses);
        assertTrue(pauses.stream().skip(1).allMatch(pause -> pause.compareTo(others) >= 0),
                () -> vendor.notifier().kind() + " was left alone for " + pauses);
    }

    @Test
    void who_has_trouble_and_says_for_how_long_is_left_alone_for_so_long() {
        somethingHappensThere(List.of(told(503, Duration.ofSeconds(20_000)), told(500, HOUR.multipliedBy(3))));
        office.live(Duration.ofHours(12));
        for (var vendor : vendors) {
            assertPauses(vendor, Duration.ofSeconds(20_000), HOUR.multipliedBy(3));
            assertEquals(3, vendor.host().requests().size(), vendor.notifier().kind());
            assertEquals(1, vendor.shown().size(), vendor.notifier().kind());
        }
    }

    @Test
    void who_says_so_of_a_date_is_left_alone_until_then() {
        somethingHappensThere(List.of(Fault.json(503, "{}", Map.of("Retry-After", "Wed, 04 Mar 2026 19:00:00 GMT"))));
        office.live(Duration.ofHours(8));
        var seven = Instant.parse("2026-03-04T19:00:00Z");
        vendors.forEach(vendor -> assertFalse(vendor.host().requests().get(1).at().isBefore(seven), vendor.notifier().kind()));
    }

    @Test
    void who_says_days_is_left_alone_for_one_and_each_later_wait_is_kept_as_well() {
        var throttles = Collections.nCopies(20, told(429, HOUR));
        somethingHappensThere(Stream.concat(Stream.of(told(503, Duration.ofDays(2))), throttles.stream()).toList());
        office.live(Duration.ofHours(36));
        vendors.forEach(vendor -> assertPauses(vendor, Duration.ofHours(24), HOUR));
    }

    /// Pushover tells of the first of the next month.
    @Test
    void a_month_s_quota_that_is_used_up_is_asked_for_once_a_day() {
        var used = Fault.json(429, "{\"status\": 0}", Map.of("X-Limit-App-Remaining", "0", "X-Limit-App-Reset",
                String.valueOf(Instant.parse("2026-04-01T05:00:00Z").getEpochSecond())));
        var pushover = vendors.stream().filter(vendor -> vendor.notifier().kind().equals("pushover")).findFirst().orElseThrow();
        ((Loopback) pushover.host()).script(Collections.nCopies(20, used).toArray(Fault[]::new));
        for (var name : List.of("Alpha", "Beta", "Gamma")) {
            var tracker = office.tracker(name);
            office.hitAndRuns(tracker, 1);
            office.hitAndRuns(tracker, 2);
        }
        office.live(Duration.ofHours(47));
        assertEquals(2, pushover.host().requests().size());
    }

    @Test
    void who_throttles_for_days_is_left_alone_for_one() {
        somethingHappensThere(List.of(told(429, Duration.ofDays(2)), told(429, HOUR)));
        office.live(Duration.ofHours(26));
        vendors.forEach(vendor -> assertPauses(vendor, Duration.ofHours(24), HOUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "1e308", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void who_says_centuries_is_left_alone_for_a_day(String wait) {
        somethingHappensThere(List.of(Fault.json(429, "{}", Map.of("Retry-After", wait, "Via", "1.1 google")), told(429, HOUR)));
        office.live(Duration.ofHours(26));
        vendors.forEach(vendor -> assertPauses(vendor, Duration.ofHours(24), HOUR));
    }
}
