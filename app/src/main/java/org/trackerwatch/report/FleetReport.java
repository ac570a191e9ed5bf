package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.trackerwatch.core.Curve;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Volume;
import org.trackerwatch.store.Courses;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.node.ObjectNode;

/// All accounts side by side, through time.
///
/// @param from the first moment
/// @param to   just after the last one
public record FleetReport(List<Tracker> trackers, Field field, Instant from, Instant to) {

    /// Days that a chart can show side by side; of a longer time several days are taken together.
    private static final int BARS = 400;

    /// Numbers in one answer, of all trackers together.
    private static final int NUMBERS = 18_000;

    /// Parts of the time, each with two points, however few trackers there are.
    private static final int PARTS = 400;

    /// Up to here readings are drawn rather than days.
    private static final Duration CLOSELY = Duration.ofDays(7);

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final int DAYS_BEFORE = 40;

    private static final Courses COURSES = new Courses();

    /// @param days  the first of each bar, since 1970
    /// @param width of a bar, in days
    /// @param lines by tracker; each is reckoned when it is asked for, and not kept beyond the need of the moment
    private record Bars(long[] days, int width, Stream<Volume> lines) {}

    /// What each account gained each day.
    public ObjectNode daily(Transaction tx) {
        var bars = bars(tx, BARS);
        var node = head().put("days", bars.width);
        var at = node.putArray("at");
        Arrays.stream(bars.days).map(day -> Duration.ofDays(day).toSeconds()).forEach(at::add);
        var list = node.putArray("trackers");
        var lines = bars.lines.iterator();
        for (var tracker : trackers) {
            var line = lines.next();
            var each = list.addObject().put("id", tracker.id()).put("name", tracker.name());
            each.set("total", Numbers.of(field.type(), line.sum()));
            each.set("since", line.since().stream().mapToObj(day -> Json.whole(Duration.ofDays(day).toSeconds())).findFirst().orElseGet(node::nullNode));
            each.set("values", Numbers.column(field.type(), line.gained()));
            each.set("estimated", SeriesReport.places(line.estimated()));
        }
        return node;
    }

    public String dailyTable(Transaction tx) {
        var bars = bars(tx, Integer.MAX_VALUE);
        var head = new ArrayList<>(List.of("day (UTC)"));
        trackers.forEach(tracker -> head.add(Csv.text(tracker.name())));
        var table = new StringBuilder(Csv.line(head));
        var lines = bars.lines.toList();
        for (int day = 0; day < bars.days.length; day++) {
            var cells = new ArrayList<>(List.of(LocalDate.ofEpochDay(bars.days[day]).toString()));
            for (var line : lines) {
                cells.add(Numbers.cell(field.type(), line.gained()[day]));
            }
            table.append(Csv.line(cells));
        }
        return table.toString();
    }

    /// What all of them gained each day together, and how many are in that.
    public ObjectNode calendar(Transaction tx) {
        var bars = bars(tx, Integer.MAX_VALUE);
        var node = head();
        var at = node.putArray("at");
        var values = node.putArray("values");
        var counted = node.putArray("counted");
        var lines = bars.lines.toList();
        for (int i = 0; i < bars.days.length; i++) {
            int day = i;
            var known = lines.stream().mapToDouble(line -> line.gained()[day]).filter(Double::isFinite).toArray();
            at.add(Duration.ofDays(bars.days[i]).toSeconds());
            values.add(Numbers.of(field.type(), known.length == 0 ? Double.NaN : Arrays.stream(known).sum()));
            counted.add(known.length);
        }
        return node;
    }

    /// What of the whole was each account's. Who lost has no part in it.
    public ObjectNode share(Transaction tx) {
        var sums = bars(tx, Integer.MAX_VALUE).lines.map(Volume::sum).toList();
        double whole = sums.stream().filter(sum -> sum > 0).mapToDouble(Double::doubleValue).sum();
        var node = head();
        node.set("total", Numbers.of(field.type(), whole));
        var list = node.putArray("trackers");
        for (int i = 0; i < trackers.size(); i++) {
            var each = list.addObject().put("id", trackers.get(i).id()).put("name", trackers.get(i).name());
            double sum = sums.get(i);
            each.set("value", Numbers.of(field.type(), sum));
            each.set("share", Numbers.of(Field.Type.RATIO, Double.isNaN(sum) || whole == 0 ? Double.NaN : Math.max(0, sum) / whole));
        }
        return node;
    }

    /// The course of one figure of each account, all at the same moments.
    public ObjectNode compare(Transaction tx) {
        var curves = curves(tx).iterator();
        var node = head();
        var at = node.putArray("at");
        var list = node.putArray("trackers");
        for (var tracker : trackers) {
            var curve = curves.next();
            if (list.isEmpty()) {
                Arrays.stream(curve.at()).map(moment -> moment / 1000).forEach(at::add);
            }
            var each = list.addObject().put("id", tracker.id()).put("name", tracker.name());
            each.set("values", Numbers.column(field.type(), curve.values()[0]));
            each.set("infinite", Numbers.infinite(curve.values()[0]));
        }
        return node;
    }

    public String compareTable(Transaction tx) {
        var curves = curves(tx).toList();
        var head = new ArrayList<>(List.of("at"));
        trackers.forEach(tracker -> head.add(Csv.text(tracker.name())));
        var table = new StringBuilder(Csv.line(head));
        for (int point = 0; !curves.isEmpty() && point < curves.getFirst().at().length; point++) {
            var cells = new ArrayList<>(List.of(Instant.ofEpochMilli(curves.getFirst().at()[point]).toString()));
            for (var curve : curves) {
                cells.add(Numbers.cell(field.type(), curve.values()[0][point]));
            }
            table.append(Csv.line(cells));
        }
        return table.toString();
    }

    /// By tracker, as [Bars] has its lines.
    private Stream<Curve> curves(Transaction tx) {
        boolean closely = Duration.between(from, to).compareTo(CLOSELY) <= 0;
        long least = closely ? HOUR : DAY;
        long begin = Math.floorDiv(from.toEpochMilli(), least) * least;
        long length = to.toEpochMilli() - begin;
        int parts = Math.min(PARTS, NUMBERS / 2 / Math.max(1, trackers.size()));
        long width = Math.max(least, (length + parts - 1) / parts);
        int needed = Math.toIntExact((length + width - 1) / width);
        return trackers.stream().map(tracker -> closely ? readings(tx, tracker) : COURSES.days(tx, tracker.id(), field, day(from), day(to.minusMillis(1))))
                .map(course -> Curve.on(course, 1, begin, width, needed));
    }

    private List<Stretch> readings(Transaction tx, Tracker tracker) {
        return Stretch.carried(COURSES.readings(tx, tracker.id(), List.of(field), from.minus(Stretch.STANDS), to)).stream()
                .filter(reading -> !reading.begin().isBefore(from)).toList();
    }

    private Bars bars(Transaction tx, int most) {
        long first = day(from).toEpochDay();
        long last = day(to.minusMillis(1)).toEpochDay();
        int width = Math.toIntExact((last - first + most) / most);
        var lines = trackers.stream().map(tracker -> COURSES.days(tx, tracker.id(), field, day(from).minusDays(DAYS_BEFORE), day(to.minusMillis(1))))
                .map(days -> Volume.of(days, 0, first, last).together(width));
        var starts = IntStream.iterate(0, day -> first + day <= last, day -> day + width).mapToLong(day -> first + day).toArray();
        return new Bars(starts, width, lines);
    }

    private ObjectNode head() {
        return Json.object().put("field", field.key()).put("from", from.toString()).put("to", to.toString());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
