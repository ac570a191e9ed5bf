package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The words for years, months, weeks, days, hours, minutes and seconds that engines print behind a number. A letter is
/// a month in one language and a year in another, so a text is read by vocabularies that know all of its words and in
/// which they descend; where two of them disagree, nobody knows what it means.
final class SpanWords {

    /// @param word with its full stop, if it has one
    record Part(BigDecimal number, String word) {}

    /// In seconds. A month is 30 days and a year 365, as the engines count them.
    private static final List<Long> UNITS = List.of(31_536_000L, 2_592_000L, 604_800L, 86_400L, 3600L, 60L, 1L);

    /// Words that mean the same wherever they stand. Single letters are case-sensitive: `M` is a month, `m` a minute.
    private static final Map<String, Long> COMMON = common();

    /// UNIT3D in Danish and Norwegian, Dutch, Italian, Turkish, Greek, Ukrainian, Serbian, Vietnamese, and Hebrew, where
    /// hour and second are one word. In the order of [#UNITS].
    private static final List<Map<String, Long>> LANGUAGES = Stream.of("Å M U D t m s", "Y M W D u m s",
            "aa. M sett. gg. h m s", "Y. A. Hf. G. s. d. sn", "Χ M Β Η Ω Λ δ", "Χ Μ Β Η Ω Λ δ", "Р М Т Д г х с",
            "И M W Д х m с", "n th t N g p s", "שנ ח שב י ש ד -", "שנ ח שב י - ד ש").map(SpanWords::language).toList();

    private SpanWords() {}

    static Optional<Long> seconds(List<Part> parts) {
        var meanings = Stream.concat(Stream.of(COMMON), LANGUAGES.stream())
                .flatMap(words -> sum(parts, words).stream()).distinct().toList();
        return meanings.size() == 1 ? Optional.of(meanings.getFirst()) : Optional.empty();
    }

    private static Optional<Long> sum(List<Part> parts, Map<String, Long> words) {
        var sum = BigDecimal.ZERO;
        long before = Long.MAX_VALUE;
        for (var part : parts) {
            long unit = unit(part.word(), words);
            if (unit == 0 || unit >= before) {
                return Optional.empty();
            }
            sum = sum.add(part.number().multiply(BigDecimal.valueOf(unit)));
            before = unit;
        }
        return Optional.of(sum.longValue());
    }

    private static long unit(String word, Map<String, Long> words) {
        var exact = words.get(word);
        return exact != null ? exact : word.length() > 1 ? words.getOrDefault(word.toLowerCase(Locale.ROOT), 0L) : 0;
    }

    private static Map<String, Long> language(String seven) {
        var words = new HashMap<String, Long>();
        var each = seven.split(" ");
        for (int i = 0; i < each.length; i++) {
            words.put(each[i], UNITS.get(i));
        }
        return Map.copyOf(words);
    }

    private static Map<String, Long> common() {
        var words = new HashMap<String, Long>();
        var rows = List.of("Y A y year years yr yrs an ans année années año años ano anos anno anni jahr jahre jahren 年",
                "M mo month months mois mes meses mês mese mesi monat monate monaten 月 个月 個月",
                "W S w week weeks semaine semaines semana semanas settimana settimane woche wochen 周 週 星期",
                "D d G J j T day days jour jours día días dia dias giorno giorni tag tage tagen 日 天",
                "H h hour hours hr hrs heure heures hora horas ora ore stunde stunden 时 時 小时 小時",
                "m min mins minute minutes minuto minutos minuti minuten 分 分钟 分鐘",
                "s sec secs second seconds seconde secondes segundo segundos secondo secondi sekunde sekunden 秒");
        for (int i = 0; i < rows.size(); i++) {
            for (var word : rows.get(i).split(" ")) {
                words.put(word, UNITS.get(i));
                if (word.length() > 1 || "YMWDdhms".contains(word)) {
                    words.put(word + ".", UNITS.get(i));
                }
            }
        }
        return Map.copyOf(words);
    }
}
