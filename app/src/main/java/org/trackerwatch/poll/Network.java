package org.trackerwatch.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Outages;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Roads;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Hosts;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.ProxyAddress;
import org.trackerwatch.trackers.Secret;

/// What polls show of our own connection, each in the poll's transaction.
public final class Network {

    private static final String DIRECT = "direct";

    /// Over this time those are asked again that could not be reached, when the connection is back.
    private static final Duration SPREAD = Duration.ofMinutes(2);

    private final Registry registry;
    private final Schedules schedules;
    private final Definitions definitions;
    private final Outages outages;
    private final BiFunction<Transaction, Tracker, Cadence> cadence;
    private final RandomGenerator random;
    private final Roads roads = new Roads();

    public Network(Registry registry, Schedules schedules, Definitions definitions, Outages outages,
                   BiFunction<Transaction, Tracker, Cadence> cadence, RandomGenerator random) {
        this.registry = registry;
        this.schedules = schedules;
        this.definitions = definitions;
        this.outages = outages;
        this.cadence = cadence;
        this.random = random;
    }

    /// Before a poll is judged: by which road it came.
    void arrived(Transaction tx, Tracker tracker) {
        roads.take(tx, tracker.id(), road(tracker, registry.proxy(tx, tracker.id())));
    }

    /// After it was kept, with its schedule.
    ///
    /// @param before the schedule that the poll found
    void kept(Transaction tx, Tracker tracker, Outcome outcome, Schedule before, Instant at) {
        boolean wasLost = before.failure().filter(failure -> Incident.isOfNetwork(failure.reason())).isPresent();
        outages.polled(tx, tracker.id(), outcome, wasLost, at).ifPresentOrElse(road -> askAgain(tx, road, at), () -> keepPace(tx, tracker, outcome, at));
    }

    /// While nothing can be reached no site is spared by waiting longer each time, and whichever is asked first shows that the
    /// connection is back.
    private void keepPace(Transaction tx, Tracker tracker, Outcome outcome, Instant at) {
        if (outcome instanceof Outcome.Failed(var failure) && Incident.isOfNetwork(failure.reason()) && roads.isOffline(tx, tracker.id())) {
            var usual = cadence.apply(tx, tracker).afterSuccess(at, random);
            if (schedules.get(tx, tracker.id()).dueAt().isAfter(usual)) {
                schedules.move(tx, tracker.id(), usual);
            }
        }
    }

    /// @param failed why the neutral address did not answer; empty if it did
    void asked(Transaction tx, String road, Optional<PollFailure> failed, Instant at) {
        outages.asked(tx, road, failed, at).ifPresent(back -> askAgain(tx, back, at));
    }

    /// They are not kept waiting for what was no fault of theirs, but not asked before their floors either: one that did not
    /// answer in time may have heard us.
    private void askAgain(Transaction tx, String road, Instant at) {
        for (var id : roads.lost(tx, road)) {
            var schedule = schedules.get(tx, id);
            registry.get(tx, id).map(tracker -> soon(schedule, cadence.apply(tx, tracker).floor(), at)).filter(schedule.dueAt()::isAfter)
                    .ifPresent(due -> schedules.move(tx, id, due));
        }
    }

    private Instant soon(Schedule schedule, Duration floor, Instant at) {
        var allowed = schedule.polledAt().map(polled -> polled.plus(floor)).filter(at::isBefore).orElse(at);
        return allowed.plusMillis(1 + random.nextLong(SPREAD.toMillis()));
    }

    /// Empty for one in the user's own network, which says nothing of the way out of it.
    private Optional<String> road(Tracker tracker, Optional<Secret> proxy) {
        var host = tracker.url().map(URI::create).or(() -> Accounts.definition(definitions, tracker)
                .flatMap(known -> known.links().stream().findFirst())).map(Hosts::of);
        return host.filter(Hosts::isPublic).map(_ -> proxy.map(ProxyAddress::place).orElse(DIRECT));
    }
}
