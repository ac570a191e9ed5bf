package org.trackerwatch.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Snapshot;

/// Some dozens of a tracker's snapshots in one row: the first in full, each later one as its difference to the one
/// before. An hour's difference takes some 20 bytes where a row of its own would take 60 and more.
final class Block {

    /// From here on a new one is begun. SQLite keeps up to 1002 bytes of such a row together (pages of 4096 bytes);
    /// more would begin a page of its own.
    private static final int FULL = 960;

    private final long tracker;
    private final byte[] packed;

    Block(long tracker, byte[] packed) {
        this.tracker = tracker;
        this.packed = packed;
    }

    static Block empty(long tracker) {
        return new Block(tracker, new byte[0]);
    }

    byte[] packed() {
        return packed;
    }

    boolean isFull() {
        return packed.length > FULL;
    }

    /// In the order in which they were stored.
    List<Snapshot> snapshots() {
        var snapshots = new ArrayList<Snapshot>();
        for (var pass = new Pass(); pass.goOn(); ) {
            snapshots.add(pass.snapshot());
        }
        return snapshots;
    }

    /// Empty only in an empty block.
    Optional<Snapshot> last() {
        return packed.length == 0 ? Optional.empty() : Optional.of(end().snapshot());
    }

    Block with(Snapshot snapshot) {
        var end = end();
        var more = new Packed.Writer().signed(snapshot.at().toEpochMilli() - end.at);
        end.figures.write(more, snapshot.stats(), snapshot.doubtful());
        return new Block(tracker, joined(packed, more.toBytes()));
    }

    private Pass end() {
        var pass = new Pass();
        boolean more = true;
        while (more) {
            more = pass.goOn();
        }
        return pass;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /// Goes through the block from snapshot to snapshot. Most are only passed by.
    private final class Pass {

        private final Packed.Reader in = new Packed.Reader(packed);
        private final Figures figures = new Figures();
        private long at;
        private boolean doubtful;

        boolean goOn() {
            if (!in.hasMore()) {
                return false;
            }
            at += in.signed();
            doubtful = figures.read(in);
            return true;
        }

        Snapshot snapshot() {
            return new Snapshot(tracker, Instant.ofEpochMilli(at), figures.stats(), doubtful);
        }
    }
}
