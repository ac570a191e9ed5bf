package org.trackerwatch.store;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.trackerwatch.core.OwnWords;
import org.trackerwatch.trackers.Nearest;

/// The names that users give to trackers and targets: unique without regard to case, and found again when mistyped.
final class Names {

    private static final int LONGEST = 60;

    private Names() {}

    /// The name as it is compared.
    static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /// The name as it is kept.
    ///
    /// @throws IllegalArgumentException in words for the user
    static String checked(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name is empty. Give it one that you will recognise in an alert.");
        }
        return OwnWords.checked("name", name, LONGEST);
    }

    /// The name as it is kept, if no other row of the table has it.
    ///
    /// @param table `tracker` or `target`
    /// @param id    of the row that is to have it; 0 for a new one
    /// @throws IllegalArgumentException in words for the user
    static String free(Transaction tx, String table, long id, String name) {
        var plain = checked(name);
        tx.first("SELECT name FROM " + table + " WHERE name_key = ? AND id <> ?",
                row -> row.getString(1), key(plain), id).ifPresent(taken -> {
                    throw new IllegalArgumentException("There is a " + table + " named “" + taken
                            + "” already. Choose another name.");
                });
        return plain;
    }

    /// What may have been meant, nearest first.
    static List<String> nearest(String typed, Collection<String> names) {
        return Nearest.to(typed.strip(), names, 3);
    }
}
