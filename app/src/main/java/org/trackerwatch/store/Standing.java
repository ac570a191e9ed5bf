package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How things stand, in so few numbers that it can be looked at each second; two of them tell what happened between.
/// A command beside the daemon writes to the database as the daemon does, so that is where changes are found.
///
/// @param readings   when each tracker's figures were last asked for or typed in, by tracker
/// @param event      the latest one's id
/// @param delivery   the latest one's id
/// @param underWay   how far each open delivery is
/// @param trackers   what was set of each, as one number
/// @param targets    likewise, with how it is
/// @param standStill the loops of the daemon that don't go round
public record Standing(Map<Long, Long> readings, long event, long delivery, Map<Long, Stage> underWay, Map<Long, Long> trackers,
                       Map<Long, Long> targets, Set<String> standStill) {

    /// What a loop may take longer for one round, on a machine that is busy.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> OF_TARGETS = List.of("target_rule", "target_tracker", "target_threshold", "target_cooldown",
            "target_option", "target_secret");

    /// @param attempts that failed
    public record Stage(long target, String state, long attempts) {}

    public static Standing of(Transaction tx, Instant now) {
        return new Standing(readings(tx), latest(tx, "event"), latest(tx, "delivery"),
                stages(tx, "settled_at IS NULL"), settings(tx, "tracker", List.of()), settings(tx, "target", OF_TARGETS),
                new Heartbeats().all(tx).entrySet().stream().filter(beat -> Duration.between(beat.getValue(), now).abs().compareTo(PATIENCE) > 0)
                        .map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet()));
    }

    /// What happened since, the oldest of each kind first.
    public List<Change> since(Transaction tx, Standing before) {
        var changes = new ArrayList<Change>();
        different(trackers, before.trackers).forEach(id -> changes.add(new Change.OfTracker(id)));
        different(targets, before.targets).forEach(id -> changes.add(new Change.OfTarget(id)));
        different(readings, before.readings).stream().filter(trackers::containsKey).forEach(id -> changes.add(new Change.Polled(id)));
        changes.addAll(tx.query("SELECT id, tracker, rule, severity FROM event WHERE id > ? AND id <= ? ORDER BY id", row ->
                new Change.Found(row.getLong("id"), row.getLong("tracker"), row.getString("rule"), row.getString("severity")), before.event, event));
        moved(tx, before).forEach((id, stage) -> changes.add(new Change.Sent(id, stage.target, stage.state)));
        if (!standStill.equals(before.standStill)) {
            changes.add(new Change.Health());
        }
        return List.copyOf(changes);
    }

    /// Those that are new, those that came further, and those that were under way and are no more.
    private Map<Long, Stage> moved(Transaction tx, Standing before) {
        var moved = new TreeMap<>(stages(tx, "id > ?", before.delivery));
        different(underWay, before.underWay).forEach(id -> {
            if (underWay.containsKey(id)) {
                moved.put(id, underWay.get(id));
            } else {
                moved.putAll(stages(tx, "id = ?", id));
            }
        });
        return moved;
    }

    private static <V> Set<Long> different(Map<Long, V> now, Map<Long, V> before) {
        var ids = new TreeSet<>(now.keySet());
        ids.addAll(before.keySet());
        ids.removeIf(id -> Objects.equals(now.get(id), before.get(id)));
        return ids;
    }

    /// Figures that were typed in are of a tracker that is never polled.
    private static Map<Long, Long> readings(Transaction tx) {
        var readings = new HashMap<Long, Long>();
        tx.query("SELECT id, (SELECT latest FROM reading WHERE tracker = id ORDER BY nr DESC LIMIT 1) AS at FROM tracker",
                row -> readings.put(row.getLong("id"), row.getLong("at")));
        tx.query("SELECT tracker, polled_at FROM schedule WHERE polled_at IS NOT NULL", row ->
                readings.merge(row.getLong("tracker"), row.getLong("polled_at"), Math::max));
        return readings;
    }

    private static long latest(Transaction tx, String table) {
        return tx.first("SELECT max(id) AS id FROM " + table, row -> row.getLong("id")).orElse(0L);
    }

    private static Map<Long, Stage> stages(Transaction tx, String which, Object... arguments) {
        var stages = new HashMap<Long, Stage>();
        tx.query("SELECT id, target, state, attempts FROM delivery WHERE " + which, row -> stages.put(row.getLong("id"),
                new Stage(row.getLong("target"), row.getString("state"), row.getLong("attempts"))), arguments);
        return stages;
    }

    /// Whatever columns a later version has, a change of any of them is seen.
    ///
    /// @param inner tables that refer to it by a column of its name
    private static Map<Long, Long> settings(Transaction tx, String table, List<String> inner) {
        var numbers = new HashMap<Long, Long>();
        tx.query("SELECT * FROM " + table, row -> numbers.put(row.getLong("id"), number(row)));
        inner.forEach(each -> tx.query("SELECT * FROM " + each, row ->
                numbers.merge(row.getLong(table), number(row) ^ each.hashCode(), Long::sum)));
        return numbers;
    }

    private static long number(ResultSet row) throws SQLException {
        long number = 7;
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            number = 1_000_003 * number + Arrays.deepHashCode(new Object[] {row.getObject(i)});
        }
        return number;
    }
}
