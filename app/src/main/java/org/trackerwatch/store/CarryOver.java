package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a restored database must know of the time since its backup: what sites were asked, what targets were told, and
/// who may come in. Where the database that it replaces is of the same lineage, it is taken from there.
///
/// Tables of that database are `present.…`, those of the restored one `main.…`.
final class CarryOver {

    /// The same account, in both.
    private static final String SAME_TRACKER = " JOIN main.tracker t ON t.id = p.tracker JOIN present.tracker o ON o.id = t.id"
            + " AND o.added_at = t.added_at ";

    /// Limits are counted over no longer than this.
    private static final List<String> ASKED = List.of("""
            INSERT INTO main.request (tracker, at, name, method, path, status, bytes, took_ms, allowed, remaining, pause_ms)
            SELECT p.tracker, p.at, p.name, p.method, p.path, p.status, p.bytes, p.took_ms, p.allowed, p.remaining, p.pause_ms
            FROM present.request p""" + SAME_TRACKER + """
            WHERE p.at > (SELECT coalesce(max(m.at), 0) FROM main.request m WHERE m.tracker = p.tracker)""", """
            INSERT OR REPLACE INTO main.schedule
            SELECT p.tracker, p.due_at, p.failures, p.polled_at, p.reason, p.detail, p.retry_after_ms, 0 FROM present.schedule p""" + SAME_TRACKER,
            "INSERT OR REPLACE INTO main.memory SELECT p.tracker, p.key, p.value FROM present.memory p" + SAME_TRACKER, """
            UPDATE main.tracker SET mode = 'stopped' WHERE mode = 'active' AND EXISTS (SELECT 1 FROM present.tracker o
            WHERE o.id = tracker.id AND o.added_at = tracker.added_at AND o.mode = 'stopped')""");

    private static final List<String> TOLD = List.of("""
            INSERT INTO main.alert SELECT p.target, p.tracker, p.rule, p.at FROM present.alert p""" + SAME_TRACKER + """
            WHERE p.target IN (SELECT id FROM main.target)
            ON CONFLICT DO UPDATE SET at = max(alert.at, excluded.at)""",
            "INSERT OR REPLACE INTO main.pace SELECT * FROM present.pace", """
            INSERT OR IGNORE INTO main.attempt
            SELECT id, (SELECT id FROM main.target WHERE id = p.target), host, bucket, channel, started_at, leased_until, ended_at, status, class,
            reason, headers, answer FROM present.attempt p WHERE ended_at IS NOT NULL""", """
            UPDATE main.delivery SET (state, settled_at, message_id, reason, attempt) = (SELECT p.state, p.settled_at, p.message_id, p.reason, NULL
            FROM present.delivery p WHERE p.id = delivery.id)
            WHERE settled_at IS NULL AND EXISTS (SELECT 1 FROM present.delivery p WHERE p.id = delivery.id AND p.created_at = delivery.created_at
            AND p.target = delivery.target AND p.settled_at IS NOT NULL)""", """
            UPDATE main.sqlite_sequence SET seq = max(seq, (SELECT p.seq FROM present.sqlite_sequence p WHERE p.name = sqlite_sequence.name))
            WHERE name IN (SELECT name FROM present.sqlite_sequence)""");

    /// A password that was changed, a key that was withdrawn and a code that was used stay so.
    private static final List<String> ADMITTED = List.of("owner", "api_key", "recovery_code", "wrong_guess");

    /// Nobody knows what was asked since: so no site is asked before its usual time has passed again.
    private static final String PATIENCE = """
            UPDATE main.schedule SET leased_until = 0, due_at = max(due_at, ? + 1000 * (SELECT coalesce(interval_s, ?) FROM main.tracker
            WHERE id = schedule.tracker))""";

    private CarryOver() {}

    /// What became of messages that wait in the backup.
    ///
    /// @param settled since the backup, so they are not sent again
    /// @param doubtful may have been, so they are sent as possible duplicates
    /// @param locked   whether the page lost its password, see [CarriedFactor]
    record Waiting(int settled, int doubtful, boolean locked) {}

    /// Takes over what the present database knows.
    ///
    /// @param factor empty where there is no present database that can be read
    static Waiting into(Transaction tx, Optional<CarriedFactor> factor, Instant now) {
        int open = open(tx);
        boolean locked = false;
        if (factor.isPresent()) {
            ASKED.forEach(tx::update);
            TOLD.forEach(tx::update);
            admissions(tx);
            locked = factor.get().into(tx);
        } else {
            tx.update(PATIENCE, now, Setting.POLL_INTERVAL.in(tx).toSeconds());
        }
        List.of("browser_session", "oidc_errand", "setup_code", "heartbeat", "backup_state").forEach(table -> tx.update("DELETE FROM main." + table));
        int doubtful = tx.update("UPDATE main.delivery SET uncertain = 1 WHERE settled_at IS NULL");
        return new Waiting(open - doubtful, doubtful, locked);
    }

    /// Whether the attached database went on from where the backup was made.
    static boolean isSameLineage(Transaction tx) {
        return tx.first("SELECT 1 FROM main.lineage m JOIN present.lineage p ON p.mark = m.mark", row -> row.getInt(1)).isPresent();
    }

    private static void admissions(Transaction tx) {
        ADMITTED.forEach(table -> {
            tx.update("DELETE FROM main." + table);
            tx.update("INSERT INTO main." + table + " SELECT * FROM present." + table);
        });
    }

    private static int open(Transaction tx) {
        return tx.first("SELECT count(*) FROM main.delivery WHERE settled_at IS NULL", row -> row.getInt(1)).orElseThrow();
    }
}
