package org.trackerwatch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "edit", description = "Changes what you said of an account. A new key or cookie is tried at once.",
        footer = {"", "Example:", "  trackerwatch tracker edit Aither --ask-secret"})
final class TrackerEditCommand implements Callable<Integer> {

    enum Wish {
        URL, USERNAME, INTERVAL, MIN_RATIO, JOINED, PROXY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker.")
    String name = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Its new name.")
    Optional<String> renamed = Optional.empty();

    @Option(names = "--site", paramLabel = "SLUG", description = "Another definition to read it with.")
    Optional<String> site = Optional.empty();

    @Option(names = "--ask-secret", description = "Asks for a new API key or cookie at the prompt.")
    boolean askSecret;

    @Option(names = "--reset", split = ",", paramLabel = "WHAT",
            description = "Takes back what was set, commas between: ${COMPLETION-CANDIDATES}.")
    List<Wish> resets = List.of();

    @Mixin
    TrackerOptions options;

    @Mixin
    JsonOption output;

    TrackerEditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var before = session.read(books -> books.tracker(name));
        var wanted = named(options.applied(without(before, Set.copyOf(resets)), session.moment()));
        var credential = options.changed(askSecret, session.terminal(), () -> session.definition(wanted.definition()));
        var proxy = options.proxy();
        var changed = Refusal.toldBy(() -> session.write(books -> {
            var registry = books.app().registry();
            var edited = registry.edit(books.tx(), wanted);
            if (proxy.isPresent() || resets.contains(Wish.PROXY)) {
                registry.proxy(books.tx(), edited.id(), proxy);
            }
            sooner(books, edited);
            return credential.map(fresh -> registry.credential(books.tx(), edited.id(), fresh, session.moment().now())).orElse(edited);
        }));
        var interval = session.interval(changed);
        options.overruled(session.terminal(), changed, interval);
        session.terminal().say("Changed “" + Plain.of(changed.name()) + "”, read every " + ValueText.length(interval) + ".");
        return credential.isPresent() && !options.noCheck ? tried(changed) : shown(changed);
    }

    /// A shorter interval holds from the last good poll on, not only after the next one.
    private void sooner(Books books, Tracker edited) {
        var schedules = books.app().schedules();
        var schedule = schedules.get(books.tx(), edited.id());
        schedule.polledAt().filter(_ -> schedule.failure().isEmpty()).map(polled -> polled.plus(session.interval(edited)))
                .filter(schedule.dueAt()::isAfter).ifPresent(due -> schedules.move(books.tx(), edited.id(), due));
    }

    private int tried(Tracker changed) throws InterruptedException {
        return new Polls(session, output).run(List.of(changed), true, true);
    }

    private int shown(Tracker changed) {
        if (output.json) {
            output.print(session.terminal(), () -> session.read(books -> Overview.of(books, changed)).document(session.interval(changed)), _ -> {});
        }
        return 0;
    }

    private Tracker named(Tracker tracker) {
        return new Tracker(tracker.id(), renamed.orElse(tracker.name()), site.map(slug -> session.definition(slug).slug())
                .orElse(tracker.definition()), tracker.url(), tracker.username(), tracker.interval(), tracker.minRatio(),
                tracker.joined(), tracker.mode(), tracker.added());
    }

    private static Tracker without(Tracker tracker, Set<Wish> taken) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), tracker.url().filter(_ -> !taken.contains(Wish.URL)),
                tracker.username().filter(_ -> !taken.contains(Wish.USERNAME)),
                taken.contains(Wish.INTERVAL) ? Duration.ZERO : tracker.interval(),
                tracker.minRatio().filter(_ -> !taken.contains(Wish.MIN_RATIO)),
                tracker.joined().filter(_ -> !taken.contains(Wish.JOINED)), tracker.mode(), tracker.added());
    }
}
