package org.trackerwatch.cli;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.cli.input.Weekly;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import picocli.CommandLine.Option;

/// How a target is spared, the same when it is added and when it is changed.
final class CalmOptions {

    private static final LocalTime MORNING = LocalTime.of(8, 0);

    enum Switch { ON, OFF }

    enum Rhythm { DAILY, WEEKLY, OFF }

    @Option(names = "--least", paramLabel = "SEVERITY", description = "The least grave that it is told of: urgent, warning, good, or"
            + " info for everything.")
    Optional<Severity> least = Optional.empty();

    @Option(names = "--quiet", paramLabel = "FROM-TO", description = "Quiet hours by your clock, such as 22:00-07:00; “off” for none."
            + " What is urgent passes.")
    Optional<String> quiet = Optional.empty();

    @Option(names = "--quiet-days", paramLabel = "DAYS", description = "On which they begin: all, weekdays, weekend, or such as"
            + " sun-thu or fri,sat.")
    Optional<String> quietDays = Optional.empty();

    @Option(names = "--quiet-mode", paramLabel = "MODE", description = "hold: what happens is told when they end; silent: it is told"
            + " without a sound.")
    Optional<QuietHours.Mode> quietMode = Optional.empty();

    @Option(names = "--batch", paramLabel = "ON|OFF", description = "Whether messages wait a little for others, to arrive as one:"
            + " up to 3 s if urgent, 20 s, 5 min for mere information.")
    Optional<Switch> batch = Optional.empty();

    @Option(names = "--reminders", paramLabel = "ON|OFF", description = "Whether what still stands is told again from time to time.")
    Optional<Switch> reminders = Optional.empty();

    @Option(names = "--digest", paramLabel = "WHEN", description = "A summary of all its trackers: daily, weekly or off.")
    Optional<Rhythm> digest = Optional.empty();

    @Option(names = "--digest-at", paramLabel = "TIME", description = "Its time by your clock; 08:00 if never set.")
    Optional<String> digestAt = Optional.empty();

    @Option(names = "--digest-day", paramLabel = "DAY", description = "The day of a weekly one; monday if never set.")
    Optional<String> digestDay = Optional.empty();

    /// The target with these wishes in place of its former ones.
    Target applied(Target target) {
        var calm = target.calm();
        return target.with(new Calm(least.orElse(calm.least()), quiet(calm.quiet()), batch.map(Switch.ON::equals).orElse(calm.batch()),
                digest(calm.digest()), reminders.map(Switch.ON::equals).orElse(calm.reminders())));
    }

    private Optional<QuietHours> quiet(Optional<QuietHours> before) {
        if (quiet.map(String::strip).filter("off"::equalsIgnoreCase).isPresent()) {
            return Optional.empty();
        }
        if (quiet.isEmpty() && before.isEmpty()) {
            only("--quiet 22:00-07:00", quietDays.isEmpty() && quietMode.isEmpty());
            return Optional.empty();
        }
        var days = quietDays.map(Weekly::days).or(() -> before.map(QuietHours::days)).orElseGet(() -> Weekly.days("all"));
        var mode = quietMode.or(() -> before.map(QuietHours::mode)).orElse(QuietHours.Mode.HOLD);
        return Optional.of(quiet.map(text -> hours(text, days, mode)).orElseGet(() ->
                before.map(hours -> hours(hours.from(), hours.to(), days, mode)).orElseThrow()));
    }

    private static QuietHours hours(String text, Set<DayOfWeek> days, QuietHours.Mode mode) {
        var ends = text.split("[-–]", 2);
        if (ends.length < 2) {
            throw Refusal.usage("“" + text + "” are no quiet hours; write them like 22:00-07:00, or “off”.");
        }
        return hours(Weekly.time(ends[0]), Weekly.time(ends[1]), days, mode);
    }

    private static QuietHours hours(LocalTime from, LocalTime to, Set<DayOfWeek> days, QuietHours.Mode mode) {
        return Refusal.typed(() -> new QuietHours(from, to, days, mode));
    }

    private Optional<DigestTime> digest(Optional<DigestTime> before) {
        var rhythm = digest.orElseGet(() -> before.map(now -> now.day().isEmpty() ? Rhythm.DAILY : Rhythm.WEEKLY).orElse(Rhythm.OFF));
        var at = digestAt.map(Weekly::time).or(() -> before.map(DigestTime::at)).orElse(MORNING);
        return switch (rhythm) {
            case OFF -> {
                only("--digest daily or --digest weekly", digestAt.isEmpty() && digestDay.isEmpty());
                yield Optional.empty();
            }
            case DAILY -> {
                only("--digest weekly", digestDay.isEmpty());
                yield Optional.of(new DigestTime(at, Optional.empty()));
            }
            case WEEKLY -> Optional.of(new DigestTime(at, digestDay.map(Weekly::day).or(() -> before.flatMap(DigestTime::day))
                    .or(() -> Optional.of(DayOfWeek.MONDAY))));
        };
    }

    private static void only(String with, boolean met) {
        if (!met) {
            throw Refusal.usage("That goes only with " + with + ".");
        }
    }
}
