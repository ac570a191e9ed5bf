package org.trackerwatch.trackers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// That a page ends with `</body>` or `</html>`, noted from one visit to the next: once without, it was cut off, however whole
/// it looks. A site that leaves them out from one day on is believed after a week.
final class Endings {

    static final int DAYS = 7;

    private static final String NOTE = "ended.";

    private final Map<String, String> memory;
    private final LocalDate today;

    /// @param memory of the visit, changed here
    Endings(Map<String, String> memory, Instant now) {
        this.memory = memory;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// @param page by the name of its request
    void note(String page) {
        memory.put(NOTE + page, today.toString());
    }

    boolean arePromised(String page) {
        return Optional.ofNullable(memory.get(NOTE + page)).filter(this::isRecent).isPresent();
    }

    private boolean isRecent(String day) {
        try {
            return LocalDate.parse(day).plusDays(DAYS).isAfter(today);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
