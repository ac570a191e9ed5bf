package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.Coverages;
import org.trackerwatch.Floors;
import org.trackerwatch.core.Attention;
import org.trackerwatch.core.Minimum;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.store.Arrangement;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A tracker: what the user set, how its polls go, its figures, and what of it needs to be looked at.
///
/// @param site   empty where its file is gone or broken
/// @param opener what kind of credential opens it; empty where its figures are typed in
/// @param latest the last reading; what it did not report is unknown in it
/// @param told   when each known figure was read: pages that tell some of them are asked for seldom
public record TrackerReport(App app, Tracker tracker, Optional<Definition> site, Duration interval, Optional<CredentialKind> opener,
                            Schedule schedule, Optional<Snapshot> latest, TrackerState state, Map<Field, Instant> told,
                            Arrangement.Place place) {

    /// In the user's order.
    public static List<TrackerReport> all(App app, Transaction tx) {
        var schedules = app.schedules().all(tx);
        var latest = app.history().latest(tx);
        var places = app.arrangement().all(tx);
        var byId = new HashMap<Long, Tracker>();
        app.registry().list(tx).forEach(tracker -> byId.put(tracker.id(), tracker));
        return places.entrySet().stream().map(place -> of(app, tx, byId.get(place.getKey()), schedules.get(place.getKey()),
                Optional.ofNullable(latest.get(place.getKey())), place.getValue())).toList();
    }

    public static TrackerReport of(App app, Transaction tx, Tracker tracker) {
        return of(app, tx, tracker, app.schedules().get(tx, tracker.id()), app.history().latest(tx, tracker.id()),
                app.arrangement().all(tx).get(tracker.id()));
    }

    private static TrackerReport of(App app, Transaction tx, Tracker tracker, Schedule schedule, Optional<Snapshot> latest,
                                    Arrangement.Place place) {
        var site = site(app, tracker);
        var opener = app.registry().kind(tx, tracker);
        var interval = site.isPresent() ? Floors.interval(tracker, site, opener) : tracker.interval();
        var state = app.history().state(tx, tracker.id());
        return new TrackerReport(app, tracker, site, interval, opener, schedule, latest, state,
                app.history().lastTold(tx, tracker.id(), state.known().values().keySet()), place);
    }

    private static Optional<Definition> site(App app, Tracker tracker) {
        try {
            return app.definition(tracker);
        } catch (Problem.Broken _) {
            return Optional.empty();
        }
    }

    public AccountStats known() {
        return state.known();
    }

    public boolean isActive() {
        return tracker.mode() == Tracker.Mode.ACTIVE;
    }

    public Optional<Minimum> minimum() {
        return Minimum.of(tracker, known().get(Field.REQUIRED_RATIO), site.flatMap(Definition::minRatio));
    }

    /// What can't be known of it, and what for that can't happen; empty where nobody knows how it is read.
    public Optional<LimitsReport> limits() {
        return site.map(definition -> new LimitsReport(app.rulebook().rules(),
                Coverages.of(tracker, definition, opener, known().values().keySet())));
    }

    /// What the user should look at, the worst first.
    public List<Attention> attention() {
        var terms = new Terms(site.flatMap(Definition::minRatio), app.config().zone());
        return Attention.of(tracker, state, terms, interval, app.time().now());
    }

    /// One word: whether it is polled, and how that goes.
    public String stateWord() {
        return switch (tracker.mode()) {
            case MANUAL -> "manual";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case ACTIVE -> schedule.failure().isPresent() ? "failing" : schedule.polledAt().isPresent() ? "good" : "new";
        };
    }

    /// As a list has it.
    public ObjectNode summary() {
        var node = Json.object().put("id", tracker.id()).put("name", tracker.name()).put("definition", tracker.definition());
        node.set("site", siteDocument());
        settings(node);
        polls(node);
        node.set("reading", latest.<JsonNode>map(ReadingReport::of).orElseGet(node::nullNode));
        node.set("known", Json.figures(Json.object(), known()));
        var times = node.putObject("known_at");
        known().values().keySet().forEach(field -> times.set(field.key(), Json.text(Optional.ofNullable(told.get(field)))));
        node.set("required_ratio", minimum().<JsonNode>map(this::required).orElseGet(node::nullNode));
        var notes = node.putArray("attention");
        attention().forEach(note -> notes.addObject().put("level", Json.word(note.level())).put("code", note.code()).put("text", note.text()));
        return node.put("hidden", place.hidden()).put("position", place.position());
    }

    /// As it is shown alone: with what its next class needs, and what can't be known of it.
    public ObjectNode document() {
        var node = summary();
        node.set("next_class", new LadderReport(tracker, site, known(), app.config().zone(), app.time().now()).document());
        var limits = limits();
        node.set("not_reported", limits.<JsonNode>map(LimitsReport::missing).orElseGet(node::nullNode));
        node.set("limits", limits.<JsonNode>map(LimitsReport::document).orElseGet(node::nullNode));
        return node;
    }

    private ObjectNode siteDocument() {
        var address = tracker.url().or(() -> site.flatMap(known -> known.links().stream().findFirst()).map(Object::toString));
        var node = Json.object().put("slug", site.map(Definition::slug).orElse(tracker.definition()));
        node.set("name", Json.text(site.map(Definition::name)));
        node.set("url", Json.text(address));
        node.set("engine", Json.text(site.map(Definition::platform)));
        node.set("status", Json.text(site.map(Definition::proof).map(Json::word)));
        node.set("bonus_name", Json.text(site.flatMap(Definition::bonusName)));
        return node;
    }

    private void settings(ObjectNode node) {
        node.set("url", Json.text(tracker.url()));
        node.set("username", Json.text(tracker.username()));
        node.set("credential", Json.text(opener.map(Json::word)));
        node.set("interval_seconds", opener.map(_ -> Json.whole(interval.toSeconds())).orElseGet(node::nullNode));
        node.set("max_per_day", tracker.maxPerDay().map(Json::whole).orElseGet(node::nullNode));
        node.set("min_ratio", tracker.minRatio().map(Json::number).orElseGet(node::nullNode));
        node.set("joined", Json.text(tracker.joined()));
    }

    private void polls(ObjectNode node) {
        node.put("mode", Json.word(tracker.mode())).put("state", stateWord()).put("added_at", tracker.added().toString());
        node.set("polled_at", Json.text(schedule.polledAt()));
        node.set("due_at", Json.text(Optional.of(schedule.dueAt()).filter(_ -> isActive())));
        node.put("failures", schedule.failures());
        node.set("failure", schedule.failure().<JsonNode>map(Json::failure).orElseGet(node::nullNode));
    }

    private ObjectNode required(Minimum minimum) {
        var node = Json.object();
        node.set("value", Json.number(minimum.ratio()));
        node.put("source", Json.word(minimum.source()));
        node.set("downloadable", minimum.downloadable(known()).map(Json::whole).orElseGet(node::nullNode));
        return node;
    }
}
