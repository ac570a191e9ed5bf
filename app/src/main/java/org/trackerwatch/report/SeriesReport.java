package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.trackerwatch.App;
import org.trackerwatch.core.Curve;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Growth;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Volume;
import org.trackerwatch.store.Courses;
import org.trackerwatch.store.Marks;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The course of an account's figures, column by column as charts want them, with what happened meanwhile.
///
/// @param from   the first moment
/// @param to     just after the last one
/// @param fields numbers only
/// @param perDay what was gained each day (UTC), rather than how it stood
public record SeriesReport(App app, Tracker tracker, Instant from, Instant to, List<Field> fields, boolean perDay) {

    /// For a longer time the figures of days are read instead of each reading; of their peaks none is lost by that.
    private static final Duration CLOSELY = Duration.ofDays(100);

    /// Each chart is narrower than that.
    private static final int POINTS = 1000;

    private static final int MARKS = 400;

    /// A line ends at the last reading, be it drawn from days.
    private static final Duration LATELY = Duration.ofDays(2);

    /// How far back it is looked for what stood before the first day.
    private static final int DAYS_BEFORE = 40;

    private static final Courses COURSES = new Courses();
    private static final Marks MARKED = new Marks();

    /// What a chart can show: figures whose days are kept.
    public static boolean isNumber(Field field) {
        return switch (field.type()) {
            case SIZE, RATIO, COUNT, AMOUNT -> true;
            case TEXT, FLAG, MOMENT, SPAN -> false;
        };
    }

    /// Columns of the same length; `at` in milliseconds.
    private record Columns(long[] at, double[][] values, List<boolean[]> estimated, List<Optional<Growth>> growth, List<Stretch> doubtful) {}

