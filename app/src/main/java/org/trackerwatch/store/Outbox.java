package org.trackerwatch.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.CatchUp;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Recovery;
import org.trackerwatch.core.Reminder;
import org.trackerwatch.core.Routing;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.core.Verdict;

/// What is to be told to whom. Everything here joins its caller's transaction: an event and the messages that tell of it
/// are committed together, or neither is. How they get out is the business of [Leases].
public final class Outbox {

    private final Registry registry;
    private final Targets targets;
    private final Events events;
    private final History history;
    private final Rulebook rules;
    private final Function<Tracker, Terms> terms;
    private final Deliveries deliveries = new Deliveries();
    private final Edits edits = new Edits();
    private final DeadLetters dead = new DeadLetters();
    private final Predicate<Target> editable;
    private final Holds holds;
    private final Outages outages;
    private final Situations situations;

    /// @param terms    of a tracker, as its events are found with
    /// @param editable whether a target's messages can be changed later
    /// @param zone     the user's, by whose clock it is quiet
    public Outbox(Registry registry, Targets targets, Events events, History history, Rulebook rules,
                  Function<Tracker, Terms> terms, Predicate<Target> editable, ZoneId zone) {
        this.editable = editable;
        this.holds = new Holds(registry, events, history, rules);
        this.situations = new Situations(events, zone);
        this.outages = new Outages(targets, rules, situations, editable);
        this.registry = registry;
        this.targets = targets;
        this.events = events;
        this.history = history;
        this.rules = rules;
        this.terms = terms;
    }

    /// Decides for each target what becomes of a new event, notes it, and puts the messages on their way.
    ///
    /// @param id of the event, as [Events#add] gave it
    public void route(Transaction tx, long id, Event event, Instant now) {
        var rule = rules.find(event.rule()).orElseThrow(
                () -> new IllegalArgumentException("an event of an unknown rule: " + event.rule()));
        for (var target : targets.list(tx)) {
            var wanted = Routing.verdict(event, rule, target, situations.of(tx, event, rule, target, now));
            var verdict = joined(tx, event, target, holds.of(tx, event, rule, target, wanted, now), now);
            var delivery = verdict instanceof Verdict.Sent ? Optional.of(tell(tx, target, rule, id, event, now)) : Optional.<Long>empty();
            events.judge(tx, id, target.id(), verdict, delivery);
        }
    }

    /// What a cooldown held back until a moment ago is told in the next pass. What happens before that is told with it: two
    /// messages of the same rule at the same moment would be one too many.
    private Verdict joined(Transaction tx, Event event, Target target, Verdict verdict, Instant now) {
        return verdict instanceof Verdict.Sent && !(event.detail() instanceof Event.Detail.Recovered) && events.isRipe(tx, lane(target.id(), event), now)
                ? new Verdict.Held(now) : verdict;
    }

    /// Tells what cooldowns held back and have let go, and repeats what still stands.
    ///
    /// @return how many messages were put on their way
    public int followUps(Transaction tx, Instant now) {
        return outages.followUps(tx, now) + ripe(tx, false, now)
                + (int) events.released(tx, now).stream().filter(lane -> release(tx, lane, now)).count() + reminders(tx, now);
    }

    /// Keeps nothing back any longer only because more could become known: nobody is going to poll.
    public void conclude(Transaction tx, Instant now) {
        ripe(tx, true, now);
    }

    /// Tells what was kept back as long as it might not have been the site's fault.
    private int ripe(Transaction tx, boolean last, Instant now) {
        int told = 0;
        for (var ripe : holds.ripe(tx, last, now)) {
            var event = ripe.event().event();
            var target = targets.get(tx, ripe.target());
            var rule = rules.find(event.rule());
            var verdict = rule.flatMap(known -> target.map(to -> Routing.verdict(event, known, to, situations.of(tx, event, known, to, now))))
                    .filter(_ -> ripe.tell());
            if (verdict.filter(Verdict.Waiting.class::isInstance).isPresent()) {
                continue;
            }
            var delivery = verdict.filter(Verdict.Sent.class::isInstance)
                    .map(_ -> tell(tx, target.orElseThrow(), rule.orElseThrow(), ripe.event().id(), event, now));
            events.release(tx, ripe.event().id(), ripe.target(), now, delivery);
            if (delivery.isPresent()) {
                events.release(tx, new Events.Lane(ripe.target(), event.tracker(), event.rule()), now, delivery);
            }
            told += delivery.isPresent() ? 1 : 0;
        }
        return told;
    }

    /// Who tells of outages of our own.
    public Outages outages() {
        return outages;
    }

    /// The words that show that a target works.
    public static Message test(Target target, Instant now) {
        return NoticeText.test(target, now);
    }

