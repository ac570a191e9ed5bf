package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The names that a definition may use for figures.
final class FieldKeys {

    static final List<String> ALL = all();

    private FieldKeys() {}

    private static List<String> all() {
        var keys = new ArrayList<>(Arrays.stream(Field.values()).map(Field::key).toList());
        keys.add(Rank.ACCOUNT_AGE);
        return List.copyOf(keys);
    }
}
