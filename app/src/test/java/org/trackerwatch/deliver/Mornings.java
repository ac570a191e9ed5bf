package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// A house that is told at eight in the morning, in Berlin, what has changed.
abstract class Mornings {



    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalTime EIGHT = LocalTime.of(8, 0);

    @TempDir
    Path directory;

    PostOffice office;
    Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory, BERLIN);
        alpha = office.tracker("Alphabet");
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    static Target daily(Target target) {
        return target.with(digest(Optional.empty()));
    }

    static Calm digest(Optional<DayOfWeek> day) {
        return new Calm(Severity.INFO, Optional.empty(), false, Optional.of(new DigestTime(EIGHT, day)), true);
    }

    Target home(UnaryOperator<Target> as) {
        var home = office.target("Home", office.discord.webhook("1", "10"), as);
        office.live(Duration.ofMinutes(10));
        office.time.pass(Duration.ofSeconds(1));
        return home;
    }

    static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    void until(String local) {
        office.live(Duration.between(office.time.now(), berlin(local)));
    }

    void uploaded(Tracker tracker, String size) {
        office.reads(tracker, Map.of(Field.UPLOADED, ByteSize.parse(size).orElseThrow(), Field.SEEDING, new Value.Count(3)));
    }

    List<String> texts() {
        return office.discord.embeds("1").stream().map(embed -> DiscordReader.read(embed.path("description").asString()).text()).toList();
    }
}
