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
/// what a week changed. An account whose figure of a week ago is unknown, or that wasn't read since, has no part in the change.
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

    /// Of a week ago; unknown as well where it was not read since.
    private double before(long id, Field field) {
        int place = FIELDS.indexOf(field);
        var told = days.getOrDefault(id, List.of()).stream().filter(day -> Double.isFinite(day.last()[place])).toList();
        boolean since = !told.isEmpty() && told.getLast().from() > then;
        return told.stream().filter(day -> since && day.from() <= then).mapToDouble(day -> day.last()[place]).reduce((_, later) -> later).orElse(Double.NaN);
    }

    /// What all of some accounts moved, now and a week ago.
    private record Moved(double up, double down, double upBefore, double downBefore) {

        Moved plus(Moved other) {
            return new Moved(up + other.up, down + other.down, upBefore + other.upBefore, downBefore + other.downBefore);
        }

        boolean wasKnown() {
            return !Double.isNaN(upBefore + downBefore);
        }

        static Moved sum(List<Moved> all) {
            return all.stream().reduce(new Moved(0, 0, 0, 0), Moved::plus);
        }
    }

    /// Of all bytes together, and the mean of the accounts' own where each counts alike.
    private ObjectNode ratio() {
        var all = known.entrySet().stream().flatMap(entry -> moved(entry.getKey(), entry.getValue()).stream()).toList();
        var both = all.stream().filter(Moved::wasKnown).toList();
        var now = Moved.sum(all);
        var then = Moved.sum(both);
        var node = Json.object();
        node.set("value", now.down > 0 ? Numbers.of(Field.Type.RATIO, now.up / now.down) : all.isEmpty() ? node.nullNode() : word(now.up));
        node.set("mean", Numbers.of(Field.Type.RATIO, known.values().stream().flatMap(stats -> stats.ratio().stream())
                .flatMapToDouble(TotalsReport::finite).average().orElse(Double.NaN)));
        node.put("counted", all.size()).put("unknown", known.size() - all.size());
        node.set("change", Numbers.of(Field.Type.RATIO, then.downBefore > 0 ? then.up / then.down - then.upBefore / then.downBefore : Double.NaN));
        return node.put("change_counted", both.size());
    }

    private Optional<Moved> moved(long id, AccountStats stats) {
        return number(stats, Field.UPLOADED).flatMap(up -> number(stats, Field.DOWNLOADED)
                .map(down -> new Moved(up, down, before(id, Field.UPLOADED), before(id, Field.DOWNLOADED))));
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
