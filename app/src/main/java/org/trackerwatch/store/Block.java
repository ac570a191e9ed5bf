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

    /// In the order in which they were stored. None if any can't be read: what lies before it may be as wrong.
    List<Snapshot> snapshots() {
        try {
            var snapshots = new ArrayList<Snapshot>();
            for (var pass = new Pass(); pass.goOn(); ) {
                snapshots.add(pass.snapshot());
            }
            return snapshots;
        } catch (RuntimeException _) {
            return List.of();
        }
    }

    /// Empty in an empty block, and in one that can't be read.
    Optional<Snapshot> last() {
        try {
            return packed.length == 0 ? Optional.empty() : Optional.of(end().snapshot());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    Block with(Snapshot snapshot) {
        var end = end();
        var more = new Packed.Writer().signed(snapshot.at().toEpochMilli() - end.at);
        end.figures.write(more, snapshot.stats(), snapshot.doubtful());
        return new Block(tracker, joined(packed, more.toBytes()));
    }

    /// Empty if it would be full then, or if this one can't be read: a new one is begun.
    Optional<Block> longer(Snapshot snapshot) {
        try {
            return Optional.of(with(snapshot)).filter(block -> !block.isFull());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    boolean isReadable() {
        return packed.length == 0 || last().isPresent();
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
