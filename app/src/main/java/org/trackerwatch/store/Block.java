package org.trackerwatch.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.AccountStats;

/// Some dozens of a tracker's snapshots in one row: the first in full, each later one as its difference to the one
/// before. An hour's difference takes some 20 bytes where a row of its own would take 60 and more.
final class Block {

    /// From here on a new one is begun. SQLite keeps up to 1002 bytes of such a row together (pages of 4096 bytes); more
    /// would begin a page of its own.
    private static final int FULL = 960;

    private final long tracker;
    private final byte[] packed;
    private final List<Snapshot> snapshots;

    private Block(long tracker, byte[] packed, List<Snapshot> snapshots) {
        this.tracker = tracker;
        this.packed = packed;
        this.snapshots = snapshots;
    }

    static Block empty(long tracker) {
        return new Block(tracker, new byte[0], List.of());
    }

    static Block of(long tracker, byte[] packed) {
        var snapshots = new ArrayList<Snapshot>();
        var in = new Packed.Reader(packed);
        var stats = AccountStats.NOTHING;
        long at = 0;
        while (in.hasMore()) {
            at += in.signed();
            var figures = Figures.read(in, stats);
            stats = figures.stats();
            snapshots.add(new Snapshot(tracker, Instant.ofEpochMilli(at), stats, figures.mark()));
        }
        return new Block(tracker, packed, List.copyOf(snapshots));
    }

    /// In the order in which they were stored.
    List<Snapshot> snapshots() {
        return snapshots;
    }

    byte[] packed() {
        return packed;
    }

    boolean isFull() {
        return packed.length > FULL;
    }

    Block with(Snapshot snapshot) {
        var out = new Packed.Writer();
        long before = snapshots.isEmpty() ? 0 : snapshots.getLast().at().toEpochMilli();
        out.signed(snapshot.at().toEpochMilli() - before);
        Figures.write(out, snapshots.isEmpty() ? AccountStats.NOTHING : snapshots.getLast().stats(), snapshot.stats(),
                snapshot.doubtful());
        var more = out.toBytes();
        var all = java.util.Arrays.copyOf(packed, packed.length + more.length);
        System.arraycopy(more, 0, all, packed.length, more.length);
        var later = new ArrayList<>(snapshots);
        later.add(snapshot);
        return new Block(tracker, all, List.copyOf(later));
    }
}
