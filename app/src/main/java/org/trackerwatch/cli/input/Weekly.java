package org.trackerwatch.cli.input;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.trackerwatch.cli.terminal.Refusal;

/// Days of the week and times of the day as people type them.
public final class Weekly {

    private Weekly() {}

    /// `22:30`, `7:00`, `7`.
    public static LocalTime time(String text) {
        var plain = text.strip();
        try {
            var padded = (plain.matches("\\d(:.*)?") ? "0" : "") + plain + (plain.matches("\\d{1,2}") ? ":00" : "");
            if (padded.matches("\\d\\d:\\d\\d")) {
                return LocalTime.parse(padded);
            }
        } catch (DateTimeException _) {
            throw noTime(text);
        }
        throw noTime(text);
    }

    /// `mon`, `Friday`.
    public static DayOfWeek day(String text) {
        var plain = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values()).filter(day -> plain.length() >= 2 && day.name().startsWith(plain)).findFirst()
                .orElseThrow(() -> Refusal.usage("“" + text + "” is no day of the week; write it like mon or monday."));
    }

    /// `all`, `weekdays`, `weekend`, or days and spans of them: `mon,wed`, `fri-sun`.
    public static Set<DayOfWeek> days(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "all" -> EnumSet.allOf(DayOfWeek.class);
            case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
            case "weekend", "weekends" -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            default -> listed(text);
        };
    }

    private static Set<DayOfWeek> listed(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.split(",")) {
            var ends = List.of(part.split("-", 2));
            var last = day(ends.getLast());
            for (var day = day(ends.getFirst()); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    private static Refusal noTime(String text) {
        return Refusal.usage("“" + text + "” is no time of the day; write it like 22:30.");
    }
}
