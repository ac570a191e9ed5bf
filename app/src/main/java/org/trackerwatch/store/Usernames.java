package org.trackerwatch.store;

import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;

/// Keeps user names out of the database while the setting `store-usernames` is off, whatever the callers do.
final class Usernames {

    private Usernames() {}

    static AccountStats storable(Transaction tx, AccountStats stats) {
        boolean told = stats.get(Field.USERNAME).isPresent();
        return told && !Setting.STORE_USERNAMES.in(tx) ? stats.without(Field.USERNAME) : stats;
    }
}
