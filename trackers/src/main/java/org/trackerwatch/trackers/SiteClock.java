package org.trackerwatch.trackers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// Which zone a site's dates are in. No NexusPHP page says so, but the profile says when its owner was last seen, which
/// is now, and the answer's `Date` header says when that is in UTC. The difference is the offset.
final class SiteClock {

    private static final int HALF_HOUR = 30 * 60;

    /// "Last seen" may be a moment old; further off, it is no clock.
    private static final int TOLERANCE = 2 * 60;

    private static final Duration FURTHEST = Duration.ofHours(14);

    private SiteClock() {}

    /// The zone that the clock shows, else the definition's.
    static ZoneId zone(Definition definition, Map<String, Page> pages) {
        return definition.recipe().clock().stream().flatMap(lookup -> Optional.ofNullable(pages.get(lookup.from())).stream()
                .flatMap(page -> offset(lookup, page).stream())).findFirst().map(ZoneId.class::cast).orElse(definition.zone());
    }

    private static Optional<ZoneOffset> offset(Lookup lookup, Page page) {
        return page.answer().header("Date").flatMap(SiteClock::date).flatMap(sent -> Finder.find(lookup.source(), page)
                .flatMap(text -> Moments.parse(text, lookup.refinement().format(), ZoneOffset.UTC).stream()).findFirst()
                .flatMap(shown -> offset(LocalDateTime.ofInstant(shown, ZoneOffset.UTC), sent)));
    }

    private static Optional<ZoneOffset> offset(LocalDateTime shown, Instant sent) {
        long seconds = Duration.between(sent, shown.toInstant(ZoneOffset.UTC)).toSeconds();
        long rounded = Math.round((double) seconds / HALF_HOUR) * HALF_HOUR;
        return Math.abs(seconds - rounded) > TOLERANCE || Math.abs(rounded) > FURTHEST.toSeconds()
                ? Optional.empty() : Optional.of(ZoneOffset.ofTotalSeconds((int) rounded));
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