    /// Whoever caused these waits for them: they wait for no company.
    public void hasten(Transaction tx, Instant now) {
        deliveries.gather(tx, now);
    }

    /// Shows that a target works, on the way that every alert takes. A target that rests is tried at once.
    ///
    /// @return the delivery's id
    public long test(Transaction tx, Target target, Instant now) {
        return test(tx, target, test(target, now), now);
    }

    /// Likewise, with a message of the caller's.
    public long test(Transaction tx, Target target, Message message, Instant now) {
        targets.get(tx, target.id()).ifPresent(present -> targets.health(tx, present, Transitions.awake(present.health())));
        return deliveries.add(tx, target.id(), 0, Kind.TEST, message.severity(), List.of(), Optional.of(message), now);
    }

    /// Sends a settled delivery once more, as a new one.
    ///
    /// @return the new delivery's id
    /// @throws IllegalArgumentException in words for the user, if it is still on its way, or again
    public long redeliver(Transaction tx, Delivery delivery, Instant now) {
        if (delivery.state() == State.WAITING || delivery.state() == State.SENDING) {
            throw new IllegalArgumentException("Delivery " + delivery.id() + " is still on its way.");
        }
        dead.onTheWay(tx, delivery).ifPresent(other -> {
            throw new IllegalArgumentException("What delivery " + delivery.id() + " tells is on its way already, as delivery " + other + ".");
        });
        long id = deliveries.add(tx, delivery.target(), delivery.tracker(), delivery.kind(), delivery.severity(),
                delivery.events(), delivery.notice(), now);
        edits.again(tx, delivery, id);
        Digests.again(tx, delivery.id(), id);
        return id;
    }

    /// Calls off what has not been sent.
    ///
    /// @return whether it was still waiting
    public boolean cancel(Transaction tx, long id, String reason, Instant now) {
        var waiting = deliveries.get(tx, id).filter(delivery -> delivery.state() == State.WAITING);
        waiting.ifPresent(delivery ->
                deliveries.write(tx, Transitions.ended(delivery, State.CANCELLED, reason), Optional.empty(), now));
        return waiting.isPresent();
    }

    /// Calls off what has nothing to say any more, such as a reminder that could not be sent while its condition stood. It
    /// was never told, so it does not hold back the next alert.
    public void lapse(Transaction tx, Delivery empty, Instant now) {
        if (cancel(tx, empty.id(), "There was nothing left to tell: the condition had ended, or its rule was gone.", now)) {
            empty.events().stream().flatMap(event -> events.get(tx, event).stream()).forEach(opening ->
                    events.untold(tx, lane(empty.target(), opening.event()), empty.created(), now));
        }
    }

    /// @return whether something is told
    private boolean release(Transaction tx, Events.Lane lane, Instant now) {
        if (rules.find(lane.rule()).filter(rule -> holds.silences(tx, rule, targets.get(tx, lane.target()).orElseThrow(), lane.tracker())).isPresent()) {
            return false;
        }
        var held = events.held(tx, lane);
        var target = targets.get(tx, lane.target()).orElseThrow();
        var rule = rules.find(lane.rule());
        var verdict = rule.map(known -> Routing.verdict(CatchUp.asOne(held.stream().map(Events.Stored::event).toList(), known, target,
                history.state(tx, lane.tracker())), known, target, situations.of(tx, lane, held.getLast().event(), known, target, now)));
        if (verdict.filter(again -> again instanceof Verdict.Waiting || again instanceof Verdict.Dropped).isPresent()) {
            events.reconsider(tx, lane, verdict.get(), now);
            return false;
        }
        var delivery = rule.filter(_ -> verdict.get() instanceof Verdict.Sent)
                .filter(known -> worthTelling(tx, lane, held, known, target)).map(known -> tell(tx, target, known, held, now));
        events.release(tx, lane, now, delivery);
        return delivery.isPresent();
    }

    /// What a cooldown held is not told if it has ended by itself: its beginning is another's. What quiet hours or a silence
    /// held nobody knows of.
    private boolean worthTelling(Transaction tx, Events.Lane lane, List<Events.Stored> held, Rule rule, Target target) {
        return events.spared(tx, lane).isPresent() || CatchUp.of(held.stream().map(Events.Stored::event).toList(), rule, target,
                history.state(tx, lane.tracker())).isPresent();
    }

    private long tell(Transaction tx, Target target, Rule rule, List<Events.Stored> held, Instant now) {
        var last = held.getLast();
        return last.event().detail() instanceof Event.Detail.Recovered end
                ? recovered(tx, target, rule, end, last.id(), last.event(), now)
                : tell(tx, target, last.event().tracker(), rule, Kind.CATCH_UP, held.stream().map(Events.Stored::id).toList(), now);
    }

