package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Minimum.Source;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

final class MinimumTest {

    private static Tracker tracker(Optional<BigDecimal> minimum) {
        return new Tracker(1, "Otters", "unit3d", Optional.empty(), Optional.empty(), Duration.ofHours(1), minimum, Optional.empty(),
                Tracker.Mode.ACTIVE, Instant.EPOCH);
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.of(new BigDecimal(text));
    }

    private static Optional<Source> source(Optional<BigDecimal> user, Optional<Value> site, Optional<BigDecimal> definition) {
        return Minimum.of(tracker(user), site, definition).map(Minimum::source);
    }

    private static Optional<Value> told(String text) {
        return Optional.of(new Value.Amount(new BigDecimal(text)));
    }

    @Test
    void the_user_goes_before_the_site_and_the_site_before_its_rules() {
        assertEquals(Optional.of(Source.USER), source(number("2"), told("0.5"), number("0.4")));
        assertEquals(Optional.of(Source.SITE), source(Optional.empty(), told("0.5"), number("0.4")));
        assertEquals(Optional.of(Source.DEFINITION), source(Optional.empty(), Optional.empty(), number("0.4")));
        assertEquals(Optional.empty(), source(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void who_says_0_says_that_there_is_none() {
        assertEquals(Optional.empty(), source(number("0"), told("0.5"), number("0.4")));
        assertEquals(Optional.empty(), source(Optional.empty(), told("0"), number("0.4")));
    }

    @Test
    void so_much_may_be_downloaded_until_it_is_reached() {
        assertEquals(Optional.of(1000L), downloadable("0.5", 1000, 1000));
        assertEquals(Optional.of(-500L), downloadable("2", 1000, 1000));
        assertEquals(Optional.of(233L), downloadable("0.3", 100, 100));
    }

    private static Optional<Long> downloadable(String ratio, long up, long down) {
        return new Minimum(new BigDecimal(ratio), Source.USER).downloadable(AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(up),
                Field.DOWNLOADED, ByteSize.exact(down))));
    }

    @Test
    void without_both_totals_nobody_knows() {
        assertEquals(Optional.empty(), new Minimum(BigDecimal.ONE, Source.USER).downloadable(AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(1)))));
    }
}
