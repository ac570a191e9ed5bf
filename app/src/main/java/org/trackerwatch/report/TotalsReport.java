package org.trackerwatch.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All accounts together: each sum with how many accounts are in it, how many are not because nobody knows theirs, and
/// what a week changed. An account whose figure of a week ago is unknown has no part in the change.
///
/// @param known what each account has now, by its id
/// @param days  of [#FIELDS] until today, by account
/// @param then  the day of a week ago, in milliseconds since 1970
public record TotalsReport(Map<Long, AccountStats> known, Map<Long, List<Stretch>> days, long then) {

    /// What is summed up, and what ratios follow from.
    public static final List<Field> FIELDS = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.BUFFER, Field.SEEDING, Field.RATIO);

    private static final List<Field> SUMMED = FIELDS.subList(0, 4);

    /// @param before NaN if unknown
    private record Pair(double now, double before) {}

    public ObjectNode document() {
        var node = Json.object();
        SUMMED.forEach(field -> node.set(field.key(), sum(field)));
        node.set("ratio", ratio());
        return node;
    }

    /// In bytes or numbers; empty where nobody's is known.
    public Optional<BigDecimal> total(Field field) {
        return known.values().stream().flatMap(stats -> number(stats, field).stream()).map(BigDecimal::new).reduce(BigDecimal::add);
    }

    private ObjectNode sum(Field field) {
        var pairs = pairs(field);
        var both = pairs.stream().filter(pair -> !Double.isNaN(pair.before)).toList();
        var node = Json.object();
        node.set("value", total(field).<JsonNode>map(Json::number).orElseGet(node::nullNode));
        node.put("counted", pairs.size()).put("unknown", known.size() - pairs.size());
        node.set("change", both.isEmpty() ? node.nullNode()
                : Json.whole(Math.round(both.stream().mapToDouble(pair -> pair.now - pair.before).sum())));
        return node.put("change_counted", both.size());
    }

    private List<Pair> pairs(Field field) {
        var pairs = new ArrayList<Pair>();
        known.forEach((id, stats) -> number(stats, field).ifPresent(now -> pairs.add(new Pair(now, before(id, field)))));
        return pairs;
    }

    private static Optional<Long> number(AccountStats stats, Field field) {
        return stats.get(field).flatMap(value -> switch (value) {
            case ByteSize size -> Optional.of(size.bytes());
            case Value.Count count -> Optional.of(count.number());
            case Ratio _, Value.Amount _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> Optional.empty();
        });
    }

    private double before(long id, Field field) {
        int place = FIELDS.indexOf(field);
        return days.getOrDefault(id, List.of()).stream().filter(day -> day.from() <= then).mapToDouble(day -> day.last()[place])
                .filter(Double::isFinite).reduce((_, later) -> later).orElse(Double.NaN);
    }

    /// Of all bytes together, and the mean of the accounts' own where each counts alike.
    private ObjectNode ratio() {
        double up = 0;
        double down = 0;
        double upBefore = 0;
        double downBefore = 0;
        int counted = 0;
        for (var entry : known.entrySet()) {
            var uploaded = number(entry.getValue(), Field.UPLOADED);
            var downloaded = number(entry.getValue(), Field.DOWNLOADED);
            if (uploaded.isPresent() && downloaded.isPresent()) {
                up += uploaded.get();
                down += downloaded.get();
                counted++;
                double early = before(entry.getKey(), Field.UPLOADED);
                double late = before(entry.getKey(), Field.DOWNLOADED);
                upBefore += Double.isNaN(early + late) ? 0 : early;
                downBefore += Double.isNaN(early + late) ? 0 : late;
            }
        }
        var node = Json.object();
        node.set("value", down > 0 ? Numbers.of(Field.Type.RATIO, up / down) : counted == 0 ? node.nullNode() : word(up));
        node.set("mean", Numbers.of(Field.Type.RATIO, known.values().stream().flatMap(stats -> stats.ratio().stream())
                .flatMapToDouble(TotalsReport::finite).average().orElse(Double.NaN)));
        node.put("counted", counted).put("unknown", known.size() - counted);
        return node.set("change", Numbers.of(Field.Type.RATIO, down > 0 && downBefore > 0 ? up / down - upBefore / downBefore : Double.NaN));
    }

    private static JsonNode word(double uploaded) {
        return Json.text(Optional.of(uploaded > 0 ? "infinite" : "none"));
    }

    private static DoubleStream finite(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Finite(var value) -> DoubleStream.of(value.doubleValue());
            case Ratio.Infinite _, Ratio.None _ -> DoubleStream.empty();
        };
    }
}
