package org.trackerwatch.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.trackerwatch.core.Delivery;

/// What is told of no tracker: a digest each morning by the clock on the wall, and that our own line was down.
final class Others {

    static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Duration SLACK = Duration.ofMinutes(30);
    private static final Duration TOGETHER = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(3);
    /// Longer than any cooldown, silence or pause that holds the word on an outage back.
    private static final Duration REMEMBERED = Duration.ofDays(3);
    /// With fewer nobody can tell from the others whose fault it is.
    private static final int MANY = 20;

    private final World world;
    private final Ear reader;
    private final Consumer<String> differs;
    private final Map<LocalDate, Instant> digests = new HashMap<>();
    private final List<Truth> polls = new ArrayList<>();
    private LocalDate expected;
    /// Rounds in which the line was down, or might have been by what was seen of it.
    private final List<Instant> dark = new ArrayList<>();
    private Instant lineWas = Instant.EPOCH;
    private Instant outageTold = Instant.EPOCH;
    private boolean judged = true;

    /// @param reader who gets the digest
    Others(World world, Ear reader, Consumer<String> differs) {
        this.world = world;
        this.reader = reader;
        this.differs = differs;
        expected = today().plusDays(1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(world.time.now(), World.ZONE);
    }

    void sent(Delivery delivery) {
        if (delivery.kind() == Delivery.Kind.OUTAGE) {
            outageTold = delivery.created();
            if (dark.stream().noneMatch(each -> Duration.between(each, began(delivery)).abs().compareTo(SLACK) <= 0)) {
                differs.accept("we were said to be offline, and were not: " + delivery);
            }
        } else if (delivery.kind() == Delivery.Kind.DIGEST) {
            digest(delivery);
        }
    }

    /// It may be told long after: at the next poll that gets through, or when a cooldown or a silence is over.
    private Instant began(Delivery outage) {
        return world.app.database().read(tx -> tx.first("SELECT since FROM incident i JOIN delivery d ON d.incident = i.id WHERE d.id = ?",
                row -> Instant.ofEpochMilli(row.getLong(1)), outage.id())).orElse(outage.created());
    }

    /// One before its hour is that of the day before, which a silence held until now.
    private void digest(Delivery delivery) {
        var at = delivery.created();
        boolean early = at.atZone(World.ZONE).toLocalTime().isBefore(MORNING);
        var day = LocalDate.ofInstant(at, World.ZONE).minusDays(early ? 1 : 0);
        if (early && !isHushed(at)) {
            differs.accept("a digest before its hour: " + delivery);
        }
        if (!digests.computeIfAbsent(day, _ -> at).equals(at)) {
            differs.accept("a second digest of " + day + ": " + delivery);
        }
    }

    /// What the last polls came to.
    void polled(List<Truth> truths) {
        polls.addAll(truths);
        var now = world.time.now();
        polls.removeIf(truth -> truth.at().plus(TOGETHER.multipliedBy(3)).isBefore(now));
        dark.removeIf(each -> each.plus(REMEMBERED).isBefore(now));
        if (!world.lineIsUp() || looksLikeIt()) {
            dark.add(now);
        }
    }

    /// By the rule: three of five that ended together were lost, each by its own fault.
    private boolean looksLikeIt() {
        return polls.stream().anyMatch(first -> {
            var together = polls.stream().filter(truth -> Duration.between(first.at(), truth.at()).abs().compareTo(TOGETHER) <= 0).toList();
            long lost = together.stream().filter(truth -> truth.answer() instanceof Truth.Fault(var kind) && kind.meaning == Truth.Meaning.LOST).count();
            return lost >= 3 && lost * 2 >= together.size();
        });
    }

    void goesOn(Instant now) {
        while (now.atZone(World.ZONE).isAfter(expected.atTime(MORNING).atZone(World.ZONE).plus(SLACK))) {
            if (!digests.containsKey(expected) && !isHushed(now)) {
                differs.accept("no digest on " + expected);
            }
            digests.remove(expected.minusDays(2));
            expected = expected.plusDays(1);
        }
        line(now);
    }

    /// Who wants to hear of nothing at all for a while gets it when that is over.
    private boolean isHushed(Instant now) {
        return reader.hushes.stream().anyMatch(hush -> hush.tracker().isEmpty() && hush.rule().isEmpty() && hush.until().plus(SLACK).isAfter(now));
    }

    /// A line that is down for hours is noticed, and told at the latest when it is back.
    private void line(Instant now) {
        if (!world.lineIsUp()) {
            lineWas = judged ? now : lineWas;
            judged = false;
        } else if (!judged && world.lineEnds.plus(SLACK).isBefore(now)) {
            judged = true;
            if (world.sites.size() >= MANY && Duration.between(lineWas, world.lineEnds).compareTo(LONG) > 0 && outageTold.plus(SLACK).isBefore(lineWas)) {
                differs.accept("nobody was told that we were offline from " + lineWas + " to " + world.lineEnds);
            }
        }
    }
}
