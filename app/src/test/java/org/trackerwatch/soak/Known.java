package org.trackerwatch.soak;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// A figure with what was last known of it, and whether the last reading of it was beyond belief.
final class Known<T> {

    Optional<T> value = Optional.empty();
    private boolean doubted;

    /// What counts of a reading: nothing the first time that it can't be right; the second time it is the site's new truth.
    ///
    /// @param odd       whether it can't be right, after what was known
    /// @param corrected grows by one if it was
    Optional<T> believed(Optional<T> told, BiPredicate<Optional<T>, T> odd, List<String> corrected) {
        if (told.isEmpty()) {
            return told;
        }
        boolean strange = odd.test(value, told.get());
        if (strange && !doubted) {
            doubted = true;
            return Optional.empty();
        }
        if (strange) {
            value = Optional.empty();
            corrected.add("so it is");
        }
        doubted = false;
        return told;
    }
}
