package org.trackerwatch.store;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trackerwatch.core.CatchUp;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Offline;
import org.trackerwatch.core.Reminder;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
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
    private final Deliveries deliveries = new Deliveries();
    private final Edits edits = new Edits();
    private final Incidents incidents = new Incidents();
    private final Digests digests;
    private final NoticeBoard board = new NoticeBoard();
    private final Discretion discretion;

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
        this.discretion = new Discretion(registry, history, naming);
        this.digests = new Digests(new Standings(registry, history, rules, terms, naming));
    }

    /// Who makes digests.
    public Digests digests() {
        return digests;
    }

    /// Empty if there is nothing left to say: a reminder whose condition has ended, a rule that is no more.
    public Optional<Message> message(Transaction tx, Delivery delivery, Target target, Instant now) {
        return switch (delivery.kind()) {
            case DIGEST -> digests.message(tx, delivery, target);
            case NOTICE, TEST -> delivery.notice().filter(_ -> board.isNews(tx, delivery, now)).map(notice -> discretion.over(tx, notice, target));
            case ALERT, CATCH_UP, REMINDER, EDIT, OUTAGE -> offline(tx, delivery, now).or(() -> told(tx, delivery, target, now));
        };
    }

    /// What the target's readers should know beside the next message, whatever it tells: that others were given up before it.
    public Optional<String> missed(Transaction tx, Target target, Instant now) {
        int lost = board.missed(tx, target.id(), now);
        return lost == 0 ? Optional.empty()
                : Optional.of((lost == 1 ? "an earlier message was given up" : lost + " earlier messages were given up")
                        + ", see “trackerwatch delivery dead”");
    }

    private Optional<Message> offline(Transaction tx, Delivery delivery, Instant now) {
        return incidents.ofDelivery(tx, delivery.id()).flatMap(outage -> rules.find(Offline.RULE).map(rule ->
                Offline.message(outage, rule, zone(tx), now)));
    }

    private ZoneId zone(Transaction tx) {
        return registry.list(tx).stream().findFirst().map(tracker -> terms.apply(tracker).zone()).orElse(ZoneOffset.UTC);
    }

    private Optional<Message> told(Transaction tx, Delivery delivery, Target target, Instant now) {
        var told = events(tx, delivery);
        return scene(tx, delivery, told, target).flatMap(scene -> over(scene, told, true, now).or(() -> write(tx, delivery, told, scene, now)));
    }

    /// What a message is to show from now on: each thing that it told of, what is over as over.
    ///
    /// @param messageId the provider's
    /// @param form      in which it was sent
    public record Edit(String messageId, List<Message> messages, Delivery.Form form) {}

    /// Empty if the message is not known well enough to be changed as a whole: what stands beside in it must stay.
    public Optional<Edit> edit(Transaction tx, Delivery edit, Target target) {
        return edits.edited(tx, edit).flatMap(shown -> deliveries.messageId(tx, shown).flatMap(name -> {
            var beside = edits.beside(tx, shown);
            var messages = beside.stream().flatMap(each -> asItStands(tx, each, target).stream()).toList();
            return Optional.of(new Edit(name, messages, shown.form())).filter(_ -> !beside.isEmpty() && messages.size() == beside.size());
        }));
    }

    private Optional<Message> asItStands(Transaction tx, Delivery delivery, Target target) {
        var sent = delivery.created();
        var told = events(tx, delivery);
        var since = told.stream().flatMap(event -> events.end(tx, event).stream()).filter(end -> !told.contains(end)).findFirst();
        var whole = Stream.concat(told.stream(), since.stream()).toList();
        return since.flatMap(_ -> scene(tx, delivery, told, target)).flatMap(scene -> over(scene, whole, false, sent))
                .or(() -> message(tx, delivery, target, sent))
                .or(() -> scene(tx, delivery, told, target).map(scene -> scene.wording.message(told.getLast(), scene.rule, sent)));
    }

    private Verdict heldBy(Transaction tx, Delivery delivery) {
        return events.verdict(tx, delivery.events().getLast(), delivery.target()).map(Events.Judged::verdict)
                .orElseGet(() -> new Verdict.Held(delivery.created()));
    }

    /// It tells of what began before the target wanted to hear of it, and by no verdict on that.
    private boolean isLate(Transaction tx, Delivery delivery) {
        return events.verdict(tx, delivery.events().getLast(), delivery.target()).flatMap(Events.Judged::delivery).isEmpty();
    }

    /// Of what stood, that it does so no longer is part of the news.
    private static Message ended(Message message, Event last) {
        return last.detail() instanceof Detail.Standing || last.detail() instanceof Detail.Failing
                ? message.noting("over meanwhile") : message;
    }

    private List<Event> events(Transaction tx, Delivery delivery) {
        return delivery.events().stream().flatMap(id -> events.get(tx, id).stream()).map(Events.Stored::event).toList();
    }

    /// Whom it is told of whom, and by what rule.
    private record Scene(Tracker tracker, Terms terms, Rule rule, Wording wording) {}

    private Optional<Scene> scene(Transaction tx, Delivery delivery, List<Event> told, Target target) {
        var rule = told.stream().findFirst().flatMap(event -> rules.find(event.rule()));
        return registry.get(tx, delivery.tracker()).flatMap(tracker -> rule.map(known -> {
            var conditions = terms.apply(tracker);
            return new Scene(tracker, conditions, known, new Wording(tracker, naming.apply(tracker), target,
                    Setting.STORE_USERNAMES.in(tx), conditions.zone()));
        }));
    }

    /// That something failed and is well again, if it is this that was told.
    private Optional<Message> over(Scene scene, List<Event> told, boolean delayed, Instant now) {
        var up = told.getLast();
        return up.detail() instanceof Detail.Recovered end ? told.stream()
                .filter(event -> event.fingerprint().equals(end.opening()) && event.detail() instanceof Detail.Failing).findFirst()
                .flatMap(down -> rules.find(up.rule()).map(rule ->
                        scene.wording.over(down, (Detail.Failing) down.detail(), up, end, rule, delayed, now)))
                : Optional.empty();
    }

    private Optional<Message> write(Transaction tx, Delivery delivery, List<Event> told, Scene scene, Instant now) {
        var rule = scene.rule;
        var wording = scene.wording;
        var target = wording.target();
        var state = history.state(tx, scene.tracker.id());
        return switch (delivery.kind()) {
            case ALERT -> rule.isStanding() && isLate(tx, delivery) ? Reminder.of(scene.tracker, scene.terms, rule, target, state, now)
                    .map(standing -> wording.first(standing, rule, now)) : Optional.of(wording.message(told.getLast(), rule, now));
            case EDIT, OUTAGE, TEST, NOTICE, DIGEST -> Optional.of(wording.message(told.getLast(), rule, now));
            case CATCH_UP -> CatchUp.of(told, rule, target, state)
                    .map(catchUp -> wording.message(catchUp, heldBy(tx, delivery), rule, now))
                    .or(() -> Optional.of(ended(wording.message(told.getLast(), rule, now), told.getLast())));
            case REMINDER -> Reminder.of(scene.tracker, scene.terms, rule, target, state, now)
                    .map(reminder -> wording.message(reminder, rule, now))
                    .map(again -> again.with(again.told().retold(delivery.created())));
        };
    }
}
