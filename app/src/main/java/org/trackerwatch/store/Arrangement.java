package org.trackerwatch.store;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// In which order the user wants to see his trackers, and which he does not want to see in overviews. Nothing else
/// follows from it: what is hidden is polled and told of like any other.
public final class Arrangement {

    /// @param position from 1 on, without gaps
    public record Place(int position, boolean hidden) {}

    private static final String ORDER = "ORDER BY position IS NULL, position, name_key";

    /// By tracker, in the user's order. Those that he never ordered come last, by name.
    public Map<Long, Place> all(Transaction tx) {
        var places = new LinkedHashMap<Long, Place>();
        tx.query("SELECT id, hidden FROM tracker " + ORDER, row -> Map.entry(row.getLong(1), row.getBoolean(2)))
                .forEach(row -> places.put(row.getKey(), new Place(places.size() + 1, row.getValue())));
        return places;
    }

    public void hide(Transaction tx, long tracker, boolean hidden) {
        tx.update("UPDATE tracker SET hidden = ? WHERE id = ?", hidden, tracker);
    }

    /// Puts it there, and those that are behind it further back. Beyond the last place is the last.
    ///
    /// @param position from 1 on
    public void move(Transaction tx, long tracker, int position) {
        var others = all(tx).keySet().stream().filter(id -> id != tracker).toList();
        int before = Math.min(position - 1, others.size());
        var order = new LinkedHashSet<>(others.subList(0, before));
        order.add(tracker);
        order.addAll(others.subList(before, others.size()));
        write(tx, List.copyOf(order));
    }

    /// These first; the others follow in the order that they had. Who is none is passed over.
    public void order(Transaction tx, List<Long> wanted) {
        var order = new LinkedHashSet<>(wanted);
        var known = all(tx).keySet();
        order.retainAll(known);
        order.addAll(known);
        write(tx, List.copyOf(order));
    }

    private static void write(Transaction tx, List<Long> order) {
        for (int i = 0; i < order.size(); i++) {
            tx.update("UPDATE tracker SET position = ? WHERE id = ?", i + 1, order.get(i));
        }
    }
}
