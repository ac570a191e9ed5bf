package org.trackerwatch.indexers;

import java.util.List;

/// What came of asking a program for its trackers.
public sealed interface Listing {

    record Found(List<Indexer> indexers) implements Listing {}

    /// @param reason a sentence for the user, and what to do
    record Failed(String reason) implements Listing {}
}
