package org.trackerwatch.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.trackerwatch.App;
import org.trackerwatch.core.Attention;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.core.Volume;
import org.trackerwatch.store.Courses;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// All that the dashboard shows, in one answer. What is said of an account is written out at once: as text it takes a tenth of
/// the memory, of which ten thousand accounts would else need more than the program has.
///
/// @param days of [TotalsReport#FIELDS] until today, by account
public record DashboardReport(App app, List<TrackerReport> trackers, Map<Long, List<Stretch>> days, LocalDate today) {

    private static final int SPARKS = 30;
    private static final int WEEK = 7;
    private static final int EVENTS = 20;

    /// How much further back it is looked for what stood before.
    private static final int DAYS_BEFORE = 10;

    private static final List<String> TROUBLED = List.of("refused", "resting", "failing");

    public static DashboardReport of(App app, Transaction tx) {
        var today = LocalDate.ofInstant(app.time().now(), ZoneOffset.UTC);
        return new DashboardReport(app, TrackerReport.all(app, tx),
                new Courses().days(tx, TotalsReport.FIELDS, today.minusDays(SPARKS + DAYS_BEFORE), today), today);
    }

    public TotalsReport totals() {
        var known = new HashMap<Long, AccountStats>();
        trackers.forEach(each -> known.put(each.tracker().id(), each.known()));
        return new TotalsReport(known, days, Duration.ofDays(today.toEpochDay() - WEEK).toMillis());
    }

    public ObjectNode document(Transaction tx) {
        var node = Json.object().put("at", app.time().now().toString());
        node.set("totals", totals().document());
        node.set("counts", counts());
        node.set("sparkline_at", sparklineDays());
        var list = node.putArray("trackers");
        trackers.forEach(each -> list.addRawValue(new RawValue(document(each).toString())));
        node.set("events", NewsReport.latest(app, tx, trackers.stream().map(TrackerReport::tracker).toList(), EVENTS));
        node.set("targets", troubled(tx));
        node.set("daemon", HealthReport.of(app, tx).document());
        return node;
    }

    private ObjectNode counts() {
        return Json.object().put("trackers", trackers.size()).put("hidden", trackers.stream().filter(each -> each.place().hidden()).count())
                .put("broken", worst(Attention.Level.BROKEN)).put("attention", worst(Attention.Level.ATTENTION));
    }

    private long worst(Attention.Level level) {
        return trackers.stream().filter(each -> each.attention().stream().findFirst().filter(note -> note.level() == level).isPresent()).count();
    }

    private ArrayNode sparklineDays() {
        var list = Json.array();
        LongStream.rangeClosed(today.toEpochDay() - SPARKS + 1, today.toEpochDay()).map(day -> Duration.ofDays(day).toSeconds()).forEach(list::add);
        return list;
    }

    /// As in the list of trackers, without what the dashboard does not show.
    private ObjectNode document(TrackerReport tracker) {
        var node = tracker.summary();
        node.remove(List.of("reading", "username", "url", "credential", "max_per_day", "min_ratio", "joined", "added_at"));
        var unknown = node.get("known").propertyStream().filter(entry -> entry.getValue().isNull()).map(Map.Entry::getKey).toList();
        ((ObjectNode) node.get("known")).remove(unknown);
        node.set("read_at", Json.text(tracker.state().knownAt()));
        var sparkline = node.putObject("sparkline");
        var course = days.getOrDefault(tracker.tracker().id(), List.of());
        long first = today.toEpochDay() - SPARKS + 1;
        sparkline.set("ratio", Numbers.column(Field.Type.RATIO, last(course, TotalsReport.FIELDS.indexOf(Field.RATIO), first)));
        sparkline.set("uploaded_per_day", Numbers.column(Field.Type.SIZE,
                Volume.of(course, TotalsReport.FIELDS.indexOf(Field.UPLOADED), first, today.toEpochDay()).gained()));
        return node;
    }

    private static double[] last(List<Stretch> course, int field, long first) {
        var numbers = new double[SPARKS];
        Arrays.fill(numbers, Double.NaN);
        course.forEach(day -> {
            long place = Duration.ofMillis(day.from()).toDays() - first;
            if (place >= 0 && place < SPARKS) {
                numbers[Math.toIntExact(place)] = day.last()[field];
            }
        });
        return numbers;
    }

    private ArrayNode troubled(Transaction tx) {
        var list = Json.array();
        TargetReport.all(app, tx).stream().filter(each -> TROUBLED.contains(each.state())).forEach(each -> {
            var target = each.target();
            var node = list.addObject().put("id", target.id()).put("name", target.name()).put("kind", target.kind()).put("state", each.state());
            node.set("reason", Json.text(target.health().reason()));
            node.set("advice", Json.text(each.advice()));
            node.set("since", Json.text(target.health().since()));
            node.put("waiting", each.queue().waiting()).set("oldest_waiting", Json.text(each.queue().oldest()));
        });
        return list;
    }
}
