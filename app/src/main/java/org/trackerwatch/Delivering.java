package org.trackerwatch;

import java.time.Duration;
import java.util.List;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Apprise;
import org.trackerwatch.deliver.Discord;
import org.trackerwatch.deliver.Dispatcher;
import org.trackerwatch.deliver.Email;
import org.trackerwatch.deliver.Gotify;
import org.trackerwatch.deliver.HomeAssistant;
import org.trackerwatch.deliver.Matrix;
import org.trackerwatch.deliver.Make;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.deliver.Ping;
import org.trackerwatch.deliver.Ntfy;
import org.trackerwatch.deliver.Pushover;
import org.trackerwatch.deliver.Slack;
import org.trackerwatch.deliver.Teams;
import org.trackerwatch.deliver.Telegram;
import org.trackerwatch.deliver.Webhook;
import org.trackerwatch.deliver.Wire;
import org.trackerwatch.deliver.Zapier;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Outbox;

/// The half that delivers: from an event, and what becomes of it for each target, to the service's answer.
final class Delivering implements AutoCloseable {

    /// How long a command waits for what it caused to be sent.
    private static final Duration SENDING = Duration.ofSeconds(30);

    private final App app;
    private final Doors doors;
    private final Once<Outbox> outbox = new Once<>(this::makeOutbox);
    private final Once<List<Notifier>> notifiers = new Once<>(this::makeNotifiers);
    private final Once<Ping> ping = new Once<>(this::makePing);
    private final Once<Dispatcher> dispatcher = new Once<>(this::makeDispatcher);

    Delivering(App app, Doors doors) {
        this.app = app;
        this.doors = doors;
    }

    Outbox outbox() {
        return outbox.get();
    }

    List<Notifier> notifiers() {
        return notifiers.get();
    }

    Dispatcher dispatcher() {
        return dispatcher.get();
    }

    Ping ping() {
        return ping.get();
    }

    /// Sends what waits, as long as a command's user likes to wait.
    void drain() throws InterruptedException {
        dispatcher().drain(doors.time().now().plus(SENDING));
    }

    /// Takes up what a program was sending that was killed.
    void recover() {
        dispatcher().recover(true);
    }

    @Override
    public void close() {
        dispatcher.peek().ifPresent(Dispatcher::close);
    }

    private Outbox makeOutbox() {
        return new Outbox(app.registry(), app.targets(), app.events(), app.history(), app.rulebook(), app::terms, this::canChange,
                app.config().zone());
    }

    private boolean canChange(Target target) {
        return notifiers().stream().anyMatch(notifier -> notifier.kind().equals(target.kind()) && notifier.choices().contains(Notifier.RECOVERY));
    }

    private List<Notifier> makeNotifiers() {
        return List.of(
                new Apprise(),
                new Discord(app.config().service("discord"), Version.number()),
                new Email(),
                new Gotify(),
                new HomeAssistant(),
                new Matrix(),
                new Ntfy(),
                new Pushover(app.config().service("pushover")),
                new Slack(app.config().service("slack")),
                new Teams(),
                new Telegram(app.config().service("telegram")),
                new Webhook(Version.number()),
                new Zapier(app.config().service("zapier")),
                new Make(app.config().service("make")));
    }

    private Dispatcher makeDispatcher() {
        return new Dispatcher(app.database(), app.targets(), outbox(), new Leases(app.targets(), doors.random(), app.config().zone()), letters(),
                notifiers(), new Wire(doors.http(), doors.time()), doors.time());
    }

    private Ping makePing() {
        return new Ping(new Wire(doors.http(), doors.time()));
    }

    private Letters letters() {
        return new Letters(app.registry(), app.events(), app.history(), app.rulebook(), app::terms, app::naming);
    }
}
