package org.trackerwatch.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Visit;

/// The user's trackers with what opens them. When they are polled is kept by [Schedules].
///
/// A tracker whose interval is zero has none of its own: it is kept so, and given out with the setting's.
public final class Registry {

    private static final String SELECT = "SELECT *, coalesce(interval_s, ?) AS effective_s FROM tracker ";

    private final Openers openers;

    public Registry(Vault vault) {
        this.openers = new Openers(vault);
    }

    /// What opens a tracker's account, for one poll.
    ///
    /// @param memory what the reader noted at its last visit
    public record Access(Credential credential, Optional<Secret> proxy, Map<String, String> memory) {

        public Access {
            memory = Map.copyOf(memory);
        }
    }

    /// What went with a tracker.
    ///
    /// @param idle names of the targets that are now told about no tracker at all
    public record Removed(Tracker tracker, int readings, int events, List<String> idle) {}

    /// Adds a tracker, to be polled from `due` on.
    ///
    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Tracker add(Transaction tx, Tracker tracker, Credential credential, Optional<Secret> proxy, Instant due) {
        long id = insert(tx, tracker, due);
        openers.credential(tx, id, credential);
        openers.proxy(tx, id, proxy);
        return get(tx, id).orElseThrow();
    }

    /// Adds a tracker that is never polled, and so needs nothing that opens it.
    ///
    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Tracker addByHand(Transaction tx, Tracker tracker) {
        return get(tx, insert(tx, tracker.withMode(Tracker.Mode.MANUAL), tracker.added())).orElseThrow();
    }

