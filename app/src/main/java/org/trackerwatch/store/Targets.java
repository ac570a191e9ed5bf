package org.trackerwatch.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.trackers.Secret;

/// Where alerts go. The address is sealed.
public final class Targets {

    private final Vault vault;

    public Targets(Vault vault) {
        this.vault = vault;
    }

    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Target add(Transaction tx, Target target) {
        var name = free(tx, target);
        long id = tx.insert("""
                INSERT INTO target (name, name_key, kind, hide_name, state, failures, rest_ms, allow_private, fallback)
                VALUES (?, ?, ?, ?, 'active', 0, 0, ?, ?)""", name, Names.key(name), target.kind(), target.hideName(),
                target.link().allowPrivate(), target.link().fallback());
        seal(tx, id, target.address());
        details(tx, id, target);
        return get(tx, id).orElseThrow();
    }

    /// Changes all but the id, the kind and the health. A new address is healthy until shown otherwise.
    ///
    /// @throws IllegalArgumentException in words for the user, if the name is unusable or taken
    public Target edit(Transaction tx, Target changed) {
        var before = get(tx, changed.id()).orElseThrow(() -> new IllegalArgumentException(
                "“" + changed.name() + "” was removed meanwhile."));
        var name = free(tx, changed);
        tx.update("UPDATE target SET name = ?, name_key = ?, hide_name = ?, allow_private = ?, fallback = ? WHERE id = ?",
                name, Names.key(name), changed.hideName(), changed.link().allowPrivate(), changed.link().fallback(), changed.id());
        details(tx, changed.id(), changed);
        if (!isReachedAlike(before.link(), changed.link())) {
            seal(tx, changed.id(), changed.address());
            write(tx, changed.id(), Target.Health.GOOD, "state <> 'paused'");
            Comebacks.resumed(tx, changed.id());
        }
        return get(tx, changed.id()).orElseThrow();
    }

    /// The service says that it has another address now. If the user changed it meanwhile, he knows better.
    public void move(Transaction tx, Target tried, Secret address) {
        get(tx, tried.id()).filter(now -> now.address().equals(tried.address()))
                .ifPresent(now -> edit(tx, now.with(now.link().at(address))));
    }

    public Target pause(Transaction tx, long id) {
        tx.update("UPDATE target SET state = 'paused' WHERE id = ?", id);
        return get(tx, id).orElseThrow();
    }

    /// From a pause, a rest or a refusal: what waits is tried at once.
    public Target resume(Transaction tx, long id) {
        write(tx, id, Target.Health.GOOD, "TRUE");
        Comebacks.resumed(tx, id);
        return get(tx, id).orElseThrow();
    }

    /// What an attempt showed of the target as it was then. If the user paused it or changed its address meanwhile,
    /// this is no longer true and is not kept.
    ///
    /// @return whether it was kept
    public boolean health(Transaction tx, Target tried, Target.Health health) {
        var address = tx.first("SELECT address FROM target WHERE id = ?", row -> vault.opened(tx, row.getBytes("address"), Links.place(tried.id())), tried.id());
        return address.flatMap(opened -> opened).filter(tried.address()::equals).isPresent()
                && write(tx, tried.id(), health, "state <> 'paused'");
    }

    /// What is closed shows only when it is read, and counts as refused from then on.
    void date(Transaction tx, Target read, Instant now) {
        var health = read.health();
        if (health.state() == Target.Health.State.REFUSED && health.since().isEmpty()) {
            write(tx, read.id(), new Target.Health(health.state(), health.failures(), health.restsUntil(), health.rest(), health.reason(), Optional.of(now)),
                    "state <> 'paused'");
        }
    }

    public Target remove(Transaction tx, long id) {
        var target = get(tx, id).orElseThrow();
        tx.update("DELETE FROM target WHERE id = ?", id);
        return target;
    }

    public Optional<Target> get(Transaction tx, long id) {
        return list(tx).stream().filter(target -> target.id() == id).findFirst();
    }

    /// Whether it can be reached; empty if it was removed.
    static Optional<Target.Health> health(Transaction tx, long id) {
        return tx.first("SELECT * FROM target WHERE id = ?", Targets::health, id);
    }

    /// By its name, in whatever case.
    public Optional<Target> find(Transaction tx, String name) {
        var key = Names.key(name);
        return list(tx).stream().filter(target -> Names.key(target.name()).equals(key)).findFirst();
    }

    /// Names that may have been meant, nearest first.
    public List<String> nearest(Transaction tx, String name) {
        return Names.nearest(name, tx.query("SELECT name FROM target", row -> row.getString(1)));
    }

