package org.trackerwatch;

import java.util.concurrent.Executor;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Bookkeeper;
import org.trackerwatch.poll.Cadence;
import org.trackerwatch.poll.Lookout;
import org.trackerwatch.poll.Network;
import org.trackerwatch.poll.Poller;
import org.trackerwatch.poll.Scheduler;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Reader;

/// The half that polls: from what is due to the events that a reading gave rise to.
final class Polling {

    private final App app;
    private final Doors doors;
    private final Once<Reader> reader = new Once<>(this::makeReader);
    private final Once<Bookkeeper> bookkeeper = new Once<>(this::makeBookkeeper);
    private final Once<Network> network = new Once<>(this::makeNetwork);
    private final Once<Poller> poller = new Once<>(this::makePoller);

    Polling(App app, Doors doors) {
        this.app = app;
        this.doors = doors;
    }

    Reader reader() {
        return reader.get();
    }

    Bookkeeper bookkeeper() {
        return bookkeeper.get();
    }

    Poller poller() {
        return poller.get();
    }

    Scheduler scheduler(Executor executor) {
        return new Scheduler(app.database(), app.registry(), app.schedules(), this::cadence, poller(), doors.time(),
                doors.random(), executor);
    }

    Lookout lookout(Executor executor) {
        return new Lookout(app.database(), app.registry(), network.get(), reader(), doors.time(), executor);
    }

    Cadence cadence(Transaction tx, Tracker tracker) {
        return Cadence.of(tracker, app.definition(tracker),
                app.registry().kind(tx, tracker).orElse(CredentialKind.COOKIE));
    }

    /// Gives back what a program held that was killed.
    void recover() {
        app.database().write(tx -> app.schedules().releaseAll(tx, doors.time().now().plus(Poller.AFTER_AN_END), Poller.LEASE));
    }

    private Reader makeReader() {
        return new Reader(doors.http(), doors.time(), doors.random());
    }

    private Bookkeeper makeBookkeeper() {
        return new Bookkeeper(app.registry(), app.schedules(), app.history(), app.events(), app.outbox(),
                network.get(), app.targets(),
                app.rulebook()::rules, app::terms, this::cadence, doors.random());
    }

    private Network makeNetwork() {
        return new Network(app.registry(), app.schedules(), app.definitions(), app.outbox().outages(), this::cadence, doors.random());
    }

    private Poller makePoller() {
        return new Poller(app.database(), app.registry(), app.schedules(), app.definitions(), reader(), bookkeeper(),
                doors.time(), doors.random());
    }
}
