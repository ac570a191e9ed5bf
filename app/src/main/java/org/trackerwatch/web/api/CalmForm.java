package org.trackerwatch.web.api;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.report.Json;
import org.trackerwatch.web.Fields;

/// How a target is to be spared, as it was sent: what is missing stays as it was, and `null` takes back.
record CalmForm(Fields fields) {

    Calm over(Calm before) {
        return new Calm(fields.isNull("least") ? Calm.USUAL.least() : word(fields, "least", Severity.class).orElse(before.least()),
                fields.isNull("quiet") ? Optional.empty() : fields.object("quiet").map(sent -> quiet(sent, before.quiet())).or(before::quiet),
                fields.isNull("batch") ? Calm.USUAL.batch() : fields.flag("batch").orElse(before.batch()),
                fields.isNull("digest") ? Optional.empty() : fields.object("digest").map(sent -> digest(sent, before.digest())).or(before::digest),
                fields.isNull("reminders") ? Calm.USUAL.reminders() : fields.flag("reminders").orElse(before.reminders()));
    }

    private QuietHours quiet(Fields sent, Optional<QuietHours> before) {
        var from = time(sent, "from").or(() -> before.map(QuietHours::from)).orElseThrow(() -> sent.wrong("from", "This is needed, such as 22:00."));
        var to = time(sent, "to").or(() -> before.map(QuietHours::to)).orElseThrow(() -> sent.wrong("to", "This is needed, such as 07:00."));
        var days = days(sent).or(() -> before.map(QuietHours::days)).orElseGet(() -> EnumSet.allOf(DayOfWeek.class));
        var mode = word(sent, "mode", QuietHours.Mode.class).or(() -> before.map(QuietHours::mode)).orElse(QuietHours.Mode.HOLD);
        try {
            return new QuietHours(from, to, days, mode);
        } catch (IllegalArgumentException e) {
            throw sent.wrong(days.isEmpty() ? "days" : "to", String.valueOf(e.getMessage()));
        }
    }

    private static DigestTime digest(Fields sent, Optional<DigestTime> before) {
        var at = time(sent, "at").or(() -> before.map(DigestTime::at)).orElse(LocalTime.of(8, 0));
        var day = sent.isNull("day") ? Optional.<DayOfWeek>empty() : word(sent, "day", DayOfWeek.class).or(() -> before.flatMap(DigestTime::day));
        return new DigestTime(at, day);
    }

    private static Optional<Set<DayOfWeek>> days(Fields sent) {
        return sent.texts("days").map(names -> names.stream().map(name -> constant(sent, "days", DayOfWeek.class, name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class))));
    }

    private static Optional<LocalTime> time(Fields sent, String name) {
        return sent.text(name).map(text -> {
            try {
                return LocalTime.parse(text.matches("\\d\\d:\\d\\d") ? text : "");
            } catch (DateTimeException _) {
                throw sent.wrong(name, "This has to be a time of the day, such as 22:30.");
            }
        });
    }

    private static <E extends Enum<E>> Optional<E> word(Fields sent, String name, Class<E> type) {
        return sent.text(name).map(text -> constant(sent, name, type, text));
    }

    private static <E extends Enum<E>> E constant(Fields sent, String name, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(known -> Json.word(known).equals(text)).findFirst()
                .orElseThrow(() -> sent.wrong(name, "Allowed is "
                        + Arrays.stream(type.getEnumConstants()).map(Json::word).collect(Collectors.joining(", ")) + "."));
    }
}