    private static long insert(Transaction tx, Tracker tracker, Instant due) {
        var name = free(tx, tracker);
        long id = tx.insert("""
                INSERT INTO tracker
                (name, name_key, definition, url, username, interval_s, max_per_day, min_ratio, joined, mode, added_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                name, Names.key(name), tracker.definition(), tracker.url(), storable(tx, tracker.username()),
                interval(tracker), tracker.maxPerDay(), tracker.minRatio().map(BigDecimal::toString),
                tracker.joined().map(LocalDate::toString), Columns.word(tracker.mode()), tracker.added());
        tx.update("INSERT INTO schedule (tracker, due_at) VALUES (?, ?)", id, due);
        return id;
    }

    /// Changes what the user may change: all but the id, the mode and the day it was added.
    ///
    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Tracker edit(Transaction tx, Tracker changed) {
        var before = get(tx, changed.id()).orElseThrow(() -> new IllegalArgumentException(
                "“" + changed.name() + "” was removed meanwhile."));
        var name = free(tx, changed);
        tx.update("""
                UPDATE tracker SET name = ?, name_key = ?, definition = ?, url = ?, username = ?, max_per_day = ?,
                min_ratio = ?, joined = ? WHERE id = ?""",
                name, Names.key(name), changed.definition(), changed.url(), storable(tx, changed.username()),
                changed.maxPerDay(), changed.minRatio().map(BigDecimal::toString), changed.joined().map(LocalDate::toString), changed.id());
        if (!changed.interval().equals(before.interval())) {
            tx.update("UPDATE tracker SET interval_s = ? WHERE id = ?", interval(changed), changed.id());
        }
        return get(tx, changed.id()).orElseThrow();
    }

    /// A new credential ends what the old one's refusal began: the tracker is polled again, at once.
    public Tracker credential(Transaction tx, long id, Credential credential, Instant now) {
        openers.credential(tx, id, credential);
        remember(tx, id, Visit.lasting(memory(tx, id)));
        return activate(tx, id, now);
    }

    public void proxy(Transaction tx, long id, Optional<Secret> proxy) {
        openers.proxy(tx, id, proxy);
    }

    public Tracker pause(Transaction tx, long id) {
        tx.update("UPDATE tracker SET mode = 'paused' WHERE id = ?", id);
        return get(tx, id).orElseThrow();
    }

    /// Its site's staff refuse programs, as its definition says by now. What opens it is kept, and used no more.
    public void byHand(Transaction tx, long id) {
        tx.update("UPDATE tracker SET mode = 'manual' WHERE id = ?", id);
    }

    /// By the user, who may know that a refusal is over. If it isn't, the next poll stops the tracker again.
    public Tracker resume(Transaction tx, long id, Instant now) {
        return activate(tx, id, now);
    }

    /// After a refusal of the credential that was used: nothing is asked until the user acts. If he has acted already,
    /// while that poll was under way, nothing changes.
    ///
    /// @return whether it was stopped
    public boolean stop(Transaction tx, long id, Credential used) {
        return holds(tx, id, used) && stop(tx, id);
    }

    /// What opens it is lost ([#lost]): nothing is asked until the user enters it anew.
    ///
    /// @return whether it was stopped
    public boolean stop(Transaction tx, long id) {
        return tx.update("UPDATE tracker SET mode = 'stopped' WHERE id = ? AND mode = 'active'", id) > 0;
    }

    /// Keeps the credential as the site changed it, unless the user changed it meanwhile.
    ///
    /// @return whether it was kept
    public boolean rotate(Transaction tx, long id, Credential used, Credential rotated) {
        if (!holds(tx, id, used)) {
            return false;
        }
        openers.credential(tx, id, rotated);
        return true;
    }

    /// Replaces what the reader noted.
    public void remember(Transaction tx, long id, Map<String, String> memory) {
        if (memory.equals(memory(tx, id))) {
            return;
        }
        tx.update("DELETE FROM memory WHERE tracker = ?", id);
        memory.forEach((key, value) ->
                tx.update("INSERT INTO memory (tracker, key, value) VALUES (?, ?, ?)", id, key, value));
    }

    /// Empty if there is no such tracker, nothing that opens it, or that is lost ([#lost]).
    public Optional<Access> access(Transaction tx, long id) {
        return openers.access(tx, id, memory(tx, id));
    }

    /// What of its credential and its proxy was changed on the disk and can't be opened, in words for the user.
    public Optional<String> lost(Transaction tx, long id) {
        return openers.lost(tx, id);
    }

    /// By which way it is reached, without opening what opens its account.
    ///
    /// @throws StoreException if it is lost
    public Optional<Secret> proxy(Transaction tx, long id) {
        return openers.proxy(tx, id);
    }

    /// What opens it, without opening anything; empty where the figures are typed in.
    public Optional<CredentialKind> kind(Transaction tx, Tracker tracker) {
        return tx.first("SELECT credential_kind FROM tracker WHERE id = ? AND credential IS NOT NULL", row -> Openers.kind(row.getString(1)),
                tracker.id()).filter(_ -> tracker.mode() != Tracker.Mode.MANUAL);
    }

    /// Removes the tracker and all that was ever stored of it.
    public Removed remove(Transaction tx, long id) {
        var tracker = get(tx, id).orElseThrow();
        int readings = number(tx, "SELECT coalesce(sum(size), 0) FROM reading WHERE tracker = ?", id);
        int events = number(tx, "SELECT count(*) FROM event WHERE tracker = ?", id);
        tx.update("DELETE FROM tracker WHERE id = ?", id);
        return new Removed(tracker, readings, events, Targets.forget(tx, id));
    }

    public Optional<Tracker> get(Transaction tx, long id) {
        return tx.first(SELECT + "WHERE id = ?", Registry::tracker, fallback(tx), id);
    }

    /// By its name, in whatever case.
    public Optional<Tracker> find(Transaction tx, String name) {
        return tx.first(SELECT + "WHERE name_key = ?", Registry::tracker, fallback(tx), Names.key(name));
    }

    /// Names that may have been meant, nearest first.
    public List<String> nearest(Transaction tx, String name) {
        return Names.nearest(name, tx.query("SELECT name FROM tracker", row -> row.getString(1)));
    }

    /// By name.
    public List<Tracker> list(Transaction tx) {
        return tx.query(SELECT + "ORDER BY name_key", Registry::tracker, fallback(tx));
    }

    /// If the site refuses again, that is news again.
    private Tracker activate(Transaction tx, long id, Instant now) {
        var history = new History();
        history.remember(tx, id, history.state(tx, id).withNewCredential());
        tx.update("UPDATE tracker SET mode = 'active' WHERE id = ?", id);
        Schedules.restart(tx, id, now);
        return get(tx, id).orElseThrow();
    }

    /// Whether this is what still opens it.
    public boolean holds(Transaction tx, long id, Credential used) {
        return openers.credential(tx, id).map(Credential::given).filter(used.given()::equals).isPresent();
    }

    private static Map<String, String> memory(Transaction tx, long id) {
        return tx.query("SELECT key, value FROM memory WHERE tracker = ?",
                row -> Map.entry(row.getString(1), row.getString(2)), id).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The name as it would be kept if it were free; targets' names are alike.
    ///
    /// @throws IllegalArgumentException in words for the user
    public static String usable(String name) {
        return Names.checked(name);
    }

    /// Names of other trackers that read the same account: the same site, opened by the same credential.
    ///
    /// @param place where a tracker is read: what two of the same site have in common
    public List<String> twins(Transaction tx, Tracker tracker, Function<Tracker, String> place) {
        var opener = openers.credential(tx, tracker.id()).map(Credential::given);
        return list(tx).stream().filter(_ -> opener.isPresent()).filter(other -> other.id() != tracker.id()
                && place.apply(other).equals(place.apply(tracker))
                && openers.credential(tx, other.id()).map(Credential::given).equals(opener)).map(Tracker::name).toList();
    }

    /// The name as it would be kept.
    ///
    /// @throws IllegalArgumentException in words for the user, if it is unusable or taken
    public static String free(Transaction tx, Tracker tracker) {
        return Names.free(tx, "tracker", tracker.id(), tracker.name());
    }

    private static Optional<String> storable(Transaction tx, Optional<String> username) {
        return username.filter(_ -> Setting.STORE_USERNAMES.in(tx));
    }

    private static @Nullable Long interval(Tracker tracker) {
        return tracker.interval().isZero() ? null : tracker.interval().toSeconds();
    }

    private static long fallback(Transaction tx) {
        return Setting.POLL_INTERVAL.in(tx).toSeconds();
    }

    private static int number(Transaction tx, String sql, long id) {
        return tx.first(sql, row -> row.getInt(1), id).orElseThrow();
    }

    private static Tracker tracker(ResultSet row) throws SQLException {
        return new Tracker(row.getLong("id"), row.getString("name"), row.getString("definition"),
                Columns.text(row, "url"), Columns.text(row, "username"), Duration.ofSeconds(row.getLong("effective_s")),
                Columns.number(row, "max_per_day").map(Math::toIntExact), Columns.text(row, "min_ratio").map(BigDecimal::new), Columns.text(row, "joined").map(LocalDate::parse),
                Columns.word(Tracker.Mode.class, row, "mode"), Columns.at(row, "added_at"));
    }
}
