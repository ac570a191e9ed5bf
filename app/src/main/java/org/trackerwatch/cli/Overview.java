package org.trackerwatch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.Coverages;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.CredentialKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A tracker as lists and `show` give it: what the user set, how its polls go, and its figures.
///
/// @param opener what kind of credential opens it; empty where its figures are typed in
/// @param latest the last reading; what it did not report is unknown in it
/// @param known  the last known value of each figure
record Overview(Tracker tracker, Optional<CredentialKind> opener, Schedule schedule, Optional<Snapshot> latest, AccountStats known) {

    static List<Overview> all(Books books) {
        var schedules = books.app().schedules().all(books.tx());
        var latest = books.app().history().latest(books.tx());
        return books.app().registry().list(books.tx()).stream().map(tracker -> new Overview(tracker, opener(books, tracker), schedules.get(tracker.id()),
                Optional.ofNullable(latest.get(tracker.id())), known(books, tracker))).toList();
    }

    static Overview of(Books books, Tracker tracker) {
        return new Overview(tracker, opener(books, tracker), books.app().schedules().get(books.tx(), tracker.id()),
                books.app().history().latest(books.tx(), tracker.id()), known(books, tracker));
    }

    private static Optional<CredentialKind> opener(Books books, Tracker tracker) {
        return books.app().registry().kind(books.tx(), tracker);
    }

    private static AccountStats known(Books books, Tracker tracker) {
        return books.app().history().state(books.tx(), tracker.id()).known();
    }

    /// What can be known of it at best; empty where nobody knows how it is read.
    Optional<Coverage> coverage(Session session) {
        return session.known(tracker).map(site -> Coverages.of(tracker, site, opener, known.values().keySet()));
    }

    boolean isActive() {
        return tracker.mode() == Tracker.Mode.ACTIVE;
    }

    /// One word: whether it is polled, and how that goes.
    String state() {
        return switch (tracker.mode()) {
            case MANUAL -> "manual";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case ACTIVE -> schedule.failure().isPresent() ? "failing" : schedule.polledAt().isPresent() ? "good" : "new";
        };
    }

    /// @param interval with the site's floor
    ObjectNode document(Duration interval) {
        var node = Json.object().put("id", tracker.id()).put("name", tracker.name()).put("definition", tracker.definition());
        node.set("url", Json.text(tracker.url()));
        node.set("username", Json.text(tracker.username()));
        node.set("credential", Json.text(opener.map(CatalogEntry::word)));
        node.set("interval_seconds", opener.map(_ -> Json.whole(interval.toSeconds())).orElseGet(node::nullNode));
        node.set("max_per_day", tracker.maxPerDay().map(Json::whole).orElseGet(node::nullNode));
        node.set("min_ratio", tracker.minRatio().map(Json::number).orElseGet(node::nullNode));
        node.set("joined", Json.text(tracker.joined()));
        node.put("mode", tracker.mode().name().toLowerCase(Locale.ROOT)).put("state", state());
        node.put("added_at", tracker.added().toString());
        node.set("polled_at", Json.text(schedule.polledAt()));
        node.set("due_at", Json.text(Optional.of(schedule.dueAt()).filter(_ -> isActive())));
        node.put("failures", schedule.failures());
        node.set("failure", schedule.failure().<JsonNode>map(Json::failure).orElseGet(node::nullNode));
        node.set("reading", latest.<JsonNode>map(Figures::document).orElseGet(node::nullNode));
        return node;
    }
}
