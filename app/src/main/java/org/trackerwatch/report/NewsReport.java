package org.trackerwatch.report;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.core.Wording;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Marks;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The latest events in the words of their alerts, newest first.
public final class NewsReport {

    /// The page tells its user everything.
    private static final Target PAGE = new Target(0, "page", new Link("page", new Secret("")), Wishes.ALL, Target.Health.GOOD);

    private NewsReport() {}

    public static ArrayNode latest(App app, Transaction tx, List<Tracker> trackers, int most) {
        var byId = new HashMap<Long, Tracker>();
        trackers.forEach(tracker -> byId.put(tracker.id(), tracker));
        var list = Json.array();
        new Marks().latest(tx, most).forEach(stored -> Optional.ofNullable(byId.get(stored.event().tracker()))
                .ifPresent(tracker -> list.add(document(app, stored, tracker))));
        return list;
    }

    static ObjectNode document(App app, Events.Stored stored, Tracker tracker) {
        var event = stored.event();
        var wording = new Wording(tracker, new Naming(tracker.name(), List.of(), List.of(), Optional.empty()), PAGE, true, app.config().zone());
        var message = app.rulebook().find(event.rule()).map(rule -> wording.message(event, rule, event.at()));
        return Json.object().put("id", stored.id()).put("at", event.at().toString()).put("tracker", tracker.id()).put("tracker_name", tracker.name())
                .put("event", event.rule()).put("severity", Json.word(event.severity()))
                .put("title", message.map(Message::title).orElse(event.rule())).put("text", message.map(Message::text).orElse(""));
    }
}
