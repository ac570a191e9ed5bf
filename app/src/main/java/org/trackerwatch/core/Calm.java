package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// How a target is spared: what keeps people from muting it.
///
/// @param least     what is less grave is not told
/// @param batch     messages wait a little for others, so that those of one round of polls arrive as one
/// @param reminders what stands is told again from time to time
public record Calm(Severity least, Optional<QuietHours> quiet, boolean batch, Optional<DigestTime> digest, boolean reminders) {

    public static final Calm USUAL = new Calm(Severity.INFO, Optional.empty(), true, Optional.empty(), true);

    /// How long a message waits for company. Only the first one waits as long: the others leave with it.
    public static Duration window(Severity severity) {
        return switch (severity) {
            case URGENT -> Duration.ofSeconds(3);
            case WARNING, GOOD -> Duration.ofSeconds(20);
            case INFO -> Duration.ofMinutes(5);
        };
    }

    public Calm with(QuietHours hours) {
        return new Calm(least, Optional.of(hours), batch, digest, reminders);
    }

    public Calm batching(boolean on) {
        return new Calm(least, quiet, on, digest, reminders);
    }

    boolean isBelow(Severity severity) {
        return severity.compareTo(least) > 0;
    }

    /// Until when something of that gravity is kept back; empty if it may go now.
    public Optional<Instant> heldUntil(Severity severity, Instant now, ZoneId zone) {
        return quiet.filter(hours -> hours.mode() == QuietHours.Mode.HOLD && severity != Severity.URGENT)
                .flatMap(hours -> hours.until(now, zone));
    }

    /// How much of that time something of that gravity was kept back.
    public Duration heldWithin(Severity severity, Instant start, Instant end, ZoneId zone) {
        return quiet.filter(hours -> hours.mode() == QuietHours.Mode.HOLD && severity != Severity.URGENT)
                .map(hours -> hours.within(start, end, zone)).orElse(Duration.ZERO);
    }

    /// Whether something of that gravity makes no sound.
    public boolean isSilent(Severity gravest, Instant now, ZoneId zone) {
        return gravest != Severity.URGENT && quiet.filter(hours -> hours.mode() == QuietHours.Mode.SILENT)
                .flatMap(hours -> hours.until(now, zone)).isPresent();
    }
}