    /// Of what is not polled nobody knows whether it lasts.
    private int reminders(Transaction tx, Instant now) {
        var standing = history.standing(tx);
        var all = targets.list(tx);
        return registry.list(tx).stream().filter(tracker -> standing.contains(tracker.id()))
                .filter(tracker -> !Set.of(Tracker.Mode.PAUSED, Tracker.Mode.MANUAL).contains(tracker.mode()))
                .mapToInt(tracker -> reminders(tx, tracker, all, now)).sum();
    }

    private int reminders(Transaction tx, Tracker tracker, List<Target> all, Instant now) {
        var state = history.state(tx, tracker.id());
        var standing = state.rules().keySet().stream().flatMap(key -> rules.find(key).stream()).toList();
        int made = 0;
        for (var rule : standing) {
            made += (int) all.stream().filter(target -> remind(tx, tracker, state, rule, target, now)).count();
        }
        return made;
    }

    private boolean remind(Transaction tx, Tracker tracker, TrackerState state, Rule rule, Target target, Instant now) {
        var lane = new Events.Lane(target.id(), tracker.id(), rule.key());
        var last = events.lastAlert(tx, lane);
        var due = Reminder.due(tracker, terms.apply(tracker), rule, target, state, last, now)
                .filter(_ -> !holds.silences(tx, rule, target, tracker.id()))
                .filter(_ -> !situations.isKept(tx, lane, rule, target, now))
                .filter(_ -> !deliveries.onTheWay(tx, lane))
                .filter(_ -> !deliveries.gaveUp(tx, lane, now.minus(Reminder.pace(rule, target))))
                .filter(_ -> !deliveries.arrivedLate(tx, lane, now.minus(Reminder.pace(rule, target))));
        var opening = due.flatMap(reminder -> events.find(tx, reminder.opening()));
        opening.ifPresent(began -> tell(tx, target, tracker.id(), rule, due.get().isFirst(last) ? Kind.ALERT : Kind.REMINDER,
                List.of(began.id()), now));
        return opening.isPresent();
    }

    private long tell(Transaction tx, Target target, Rule rule, long id, Event event, Instant now) {
        return event.detail() instanceof Event.Detail.Recovered end
                ? recovered(tx, target, rule, end, id, event, now)
                : tell(tx, target, event.tracker(), rule, Kind.ALERT, List.of(id), now);
    }

    /// The message of the outage is changed where it can be, or tells of both where it has not left yet.
    ///
    /// @return the delivery that tells of the end
    private long recovered(Transaction tx, Target target, Rule rule, Event.Detail.Recovered end, long id, Event event, Instant now) {
        var told = events.find(tx, end.opening()).flatMap(opening -> deliveries.telling(tx, opening.id(), target.id()));
        boolean named = told.flatMap(message -> deliveries.messageId(tx, message)).isPresent();
        var way = Recovery.of(told, named, editable.test(target), target, end.lasted());
        events.alerted(tx, lane(target.id(), event), now);
        if (way == Recovery.JOIN) {
            deliveries.join(tx, told.orElseThrow(), id);
            return told.get().id();
        }
        var edit = told.filter(_ -> way.edits()).map(shown -> edits.edit(tx, shown, List.of(id), rule.severity(), now));
        return edit.filter(_ -> way == Recovery.EDIT)
                .orElseGet(() -> enqueue(tx, target, event.tracker(), rule, Kind.ALERT, List.of(id), now));
    }

    /// What was to be changed can't be: it is told anew, unless that is done beside it.
    public void anew(Transaction tx, Delivery edit, Instant now) {
        deliveries.get(tx, edit.id()).filter(edit::equals).ifPresent(present -> deliveries.write(tx, edits.isToldBeside(tx, present)
                ? Transitions.ended(present, State.CANCELLED, "Another message tells of it: this one could not be changed.")
                : Transitions.anew(present, now), Optional.empty(), now));
    }

    private long tell(Transaction tx, Target target, long tracker, Rule rule, Kind kind, List<Long> events, Instant now) {
        this.events.alerted(tx, new Events.Lane(target.id(), tracker, rule.key()), now);
        return enqueue(tx, target, tracker, rule, kind, events, now);
    }

    private long enqueue(Transaction tx, Target target, long tracker, Rule rule, Kind kind, List<Long> events, Instant now) {
        long id = deliveries.add(tx, target.id(), tracker, kind, rule.severity(), events, Optional.empty(), now);
        if (target.calm().batch()) {
            deliveries.await(tx, id, now.plus(Calm.window(rule.severity())));
        }
        return id;
    }

    private static Events.Lane lane(long target, Event event) {
        return new Events.Lane(target, event.tracker(), event.rule());
    }
}