    /// By name.
    public List<Target> list(Transaction tx) {
        var rules = new HashMap<Long, HashSet<String>>();
        tx.query("SELECT * FROM target_rule", row -> of(rules, row, HashSet::new).add(row.getString("rule")));
        var trackers = new HashMap<Long, HashSet<Long>>();
        tx.query("SELECT * FROM target_tracker", row -> of(trackers, row, HashSet::new).add(row.getLong("tracker")));
        var thresholds = new HashMap<Long, Map<String, List<BigDecimal>>>();
        tx.query("SELECT * FROM target_threshold ORDER BY nr", row -> of(thresholds, row, TreeMap::new)
                .computeIfAbsent(row.getString("rule"), _ -> new ArrayList<>())
                .add(new BigDecimal(row.getString("value"))));
        var cooldowns = new HashMap<Long, Map<String, Duration>>();
        tx.query("SELECT * FROM target_cooldown", row -> Optional.ofNullable(of(cooldowns, row, TreeMap::new)
                .put(row.getString("rule"), Duration.ofMillis(row.getLong("length_ms")))));
        var links = new Links(tx, vault);
        return tx.query("SELECT * FROM target ORDER BY name_key", row -> {
            long id = row.getLong("id");
            var link = links.link(row);
            var wishes = new Wishes(rules.getOrDefault(id, new HashSet<>()), trackers.getOrDefault(id, new HashSet<>()),
                    thresholds.getOrDefault(id, Map.of()), cooldowns.getOrDefault(id, Map.of()), row.getBoolean("hide_name"));
            return new Target(id, row.getString("name"), link, wishes, Calms.read(row), links.health(id, health(row)));
        });
    }

    /// A tracker is gone: it leaves every scope, but stays as the last of one, since an empty scope means all.
    ///
    /// @return names of the targets that are told about no tracker now
    static List<String> forget(Transaction tx, long tracker) {
        tx.update("""
                DELETE FROM target_tracker WHERE tracker = ? AND EXISTS (SELECT 1 FROM target_tracker other
                JOIN tracker ON tracker.id = other.tracker WHERE other.target = target_tracker.target)""", tracker);
        return tx.query("""
                SELECT name FROM target JOIN target_tracker s ON s.target = id WHERE s.tracker = ? ORDER BY name_key""",
                row -> row.getString(1), tracker);
    }

    private static boolean isReachedAlike(Link one, Link other) {
        return one.address().equals(other.address()) && one.options().equals(other.options())
                && one.secrets().equals(other.secrets()) && one.allowPrivate() == other.allowPrivate();
    }

    private static <T> T of(Map<Long, T> found, ResultSet row, Supplier<T> fresh) throws SQLException {
        return found.computeIfAbsent(row.getLong("target"), _ -> fresh.get());
    }

    private void seal(Transaction tx, long id, Secret address) {
        tx.update("UPDATE target SET address = ? WHERE id = ?", vault.seal(address, Links.place(id)), id);
    }

    private void details(Transaction tx, long id, Target target) {
        Calms.write(tx, id, target.calm());
        for (var table : List.of("target_rule", "target_tracker", "target_threshold", "target_cooldown", "target_option")) {
            tx.update("DELETE FROM " + table + " WHERE target = ?", id);
        }
        Links.forget(tx, vault, id, target.link().secrets().keySet());
        target.link().options().forEach((key, value) -> tx.update("INSERT INTO target_option VALUES (?, ?, ?)", id, key, value));
        target.link().secrets().forEach((key, secret) ->
                tx.update("INSERT INTO target_secret VALUES (?, ?, ?)", id, key, vault.seal(secret, Links.place(id, key))));
        target.rules().forEach(rule -> tx.update("INSERT INTO target_rule VALUES (?, ?)", id, rule));
        target.trackers().forEach(tracker -> tx.update("INSERT INTO target_tracker VALUES (?, ?)", id, tracker));
        target.cooldowns().forEach((rule, length) ->
                tx.update("INSERT INTO target_cooldown VALUES (?, ?, ?)", id, rule, length.toMillis()));
        target.thresholds().forEach((rule, values) -> {
            for (int nr = 0; nr < values.size(); nr++) {
                tx.update("INSERT INTO target_threshold VALUES (?, ?, ?, ?)", id, rule, nr, values.get(nr).toString());
            }
        });
    }

    private static boolean write(Transaction tx, long id, Target.Health health, String condition) {
        return tx.update("""
                UPDATE target SET state = ?, failures = ?, rests_until = ?, rest_ms = ?, reason = ?, since = ?
                WHERE id = ? AND\s""" + condition,
                Columns.word(health.state()), health.failures(), health.restsUntil(), health.rest().toMillis(),
                health.reason(), health.since(), id) > 0;
    }

    private static Target.Health health(ResultSet row) throws SQLException {
        return new Target.Health(Columns.word(Target.Health.State.class, row, "state"), row.getInt("failures"),
                Columns.maybeAt(row, "rests_until"), Duration.ofMillis(row.getLong("rest_ms")),
                Columns.text(row, "reason"), Columns.maybeAt(row, "since"));
    }

    /// The name as it would be kept.
    ///
    /// @throws IllegalArgumentException in words for the user, if it is unusable or taken
    public static String free(Transaction tx, Target target) {
        return Names.free(tx, "target", target.id(), target.name());
    }
}
