package org.trackerwatch.store;

import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;

/// Keeps user names out of the database while the setting `store-usernames` is off, whatever the callers do.
final class Usernames {

    private Usernames() {}

    static AccountStats storable(Transaction tx, AccountStats stats) {
        boolean told = stats.get(Field.USERNAME).isPresent();
        return told && !Setting.STORE_USERNAMES.in(tx) ? without(stats) : stats;
    }

    static TrackerState storable(Transaction tx, TrackerState state) {
        return new TrackerState(storable(tx, state.known()), state.knownAt(),
                state.doubt().map(doubt -> storable(tx, doubt)), state.failing(), state.rules(), state.marks());
    }

    /// Takes those out that were kept before.
    static void forget(Transaction tx) {
        tx.leaveNoTrace();
        tx.update("UPDATE tracker SET username = NULL");
        tx.query("SELECT id FROM tracker", row -> row.getLong(1)).forEach(tracker -> forgetReadings(tx, tracker));
        forgetStates(tx);
        forgetEvents(tx);
        forgetAnswers(tx);
    }

    private static void forgetReadings(Transaction tx, long tracker) {
        record Row(long nr, Block block) {}
        var rows = tx.query("SELECT nr, block FROM reading WHERE tracker = ?",
                row -> new Row(row.getLong(1), new Block(tracker, row.getBytes(2))), tracker);
        for (var row : rows) {
            var clean = Block.empty(tracker);
            for (var snapshot : row.block.snapshots()) {
                clean = clean.with(
                        new Snapshot(tracker, snapshot.at(), without(snapshot.stats()), snapshot.doubtful()));
            }
            tx.update("UPDATE reading SET block = ? WHERE tracker = ? AND nr = ?", clean.packed(), tracker, row.nr);
        }
    }

    private static void forgetStates(Transaction tx) {
        record Row(long tracker, TrackerState state) {}
        tx.query("SELECT tracker, document FROM state",
                row -> new Row(row.getLong(1), Documents.read(TrackerState.class, row.getString(2)))).forEach(row ->
                tx.update("UPDATE state SET document = ? WHERE tracker = ?",
                        Documents.write(TrackerState.class, storable(tx, row.state)), row.tracker));
    }

    /// An event about the name itself is nothing without it.
    private static void forgetEvents(Transaction tx) {
        record Row(long id, AccountStats figures) {}
        tx.update("DELETE FROM event WHERE instr(detail, '\"USERNAME\"') > 0");
        tx.query("SELECT id, figures FROM event WHERE instr(figures, '\"USERNAME\"') > 0",
                row -> new Row(row.getLong(1), Documents.read(AccountStats.class, row.getString(2)))).forEach(row ->
                tx.update("UPDATE event SET figures = ? WHERE id = ?",
                        Documents.write(AccountStats.class, without(row.figures)), row.id));
    }

    /// Services repeat what they were told.
    private static void forgetAnswers(Transaction tx) {
        tx.update("UPDATE attempt SET answer = NULL");
    }

    private static AccountStats without(AccountStats stats) {
        return stats.without(Field.USERNAME);
    }
}
