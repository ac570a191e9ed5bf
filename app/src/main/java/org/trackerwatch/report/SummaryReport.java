package org.trackerwatch.report;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.core.Attention;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All accounts in one flat document of plain numbers, for dashboards that map fields: Homepage, Home Assistant, Uptime
/// Kuma. It never leads to a poll.
public record SummaryReport(App app, List<TrackerReport> trackers, Optional<Instant> polled, long troubled, HealthReport daemon) {

    private static final List<Field> SUMMED = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.BUFFER, Field.SEEDING, Field.LEECHING);

    private static final List<Field> SHOWN = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER, Field.SEEDING, Field.LEECHING,
            Field.BONUS, Field.HIT_AND_RUNS, Field.UNREAD, Field.CLASS);

    public static SummaryReport of(App app, Transaction tx) {
        var troubled = TargetReport.all(app, tx).stream().map(TargetReport::state).filter(state -> !state.equals("good") && !state.equals("paused")).count();
        return new SummaryReport(app, TrackerReport.all(app, tx), app.schedules().lastPoll(tx), troubled, HealthReport.of(app, tx));
    }

    public ObjectNode document() {
        long broken = count(Attention.Level.BROKEN);
        var node = Json.object().put("healthy", daemon.isHealthy() && broken == 0 && troubled == 0).put("running", daemon.goesRound());
        node.put("trackers", trackers.size()).put("trackers_broken", broken).put("trackers_attention", count(Attention.Level.ATTENTION))
                .put("trackers_failing", trackers.stream().filter(each -> each.stateWord().equals("failing")).count())
                .put("targets_in_trouble", troubled);
        node.set("last_poll", Json.text(polled));
        var totals = new TotalsReport(known(), Map.of(), 0);
        SUMMED.forEach(field -> node.set(field.key(), totals.total(field).<JsonNode>map(Json::number).orElseGet(node::nullNode)));
        node.set("ratio", ratio(totals));
        var worst = trackers.stream().filter(each -> finite(each).isPresent()).min(Comparator.comparing(each -> finite(each).orElseThrow()));
        node.set("worst_ratio", worst.flatMap(SummaryReport::finite).map(Json::number).orElseGet(node::nullNode));
        node.set("worst_ratio_tracker", Json.text(worst.map(each -> each.tracker().name())));
        node.set("tracker", tracker());
        return node;
    }

    private Map<Long, AccountStats> known() {
        var known = new HashMap<Long, AccountStats>();
        trackers.forEach(each -> known.put(each.tracker().id(), each.known()));
        return known;
    }

    private long count(Attention.Level level) {
        return trackers.stream().filter(each -> each.attention().stream().findFirst().filter(note -> note.level() == level).isPresent()).count();
    }

    /// Of the accounts that tell both sides.
    private JsonNode ratio(TotalsReport totals) {
        var node = totals.document().get("ratio").get("value");
        return node.isString() ? Json.object().nullNode() : node;
    }

    private static Optional<BigDecimal> finite(TrackerReport tracker) {
        return tracker.known().ratio().flatMap(ratio -> ratio instanceof Ratio.Finite(var value) ? Optional.of(value) : Optional.empty());
    }

    /// By names that a path may hold, such as `my_site`.
    private ObjectNode tracker() {
        var node = Json.object();
        trackers.stream().sorted(Comparator.comparing(each -> each.tracker().id())).forEach(each -> node.set(free(node, slug(each.tracker().name()), each.tracker().id()), document(each)));
        return node;
    }

    private static ObjectNode document(TrackerReport tracker) {
        var node = Json.object().put("id", tracker.tracker().id()).put("name", tracker.tracker().name()).put("state", tracker.stateWord())
                .put("healthy", tracker.attention().stream().noneMatch(note -> note.level() == Attention.Level.BROKEN));
        node.set("read_at", Json.text(tracker.state().knownAt()));
        SHOWN.forEach(field -> node.set(field.key(), tracker.known().get(field).map(Json::value).orElseGet(node::nullNode)));
        node.put("text", text(tracker.known()));
        return node;
    }

    /// For a line that shows one field only.
    private static String text(AccountStats known) {
        return known.size(Field.UPLOADED).map(ByteSize::toString).map(size -> "↑ " + size).orElse("↑ ?")
                + known.size(Field.DOWNLOADED).map(ByteSize::toString).map(size -> "  ↓ " + size).orElse("  ↓ ?")
                + known.ratio().map(ratio -> "  ratio " + ratio).orElse("");
    }

    static String slug(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
        return plain.isEmpty() ? "tracker" : plain;
    }

    private static String free(ObjectNode taken, String slug, long id) {
        return taken.has(slug) ? slug + "_" + id : slug;
    }
}
