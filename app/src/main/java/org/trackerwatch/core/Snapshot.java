package org.trackerwatch.core;

import java.time.Instant;
import org.trackerwatch.trackers.AccountStats;

/// A stored reading.
///
/// @param doubtful the figures can't be right after those before them (totals fell, a thousandfold jump): kept, but
///                 nothing is concluded from them until a second poll agrees
public record Snapshot(long tracker, Instant at, AccountStats stats, boolean doubtful) {}
