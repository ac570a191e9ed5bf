package org.trackerwatch.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.trackerwatch.core.Evaluation;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Incidents;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.Tallies;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Visit;

/// Keeps a poll: the reading or the failure, the rotated cookie, what the rules make of it, the deliveries that follow
/// and the next due time, all in the one transaction that it is handed.
public final class Bookkeeper {

    private final Registry registry;
    private final Schedules schedules;
    private final History history;
    private final Events events;
    private final Incidents incidents = new Incidents();
    private final Outbox outbox;
    private final Network network;
    private final Targets targets;
    private final Supplier<List<Rule>> rules;
    private final Function<Tracker, Terms> terms;
    private final BiFunction<Transaction, Tracker, Cadence> cadence;
    private final RandomGenerator random;

    /// @param network what it shows of our own connection
    /// @param rules   as they are now: the user may change them while we run
    /// @param terms   what rules hold a tracker's figures against
    /// @param cadence how often a tracker may be asked
    public Bookkeeper(Registry registry, Schedules schedules, History history, Events events, Outbox outbox,
                      Network network, Targets targets,
                      Supplier<List<Rule>> rules, Function<Tracker, Terms> terms, BiFunction<Transaction, Tracker, Cadence> cadence, RandomGenerator random) {
        this.registry = registry;
        this.schedules = schedules;
        this.history = history;
        this.events = events;
        this.outbox = outbox;
        this.network = network;
        this.targets = targets;
        this.rules = rules;
        this.terms = terms;
        this.cadence = cadence;
        this.random = random;
    }

    /// @param used the credential that the visit was made with; if the user changed it meanwhile, a refusal concerns the
    ///             old one and is forgotten
    /// @return empty if the tracker was removed meanwhile
    public Optional<Poll> keep(Transaction tx, long id, Credential used, Visit visit, Instant at) {
        return registry.get(tx, id).map(tracker -> keep(tx, tracker, used, visit, at));
    }

    /// Keeps that a tracker can't be asked, since what opens it, or its proxy, was changed on the disk. When it was asked
    /// last stays: no request was made.
    ///
    /// @return empty if it was removed, or can be asked after all
    public Optional<Poll> keepLost(Transaction tx, long id, Instant at) {
        return registry.get(tx, id).flatMap(tracker -> registry.lost(tx, id).map(what -> keepLost(tx, tracker, what, at)));
    }

    private Poll keepLost(Transaction tx, Tracker tracker, String what, Instant at) {
        var outcome = new Outcome.Failed(new PollFailure(PollFailure.Reason.CREDENTIAL_LOST, "What is kept of its " + what
                + " was changed on the disk and can't be opened, so the site was not asked."));
        registry.stop(tx, tracker.id());
        var found = evaluate(tx, tracker, outcome, at);
        var next = next(tx, tracker, outcome, at);
        schedules.settle(tx, tracker.id(), new Schedule(next.dueAt(), next.failures(), schedules.get(tx, tracker.id()).polledAt(), next.failure()));
        return new Poll(registry.get(tx, tracker.id()).orElseThrow(), at, outcome, found, next.dueAt());
    }

    /// Keeps figures that the user typed in, as those of a poll are kept. But they are no poll: that he knows them ends no
    /// failure, and changes nothing of when the site is asked.
    ///
    /// @return the events that they caused
    public List<Event> record(Transaction tx, Tracker tracker, AccountStats typed, Instant at) {
        var ofPolls = rules.get().stream().filter(rule -> rule.when() instanceof PollCondition).map(Rule::key).collect(Collectors.toSet());
        history.remember(tx, tracker.id(), history.state(tx, tracker.id()).withoutFailures(ofPolls));
        return evaluate(tx, tracker, new Outcome.Read(typed), at);
    }

    /// What has to be kept of a visit where all of it can't be, for whatever reason: what was asked, what the site gave for the
    /// next time, and when that may be. What changed is found by a later poll.
    public void keepThatItWasAsked(Transaction tx, long id, Credential used, Visit visit, Instant at) {
        registry.get(tx, id).ifPresent(tracker -> {
            asked(tx, tracker, used, visit);
            int failures = schedules.get(tx, id).failures() + 1;
            var next = next(tx, tracker, visit.outcome(), at);
            schedules.settle(tx, id, new Schedule(next.dueAt(), failures, next.polledAt(), next.failure()));
            if (next.failure().filter(failure -> failure.reason().next() == PollFailure.Next.STOP).isPresent()) {
                registry.stop(tx, id, used);
            }
        });
    }

