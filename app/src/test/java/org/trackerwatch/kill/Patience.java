package org.trackerwatch.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Transitions;

/// The waits that follow from kills and from what is told: the program's own patience, which a test moves that does not want
/// to wait for it, having looked that it is there.
final class Patience {

    private static final Duration GRAIN = Duration.ofMillis(100);

    /// What the program lets pass before it asks again whom it may have asked already.
    private static final Duration AFTER_A_KILL = Duration.ofMinutes(1);

    private static final Duration BEFORE_A_REPETITION = Duration.ofSeconds(30);

    private final Books books;
    private final Site site;
    private final Set<String> hurried = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Patience(Books books, Site site) {
        this.books = books;
        this.site = site;
    }

    /// All that is put off is due: polls, messages that may have arrived, and those that wait for company.
    void end() {
        Stream.concat(books.otters().stream(), books.docks().stream()).filter(name -> !wasEnded(name, site.changes(name))).forEach(this::poll);
        books.all("alerts").stream().filter(delivery -> delivery.state() == Delivery.State.WAITING && delivery.uncertain() && isAhead(delivery.notBefore()))
                .forEach(this::repetition);
        rest();
        books.app().database().write(tx -> books.app().outbox().hasten(tx, Books.now()));
    }

    /// The rest of a target at an end, which it takes when kills have cut off one message to it after the other.
    void rest() {
        var target = books.read(tx -> books.app().targets().find(tx, "alerts")).orElseThrow();
        target.health().restsUntil().filter(Patience::isAhead).ifPresent(until -> {
            books.all("alerts").stream().flatMap(delivery -> lastEnd(delivery).stream()).max(Comparator.naturalOrder())
                    .ifPresent(last -> expect(until, last, target.health().rest(), "the target would have been tried"));
            books.app().database().write(tx -> books.app().targets().health(tx, target, Transitions.awake(target.health())));
        });
    }

    boolean wasEnded(String name, int change) {
        return hurried.contains(name + change);
    }

    List<String> faults() {
        return faults;
    }

    private void poll(String name) {
        var schedule = books.schedule(name);
        var cut = books.interruptions(name);
        if (!cut.isEmpty() && isAhead(schedule.dueAt()) && books.polls(books.id(name)) <= site.changes(name) && schedule.failure().isEmpty()) {
            expect(schedule.dueAt(), cut.getLast(), AFTER_A_KILL, name + " would have been asked");
            hurried.add(name + site.changes(name));
            books.app().database().write(tx -> books.app().schedules().move(tx, books.id(name), Books.now()));
        }
    }

    private void repetition(Delivery delivery) {
        lastEnd(delivery).ifPresent(end -> expect(delivery.notBefore(), end, BEFORE_A_REPETITION, "delivery " + delivery.id() + " would have been sent"));
        books.app().database().write(tx -> tx.update("UPDATE delivery SET not_before = ? WHERE id = ? AND state = 'waiting' AND not_before = ?",
                Books.now(), delivery.id(), delivery.notBefore()));
    }

    private void expect(Instant again, Instant cut, Duration least, String what) {
        if (again.isBefore(cut.plus(least).minus(GRAIN))) {
            faults.add(what + " again at " + again + ", having been cut off at " + cut);
        }
    }

    /// Of its last attempt, as far as the program has taken note of that.
    private Optional<Instant> lastEnd(Delivery delivery) {
        return books.attempts(delivery).stream().flatMap(attempt -> attempt.latency().map(attempt.started()::plus).stream()).max(Comparator.naturalOrder());
    }

    private static boolean isAhead(Instant moment) {
        return moment.isAfter(Books.now());
    }
}
