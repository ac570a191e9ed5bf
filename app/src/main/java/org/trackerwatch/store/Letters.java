package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.core.CatchUp;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Reminder;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wording;

/// A delivery in words. They are found anew for each attempt, so that what waited for hours says how things stand now,
/// and what the user has hidden meanwhile is hidden.
public final class Letters {

    private final Registry registry;
    private final Events events;
    private final History history;
    private final Rulebook rules;
    private final Function<Tracker, Terms> terms;
    private final Function<Tracker, Naming> naming;

    /// @param terms  of a tracker, as its events are found with
    /// @param naming what gives a tracker away
    public Letters(Registry registry, Events events, History history, Rulebook rules, Function<Tracker, Terms> terms,
                   Function<Tracker, Naming> naming) {
        this.registry = registry;
        this.events = events;
        this.history = history;
        this.rules = rules;
        this.terms = terms;
        this.naming = naming;
    }

    /// Empty if there is nothing left to say: a reminder whose condition has ended, a rule that is no more.
    public Optional<Message> message(Transaction tx, Delivery delivery, Target target, Instant now) {
        return delivery.notice().or(() -> told(tx, delivery, target, now));
    }

    private Optional<Message> told(Transaction tx, Delivery delivery, Target target, Instant now) {
        var told = delivery.events().stream().flatMap(id -> events.get(tx, id).stream()).map(Events.Stored::event).toList();
        var rule = told.stream().findFirst().flatMap(event -> rules.find(event.rule()));
        return registry.get(tx, delivery.tracker())
                .flatMap(tracker -> rule.flatMap(known -> write(tx, delivery, told, known, tracker, target, now)));
    }

    private Optional<Message> write(Transaction tx, Delivery delivery, List<Event> told, Rule rule, Tracker tracker, Target target,
                                    Instant now) {
        var conditions = terms.apply(tracker);
        var wording = new Wording(tracker, naming.apply(tracker), target, Setting.STORE_USERNAMES.in(tx), conditions.zone());
        return switch (delivery.kind()) {
            case ALERT, TEST, NOTICE -> Optional.of(wording.message(told.getLast(), rule, now));
            case CATCH_UP -> CatchUp.of(told, rule, target, history.state(tx, tracker.id()))
                    .map(catchUp -> wording.message(catchUp, rule, now))
                    .or(() -> Optional.of(wording.message(told.getLast(), rule, now)));
            case REMINDER -> Reminder.of(tracker, conditions, rule, target, history.state(tx, tracker.id()), now)
                    .map(reminder -> wording.message(reminder, rule, now))
                    .map(again -> again.with(again.told().retold(delivery.created())));
        };
    }
}
