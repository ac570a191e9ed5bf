package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time. A month is 30 days and a year 365, as the engines count them.
public final class Spans {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdwy])");

    private static final long DAY = 86_400;

    /// What engines print behind a number, in seconds. Single letters are case-sensitive: `M` is a month, `m` a minute.
    private static final Map<String, Long> UNITS = units();

    private static final Pattern PART = Pattern.compile("\\s*,?\\s*(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([^\\d\\s,.:;()]+)\\.?");

    /// `3:04:05`, `04:05`; a lone `0:00` is minutes and seconds.
    private static final Pattern CLOCK = Pattern.compile("\\s*(\\d{1,3}):(\\d{2})(?::(\\d{2}))?");

    private Spans() {}

    /// As users and definitions write them: `90s`, `180m`, `12h`, `6d`, `2w`, `1y`, or ISO 8601 (`P28D`, `P6M`, `PT12H`).
    ///
    /// @throws RuntimeException where it is no length of time
    public static Duration of(String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            long number = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                case "w" -> Duration.ofDays(7 * number);
                default -> Duration.ofDays(365 * number);
            };
        }
        if (text.contains("T")) {
            return Duration.parse(text);
        }
        var period = Period.parse(text);
        return Duration.ofDays(365L * period.getYears() + 30L * period.getMonths() + period.getDays());
    }

    /// On pages: `10Y 2M 2W 3D 18h 57m 4s` in the languages of UNIT3D, `400 day03:04:05` and `400天03:04:05` of
    /// NexusPHP, or a number of seconds.
    static Optional<Duration> printed(String text) {
        var plain = Spaces.trimmed(text);
        var number = Numbers.parse(plain, Numbers.Comma.GROUPS);
        if (number.isPresent()) {
            return number.filter(seconds -> seconds.signum() >= 0 && seconds.precision() - seconds.scale() <= 12)
                    .map(seconds -> Duration.ofSeconds(seconds.longValue()));
        }
        return parts(plain);
    }

    private static Optional<Duration> parts(String text) {
        var seconds = BigDecimal.ZERO;
        int at = 0;
        var part = PART.matcher(text);
        var clock = CLOCK.matcher(text);
        while (at < text.length()) {
            if (clock.region(at, text.length()).lookingAt()) {
                seconds = seconds.add(BigDecimal.valueOf(clock(clock.group(1), clock.group(2), clock.group(3))));
                at = clock.end();
                break;
            }
            var unit = part.region(at, text.length()).lookingAt() ? unit(part.group(2)) : Optional.<Long>empty();
            if (unit.isEmpty()) {
                break;
            }
            seconds = seconds.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit.get())));
            at = part.end();
        }
        return at == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds.longValue()));
    }

    private static long clock(String first, String second, String third) {
        long upper = Long.parseLong(first);
        long middle = Long.parseLong(second);
        return third == null ? upper * 60 + middle : upper * 3600 + middle * 60 + Long.parseLong(third);
    }

    private static Optional<Long> unit(String word) {
        return Optional.ofNullable(UNITS.get(word)).or(() -> word.length() > 1
                ? Optional.ofNullable(UNITS.get(word.toLowerCase(Locale.ROOT))) : Optional.empty());
    }

    private static Map<String, Long> units() {
        var units = new HashMap<String, Long>();
        put(units, 365 * DAY, "Y A y year years yr yrs an ans année années año años ano anos anno anni jahr jahre jahren 年");
        put(units, 30 * DAY, "M mo month months mois mes meses mês mese mesi monat monate monaten 月 个月 個月");
        put(units, 7 * DAY, "W S w week weeks semaine semaines semana semanas settimana settimane woche wochen 周 週 星期");
        put(units, DAY, "D d G J j T day days jour jours día días dia dias giorno giorni tag tage tagen 日 天");
        put(units, 3600, "H h hour hours hr hrs heure heures hora horas ora ore stunde stunden 时 時 小时 小時");
        put(units, 60, "m min mins minute minutes minuto minutos minuti minuten 分 分钟 分鐘");
        put(units, 1, "s sec secs second seconds seconde secondes segundo segundos secondo secondi sekunde sekunden 秒");
        return Map.copyOf(units);
    }

    private static void put(Map<String, Long> units, long seconds, String words) {
        for (var word : words.split(" ")) {
            units.put(word, seconds);
        }
    }
}
