package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Seed;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Silences;

/// What silences, quiet hours and cooldowns hold back is told in fewer words than it happened in: “0 → 1, 1 → 2” becomes
/// “0 → 2”. Nothing is lost as long as what is read of a tracker begins where it began, goes on where it left off, and
/// ends where things stand.
final class HeldIsNotLostTest {

    private static final Pattern COUNTED = Pattern.compile("(T\\d+): hit-and-runs (\\d+) → (\\d+)");

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;
    private final int[] counts = new int[5];

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), HeldIsNotLostTest::withQuietNights);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static Target withQuietNights(Target target) {
        var nights = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.allOf(DayOfWeek.class), QuietHours.Mode.HOLD);
        return target.with(new Calm(Severity.INFO, Optional.of(nights), true, Optional.empty(), true));
    }

    @Test
    void whatever_is_held_back_and_whatever_happens_meanwhile_the_whole_is_told_in_the_end() {
        long seed = Seed.first();
        var random = new Random(seed);
        var trackers = IntStream.range(0, counts.length).mapToObj(i -> office.tracker("T" + i)).toList();
        trackers.forEach(tracker -> office.hitAndRuns(tracker, 0));
        for (int i = 0; i < 80; i++) {
            int which = random.nextInt(trackers.size());
            office.hitAndRuns(trackers.get(which), ++counts[which]);
            switch (random.nextInt(8)) {
                case 0, 1 -> silence(random.nextBoolean() ? Optional.of(trackers.get(which)) : Optional.empty(),
                        Duration.ofMinutes(1 + random.nextInt(600)));
                case 2 -> office.dieBeforeSending(home);
                case 3 -> office.dieBeforeSettling();
                case 4 -> office.restart();
                case 5 -> office.discord.script(Fault.html(503));
                case 6 -> endASilence(random);
                default -> office.runDue();
            }
            office.live(Duration.ofMinutes(random.nextInt(90)));
        }
        office.live(Duration.ofDays(2));
        for (int i = 0; i < counts.length; i++) {
            assertEquals(counts[i], told("T" + i), "T" + i + " with the seed " + seed);
        }
        assertEquals(List.of(), office.discord.violations(), () -> "seed " + seed);
    }

    private void silence(Optional<Tracker> tracker, Duration length) {
        var now = office.time.now();
        office.parts().database().write(tx -> new Silences().add(tx, new Silence(0, tracker.map(Tracker::id), Optional.of(home.id()),
                Optional.empty(), now, now.plus(length), Silence.Mode.HOLD, Optional.empty())));
    }

    private void endASilence(Random random) {
        var silences = new Silences();
        office.parts().database().write(tx -> {
            var lasting = silences.lasting(tx, office.time.now());
            if (!lasting.isEmpty()) {
                silences.end(tx, lasting.get(random.nextInt(lasting.size())).id(), office.time.now());
            }
        });
    }

    /// Up to where a reader of all messages knows how things stand, if they follow on each other. What was held back is told
    /// with the figures of when it leaves, so the next one may begin before its end, but never after it.
    private int told(String tracker) {
        int known = 0;
        for (var post : office.discord.posts()) {
            var found = COUNTED.matcher(DiscordReader.read(post.message().toString()).text());
            while (found.find()) {
                int from = Integer.parseInt(found.group(2));
                int to = Integer.parseInt(found.group(3));
                if (found.group(1).equals(tracker) && to > known) {
                    assertTrue(from <= known, "something of " + tracker + " was left out before " + found.group());
                    known = to;
                }
            }
        }
        return known;
    }
}
