package org.trackerwatch.web.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.SiteAddress;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Fields;

/// What a user should be told of a tracker that he just added or changed: wishes that something overruled,
/// and what he may not have thought of.
final class Remarks {

    private Remarks() {}

    static List<String> of(App app, Transaction tx, Tracker kept, TrackerForm form) {
        var remarks = new ArrayList<String>();
        if (form.fields().text("username").isPresent() && kept.username().isEmpty()) {
            remarks.add("The user name is not kept, because the setting store-usernames is off.");
        }
        if (kept.mode() != Tracker.Mode.MANUAL) {
            SiteAddress.exposure(kept.url()).filter(_ -> form.fields().has("url")).ifPresent(remarks::add);
            interval(app.interval(tx, kept), form.fields(), remarks);
            app.registry().twins(tx, kept, app::place).forEach(twin -> remarks.add("“" + twin + "” is the same site with the same"
                    + " credential, so that account is asked twice now. Remove one of them."));
        }
        return remarks;
    }

    private static void interval(Duration effective, Fields fields, List<String> remarks) {
        fields.whole("interval_seconds").map(Duration::ofSeconds).filter(wanted -> wanted.compareTo(effective) < 0).ifPresent(wanted ->
                remarks.add("It may not be asked more often than every " + ValueText.length(effective) + ", by its site's floor or your own"
                        + " limit of polls a day, so that holds instead of " + ValueText.length(wanted) + "."));
        fields.whole("max_per_day").filter(wanted -> wanted > Duration.ofDays(1).dividedBy(effective)).ifPresent(wanted ->
                remarks.add("It is read every " + ValueText.length(effective) + ", as its site or its interval wants it, which is less than "
                        + wanted + " times a day."));
    }
}
