package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Events;

/// A house at eight in the evening, where it is quiet from ten to seven.
abstract class Evening {



    static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    PostOffice office;
    Tracker alpha;

    /// The clock stands at 20:00; quiet hours are from 22:00 to 07:00.
    Target home;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        office.time.reach(office.time.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atTime(20, 0).toInstant(ZoneOffset.UTC));
        home = office.target("Home", office.discord.webhook("1", "10"), target -> target.with(night(QuietHours.Mode.HOLD)));
        alpha = office.tracker("Alpha");
        office.ratio(alpha, "3.0");
        office.live(HOUR);
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    static Calm night(QuietHours.Mode mode) {
        return Calm.USUAL.with(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.allOf(DayOfWeek.class), mode));
    }

    void at(int hour) {
        var today = office.time.now().atZone(ZoneOffset.UTC).toLocalDate().atTime(hour, 0).toInstant(ZoneOffset.UTC);
        var next = today.isAfter(office.time.now()) ? today : today.plus(Duration.ofDays(1));
        office.live(Duration.between(office.time.now(), next));
    }

    List<Verdict> verdicts() {
        return office.parts().database().read(tx -> office.parts().events().list(tx, Optional.empty(), Instant.EPOCH, office.time.now().plusSeconds(1))
                .stream().map(Events.Stored::id).flatMap(id -> office.parts().events().verdicts(tx, id).stream())
                .map(Events.Judged::verdict).toList());
    }
}
