package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Backlog;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Time;

/// Works off one target's queue, one request at a time, as far as the clock and the limits let it.
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /// No service takes more messages in one request.
    private static final int AT_ONCE = 10;

    /// More lines than fit into any request.
    private static final int LINES = 150;

    /// Somebody else works on the same queue.
    private static final Duration STEP_ASIDE = Duration.ofSeconds(1);

    private static final Duration BEFORE_KEEPING_AGAIN = Duration.ofSeconds(5);

    /// @param requests that were made
    /// @param next     when there is something to do again; empty: not before something new comes
    record Round(int requests, Optional<Instant> next) {}

    private final Database database;
    private final Targets targets;
    private final Leases leases;
    private final Outbox outbox;
    private final Letters writer;
    private final Map<String, Notifier> notifiers;
    private final Wire wire;
    private final Time time;
    private volatile boolean stopping;

    Courier(Database database, Targets targets, Outbox outbox, Leases leases, Letters writer,
            Map<String, Notifier> notifiers, Wire wire, Time time) {
        this.database = database;
        this.targets = targets;
        this.leases = leases;
        this.outbox = outbox;
        this.writer = writer;
        this.notifiers = notifiers;
        this.wire = wire;
        this.time = time;
    }

    /// Begins no request any more.
    void stop() {
        stopping = true;
    }

    Round carry(long target) {
        int requests = 0;
        while (!stopping) {
            switch (step(target)) {
                case Step.Sent _ -> requests++;
                case Step.Cleared _ -> { }
                case Step.Done(var next) -> {
                    return new Round(requests, next);
                }
            }
        }
        return new Round(requests, Optional.empty());
    }

    private sealed interface Step {

        record Sent() implements Step {}

        /// Something left the queue without a request.
        record Cleared() implements Step {}

        record Done(Optional<Instant> next) implements Step {}
    }

    /// A target's queue, as one consistent look at the database shows it.
    ///
    /// @param edit    what the first of them changes, where that is what it is for, and it can
    /// @param backlog they are told in one line each
    private record Plan(Target target, Notifier notifier, Pace pace, Leases.Next next, List<Letter> letters, Optional<Edit> edit,
                        boolean backlog) {

        boolean canNotEdit() {
            return edit.isEmpty() && letters.getFirst().delivery.kind() == Delivery.Kind.EDIT;
        }
    }

    private record Edit(OverHttp notifier, HttpCall call) {}

    private record Letter(Delivery delivery, Optional<Message> message) {}

    private Step step(long id) {
        var now = time.now();
        var plan = database.read(tx -> targets.get(tx, id).filter(target -> Transitions.isTried(target.health()))
                .map(target -> plan(tx, target, now)));
        return plan.map(found -> switch (found.next()) {
            case Leases.Next.Idle _ -> new Step.Done(Optional.empty());
            case Leases.Next.Later(var at) -> new Step.Done(Optional.of(at));
            case Leases.Next.Ready _ -> clear(found, now) ? new Step.Cleared() : send(found, now);
        }).orElse(new Step.Done(Optional.empty()));
    }

    private Plan plan(Transaction tx, Target target, Instant now) {
        var notifier = notifiers.get(target.kind());
        var pace = notifier.pace(target);
        var next = leases.next(tx, target, pace, notifier.bundles(), now);
        var ready = next instanceof Leases.Next.Ready(var deliveries) ? company(tx, notifier, deliveries) : List.<Delivery>of();
        boolean backlog = !ready.isEmpty() && isBacklog(notifier, ready, target, now);
        var letters = ready.stream().limit(backlog ? LINES : AT_ONCE).map(delivery -> new Letter(delivery, writer.message(tx, delivery, target, now)
                .map(message -> marked(notifier, delivery, message))
                .map(message -> delivery == ready.getFirst() ? writer.missed(tx, target, now).map(message::noting).orElse(message) : message))).toList();
        return new Plan(target, notifier, pace, next, letters,
                ready.stream().findFirst().flatMap(first -> edit(tx, notifier, first, target, now)), backlog);
    }

    /// What went together in lines is sent again so, where the receiver goes by a key.
    private static boolean isBacklog(Notifier notifier, List<Delivery> ready, Target target, Instant now) {
        return notifier.bundles() && (notifier.deduplicates() && ready.getFirst().uncertain() ? ready.size() > AT_ONCE
                : Backlog.is(ready, target, now));
    }

    private Optional<Edit> edit(Transaction tx, Notifier notifier, Delivery delivery, Target target, Instant now) {
        if (delivery.kind() != Delivery.Kind.EDIT || !(notifier instanceof OverHttp http)) {
            return Optional.empty();
        }
        return writer.edit(tx, delivery, target).flatMap(edit -> call(http, target, edit.messageId(),
                new Parcel(edit.messages(), edit.form(), edit.messageId(), now, false))).map(call -> new Edit(http, call));
    }

    /// What can't be made ready as a change is told anew.
    private static Optional<HttpCall> call(OverHttp notifier, Target target, String messageId, Parcel parcel) {
        try {
            return notifier.edit(messageId, parcel, target);
        } catch (RuntimeException e) {
            LOG.warn("A message of “{}” can't be changed ({}).", target.name(), Stumble.of(e));
            return Optional.empty();
        }
    }

    /// Where the receiver goes by a key, what may have arrived is sent again exactly as it was, with nothing new beside it.
    private List<Delivery> company(Transaction tx, Notifier notifier, List<Delivery> ready) {
        if (!notifier.deduplicates() || ready.stream().noneMatch(Delivery::uncertain)) {
            return ready;
        }
        if (!ready.getFirst().uncertain()) {
            return ready.stream().takeWhile(delivery -> !delivery.uncertain()).toList();
        }
        return leases.together(tx, ready.getFirst());
    }

    private static Message marked(Notifier notifier, Delivery delivery, Message message) {
        boolean known = notifier.deduplicates() && delivery.form() != Delivery.Form.ALONE;
        return delivery.uncertain() && !known ? message.noting("resent, may be a duplicate") : message;
    }

    /// What has nothing to say any more goes without a request, and what can't be changed is to be told anew.
    private boolean clear(Plan plan, Instant now) {
        if (plan.canNotEdit()) {
            database.write(tx -> outbox.anew(tx, plan.letters().getFirst().delivery(), now));
            return true;
        }
        var empty = plan.letters().stream().filter(letter -> letter.message().isEmpty()).map(Letter::delivery).toList();
        if (!empty.isEmpty()) {
            database.write(tx -> empty.forEach(delivery -> outbox.lapse(tx, delivery, now)));
        }
        return !empty.isEmpty();
    }

    private Step send(Plan plan, Instant now) {
        var fitting = plan.letters().subList(0, plan.edit().isPresent() ? 1 : fitting(plan, now));
        var chosen = fitting.stream().map(Letter::delivery).toList();
        var attempt = database.writeAndGet(tx -> leases.begin(tx, plan.target(), chosen, plan.pace(), time.now()));
        if (attempt.isEmpty()) {
            return new Step.Done(Optional.of(now.plus(STEP_ASIDE)));
        }
        var came = plan.edit().map(edit -> Upshot.of(wire, edit.notifier(), edit.call(), plan.target()))
                .orElseGet(() -> Upshot.of(wire, plan.notifier(), parcel(plan, fitting, now), plan.target()));
        var settled = kept(tx -> {
            came.moved().ifPresent(address -> targets.move(tx, plan.target(), address));
            return leases.settle(tx, attempt.get(), plan.target(), plan.pace(), came.result(), came.learned(), came.kept());
        });
        tell(plan.target(), came.result(), chosen.size(), settled);
        return new Step.Sent();
    }

    /// Nobody is told twice because our own disk is full or a backup locks the database: an answer waits until it can be kept,
    /// as long as the attempt is ours. Later it counts as lost, and the message is sent again, marked.
    private List<Delivery> kept(Function<Transaction, List<Delivery>> settling) {
        var until = time.now().plus(Attempts.LEASE.dividedBy(2));
        while (true) {
            try {
                return database.writeAndGet(settling);
            } catch (StoreException e) {
                LOG.debug("What a service answered can't be kept yet. {}", e.getMessage());
                if (e.trouble() == StoreException.Trouble.DAMAGED || time.now().isAfter(until) || !waited()) {
                    throw e;
                }
            }
        }
    }

    private boolean waited() {
        try {
            time.sleep(BEFORE_KEEPING_AGAIN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What can't be made ready together is tried one by one; whose fault it is, its own attempt will show.
    private int fitting(Plan plan, Instant now) {
        try {
            return fittingTogether(plan, now);
        } catch (RuntimeException e) {
            LOG.warn("What waits for “{}” can't be made ready together ({}).", plan.target().name(), Stumble.of(e));
            return 1;
        }
    }

    private int fittingTogether(Plan plan, Instant now) {
        int messages = plan.notifier().render(parcel(plan, plan.letters(), now), plan.target()).messages();
        return plan.backlog() ? pages(plan, plan.letters()).stream().limit(messages).mapToInt(page -> page.messages().size()).sum() : messages;
    }

    private static List<Backlog> pages(Plan plan, List<Letter> letters) {
        return new Backlog(letters.stream().flatMap(letter -> letter.message().stream()).toList()).pages(plan.notifier().room());
    }

    private Parcel parcel(Plan plan, List<Letter> letters, Instant now) {
        var messages = plan.backlog() ? pages(plan, letters).stream().map(Backlog::message).toList()
                : letters.stream().flatMap(letter -> letter.message().stream()).toList();
        var deliveries = letters.stream().map(Letter::delivery).toList();
        var gravest = deliveries.stream().map(Delivery::severity).min(Comparator.naturalOrder()).orElseThrow();
        return new Parcel(messages, deliveries.getFirst().form(), Delivery.key(deliveries), now,
                leases.isSilent(plan.target(), gravest, now));
    }

    private static void tell(Target target, Result result, int messages, List<Delivery> settled) {
        switch (result) {
            case Result.Delivered _, Result.Accepted _ -> LOG.info("“{}” was told {} message(s).", target.name(), messages);
            case Result.Throttled throttled ->
                LOG.info("“{}” asks to wait {} ms.", target.name(), throttled.told().toMillis());
            case Result.Transient failed -> LOG.warn("“{}” was not reached, and will be. {}", target.name(), failed.reason());
            case Result.TurnedAway away -> LOG.warn("“{}” was turned away, and will be tried again. {}", target.name(), away.reason());
            case Result.Uncertain lost ->
                LOG.warn("“{}” may have been told {} message(s), and will be told again. {}", target.name(), messages, lost.reason());
            case Result.Unreadable strange -> LOG.warn("“{}” took {} message(s) with a strange answer. {}", target.name(),
                    messages, strange.reason());
            case Result.PayloadRefused refused -> LOG.warn("“{}”: {}", target.name(), refused.reason());
            case Result.TargetRefused refused -> LOG.error("“{}” takes no messages any more: {} What waits for it is kept.",
                    target.name(), refused.reason());
        }
        settled.stream().filter(delivery -> delivery.state() == Delivery.State.DEAD).forEach(delivery ->
                LOG.error("Delivery {} to “{}” is given up. {}", delivery.id(), target.name(), delivery.reason().orElse("")));
    }
}