    public ObjectNode document(Transaction tx) {
        var columns = columns(tx);
        var node = Json.object().put("tracker", tracker.id()).put("name", tracker.name()).put("from", from.toString()).put("to", to.toString())
                .put("mode", perDay ? "per_day" : "value");
        node.set("at", seconds(LongStream.of(columns.at)));
        var values = node.putObject("fields");
        var infinite = node.putObject("infinite");
        var estimated = node.putObject("estimated");
        var change = node.putObject("change");
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            values.set(field.key(), Numbers.column(field.type(), columns.values[i]));
            put(infinite, field, Numbers.infinite(columns.values[i]));
            put(estimated, field, perDay ? places(columns.estimated.get(i)) : Json.array());
            columns.growth.get(i).ifPresent(growth -> change.putObject(field.key()).put("since", growth.since().getEpochSecond())
                    .set("by", Numbers.of(field.type(), growth.by())));
        }
        node.set("doubtful", seconds(columns.doubtful.stream().mapToLong(Stretch::from)));
        node.set("marks", marks(tx));
        node.set("classes", classes(tx));
        return node;
    }

    /// The same as a table for spreadsheets.
    public String csv(Transaction tx) {
        var columns = columns(tx);
        var table = new StringBuilder(Csv.line(Stream.concat(Stream.of("at"), fields.stream().map(Field::key)).toList()));
        for (int point = 0; point < columns.at.length; point++) {
            var at = Instant.ofEpochMilli(columns.at[point]);
            var cells = new ArrayList<>(List.of(String.valueOf(perDay ? day(at) : at)));
            for (int i = 0; i < fields.size(); i++) {
                cells.add(Numbers.cell(fields.get(i).type(), columns.values[i][point]));
            }
            table.append(Csv.line(cells));
        }
        return table.toString();
    }

    private Columns columns(Transaction tx) {
        return perDay ? gains(tx) : course(tx);
    }

    private Columns course(Transaction tx) {
        boolean closely = Duration.between(from, to).compareTo(CLOSELY) <= 0;
        var begin = closely || from.isAfter(to.minus(LATELY)) ? from : to.minus(LATELY);
        var readings = COURSES.readings(tx, tracker.id(), fields, begin.minus(Stretch.STANDS), to);
        var shown = Stretch.carried(readings).stream().filter(reading -> !reading.begin().isBefore(begin)).toList();
        var course = new ArrayList<Stretch>();
        if (closely) {
            var first = shown.isEmpty() ? day(to) : day(shown.getFirst().begin());
            course.addAll(COURSES.days(tx, tracker.id(), fields, day(from).plusDays(1), first.minusDays(1)));
            course.addAll(shown);
        } else {
            course.addAll(COURSES.days(tx, tracker.id(), fields, day(from), day(to.minusMillis(1))));
            shown.stream().reduce((_, last) -> last).ifPresent(course::add);
        }
        var curve = Curve.of(course, fields.size(), POINTS);
        return new Columns(curve.at(), curve.values(), List.of(), IntStream.range(0, fields.size()).mapToObj(i -> Growth.of(course, i)).toList(), readings.stream()
                .filter(reading -> reading.doubtful() && !reading.begin().isBefore(begin)).limit(MARKS).toList());
    }

    private Columns gains(Transaction tx) {
        var first = day(from);
        var last = day(to.minusMillis(1));
        var days = COURSES.days(tx, tracker.id(), fields, first.minusDays(DAYS_BEFORE), last);
        var volumes = new ArrayList<Volume>();
        for (int i = 0; i < fields.size(); i++) {
            volumes.add(Volume.of(days, i, first.toEpochDay(), last.toEpochDay()));
        }
        var at = LongStream.rangeClosed(first.toEpochDay(), last.toEpochDay()).map(day -> Duration.ofDays(day).toMillis()).toArray();
        return new Columns(at, volumes.stream().map(Volume::gained).toArray(double[][]::new), volumes.stream().map(Volume::estimated).toList(),
                fields.stream().map(_ -> Optional.<Growth>empty()).toList(), List.of());
    }

    private ObjectNode marks(Transaction tx) {
        var node = Json.object();
        var events = node.putArray("events");
        MARKED.events(tx, tracker.id(), from, to, MARKS).forEach(mark -> events.addObject().put("id", mark.id())
                .put("at", mark.at().getEpochSecond()).put("event", mark.rule())
                .put("title", app.rulebook().find(mark.rule()).map(Rule::title).orElse(mark.rule())).put("severity", Json.word(mark.severity())));
        var outages = node.putArray("outages");
        MARKED.outages(tx, tracker.id(), from, to, MARKS).forEach(incident -> {
            var outage = outages.addObject().put("id", incident.id()).put("from", incident.since().getEpochSecond());
            incident.ended().ifPresentOrElse(ended -> outage.put("to", ended.getEpochSecond()), () -> outage.putNull("to"));
            outage.put("reason", incident.last().key()).put("fault", Json.word(incident.fault())).put("own", incident.tracker().isEmpty());
        });
        return node;
    }

    /// The class at the beginning, and each that came after.
    private ArrayNode classes(Transaction tx) {
        var list = Json.array();
        var changes = MARKED.classes(tx, tracker.id(), from);
        var begun = changes.stream().findFirst().map(event -> ((Detail.Changed) event.detail()).before())
                .orElseGet(() -> app.history().state(tx, tracker.id()).known().get(Field.CLASS));
        var since = begun(tx);
        begun.ifPresent(value -> rank(list, from.isBefore(since) ? since : from, value));
        changes.stream().filter(event -> event.at().isBefore(to)).forEach(event -> rank(list, event.at(), ((Detail.Changed) event.detail()).after()));
        return list;
    }

    /// Of some accounts more is known than since they were added: their past was brought along.
    private Instant begun(Transaction tx) {
        return COURSES.firstDay(tx, tracker.id()).filter(day -> day.isBefore(day(tracker.added())))
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(tracker.added());
    }

    private static void rank(ArrayNode list, Instant at, Value value) {
        list.addObject().put("at", at.getEpochSecond()).set("class", Json.value(value));
    }

    private static void put(ObjectNode into, Field field, ArrayNode places) {
        if (!places.isEmpty()) {
            into.set(field.key(), places);
        }
    }

    static ArrayNode places(boolean[] flags) {
        var places = Json.array();
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                places.add(i);
            }
        }
        return places;
    }

    private static ArrayNode seconds(LongStream millis) {
        var list = Json.array();
        millis.map(at -> Math.floorDiv(at, 1000L)).forEach(list::add);
        return list;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