    private void asked(Transaction tx, Tracker tracker, Credential used, Visit visit) {
        history.append(tx, tracker.id(), visit.requests());
        remember(tx, tracker, used, visit);
        if (visit.outcome() instanceof Outcome.Read || used instanceof Credential.Login) {
            visit.rotated().ifPresent(rotated -> registry.rotate(tx, tracker.id(), used, rotated));
        }
    }

    private Poll keep(Transaction tx, Tracker tracker, Credential used, Visit visit, Instant at) {
        Tallies.poll(tx, tracker.id(), visit);
        asked(tx, tracker, used, visit);
        if (visit.outcome() instanceof Outcome.Failed(var failure) && failure.reason().next() == PollFailure.Next.STOP
                && !registry.stop(tx, tracker.id(), used) && tracker.mode() == Tracker.Mode.ACTIVE) {
            return superseded(tx, tracker, visit.outcome(), at);
        }
        network.arrived(tx, tracker);
        var before = schedules.get(tx, tracker.id());
        var found = evaluate(tx, tracker, visit.outcome(), at);
        if (visit.outcome() instanceof Outcome.Read && tracker.mode() == Tracker.Mode.STOPPED) {
            registry.resume(tx, tracker.id(), at);
        }
        var next = next(tx, tracker, visit.outcome(), at);
        schedules.settle(tx, tracker.id(), next);
        network.kept(tx, tracker, visit.outcome(), before, at);
        return new Poll(registry.get(tx, tracker.id()).orElseThrow(), at, visit.outcome(), found, next.dueAt());
    }

    /// Most visits leave nothing that a new credential would end; then it isn't asked whether there is one, which is a seal
    /// to be opened.
    private void remember(Transaction tx, Tracker tracker, Credential used, Visit visit) {
        var lasting = Visit.lasting(visit.memory());
        boolean all = lasting.equals(visit.memory()) || registry.holds(tx, tracker.id(), used);
        registry.remember(tx, tracker.id(), all ? visit.memory() : lasting);
    }

    /// The refused credential is not the tracker's any more: the new one is tried at once.
    private Poll superseded(Transaction tx, Tracker tracker, Outcome outcome, Instant at) {
        schedules.release(tx, tracker.id());
        schedules.move(tx, tracker.id(), at);
        return new Poll(tracker, at, outcome, List.of(), at);
    }

    private List<Event> evaluate(Transaction tx, Tracker tracker, Outcome outcome, Instant at) {
        var told = targets.list(tx);
        var loosest = rules.get().stream().map(rule -> rule.withThresholdsOf(told)).toList();
        var evaluation = Evaluator.evaluate(tracker, terms.apply(tracker), history.state(tx, tracker.id()), outcome, loosest, at);
        switch (outcome) {
            case Outcome.Read(var stats) -> history.append(tx, new Snapshot(tracker.id(), at, stats, evaluation.doubtful()));
            case Outcome.Failed(var failure) -> history.append(tx, tracker.id(), at, failure);
        }
        history.remember(tx, tracker.id(), evaluation.state());
        incidents.follow(tx, tracker.id(), evaluation.state().failing(), at);
        return route(tx, evaluation, at);
    }

    private List<Event> route(Transaction tx, Evaluation evaluation, Instant at) {
        var found = new ArrayList<Event>();
        for (var event : evaluation.events()) {
            events.add(tx, event).ifPresent(id -> {
                found.add(event);
                incidents.link(tx, id, event);
                outbox.route(tx, id, event, at);
            });
        }
        return found;
    }

    private Schedule next(Transaction tx, Tracker tracker, Outcome outcome, Instant at) {
        var pace = cadence.apply(tx, tracker);
        return switch (outcome) {
            case Outcome.Read _ -> new Schedule(pace.afterSuccess(at, random), 0, Optional.of(at), Optional.empty());
            case Outcome.Failed(var failure) -> {
                int failures = schedules.get(tx, tracker.id()).failures() + 1;
                yield new Schedule(pace.afterFailure(at, failure, failures, random), failures, Optional.of(at), Optional.of(failure));
            }
        };
    }
}
