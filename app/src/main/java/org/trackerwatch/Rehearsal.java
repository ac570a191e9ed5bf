package org.trackerwatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wording;
import org.trackerwatch.store.Outbox;

/// Tries a target with a message on the way that every alert takes: worded by the rule, queued, sent, logged.
public final class Rehearsal {

    private static final String NOTE = "a test; nothing has happened";

    private final App app;

    public Rehearsal(App app) {
        this.app = app;
    }

    /// @param rule the event to play, by one of its own examples; empty for a plain message
    /// @return the delivery after it was tried
    /// @throws IllegalArgumentException with a sentence, if the target is removed meanwhile
    public Delivery play(Target target, Optional<Rule> rule) throws InterruptedException {
        var now = app.time().now();
        var message = message(target, rule);
        long id = app.database().writeAndGet(tx -> app.outbox().test(tx, target, message, now));
        return new SendNow(app).await(List.of(id)).stream().findFirst().orElseThrow(() -> new IllegalArgumentException(
                "“" + target.name() + "” was removed meanwhile, and the test with it."));
    }

    /// What is said.
    Message message(Target target, Optional<Rule> rule) {
        return rule.map(known -> message(target, known)).orElseGet(() -> Outbox.test(target, app.time().now()));
    }

    private Message message(Target target, Rule rule) {
        var now = app.time().now();
        var tracker = new Tracker(0, "Example tracker", "example", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, now);
        var event = rule.examples().stream().flatMap(example -> example.event(rule, app.rulebook().rules()).stream()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The rule " + rule.key() + " has no example that fires."));
        var wording = new Wording(tracker, new Naming("Example", List.of(), List.of(), Optional.empty()), target, true,
                app.config().zone());
        var message = wording.message(event, rule, event.at());
        return new Message(message.severity(), message.title(), message.text(), message.figures(), now, message.code(),
                Optional.of(NOTE), Optional.of(message.told().rehearsed("rehearsal at " + now)));
    }
}
