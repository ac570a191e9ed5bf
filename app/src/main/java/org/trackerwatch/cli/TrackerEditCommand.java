package org.trackerwatch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.trackerwatch.Admission;
import org.trackerwatch.Admission.Obstacle;
import org.trackerwatch.Renewal;
import org.trackerwatch.Revision;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "edit", description = "Changes what you said of an account. A new key or cookie is tried first.",
        footer = {"", "Example:", "  trackerwatch tracker edit Aither --ask-secret"})
final class TrackerEditCommand implements Callable<Integer> {

    enum Wish {
        URL, USERNAME, INTERVAL, MAX_PER_DAY, MIN_RATIO, JOINED, PROXY;

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

    @Spec
    CommandSpec command;

    @Mixin
    TrackerOptions options;

    @Mixin
    JsonOption output;

    TrackerEditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Changes.required(command);
        var before = session.read(books -> books.tracker(name));
        var wanted = named(options.applied(without(before, Set.copyOf(resets)), session.moment()));
        Refusal.typed(() -> Registry.usable(wanted.name()));
        openable(before, wanted);
        options.exposed(session.terminal());
        Refusal.toldBy(() -> session.read(books -> Registry.free(books.tx(), wanted)));
        var proxy = options.proxy();
        var given = options.changed(askSecret, session.terminal(), () -> session.definition(wanted.definition(), wanted.url()));
        var credential = given.filter(fresh -> !isKnown(before, fresh));
        if (given.isPresent() && credential.isEmpty()) {
            session.terminal().say("“" + Plain.of(before.name()) + "” is opened with that very credential already, so nothing is asked.");
            if (wanted.equals(before) && proxy.isEmpty() && resets.isEmpty()) {
                return unchanged(before);
            }
        }
        credential.ifPresent(fresh -> options.hint(session.terminal(), fresh));
        if (credential.isPresent() && !options.noCheck) {
            return proved(wanted, credential.get(), proxy);
        }
        var changed = Refusal.toldBy(() -> session.write(books -> {
            var edited = edited(books, wanted, proxy);
            return credential.map(fresh -> books.app().registry().credential(books.tx(), edited.id(), fresh, session.moment().now()))
                    .orElse(edited);
        }));
        return told(changed, credential.isPresent() ? " Its new credential is not proved; it is tried at the daemon's next round." : "");
    }

    /// What was refused once is not proved by giving it again.
    private boolean isKnown(Tracker before, Credential fresh) {
        return before.mode() != Tracker.Mode.MANUAL && session.read(books -> books.app().registry().holds(books.tx(), before.id(), fresh));
    }

    private int unchanged(Tracker before) {
        if (output.json) {
            output.print(session.terminal(), () -> session.read(books -> books.report(before)).summary(), _ -> {});
        }
        session.terminal().say("Nothing is changed.");
        return before.mode() == Tracker.Mode.STOPPED ? Refusal.FAILED : 0;
    }

    /// What is never polled can't become polled without what opens it, nor the other way round.
    private void openable(Tracker before, Tracker wanted) {
        boolean secret = askSecret || options.login.login || options.secretFile.isPresent() || options.secretStdin;
        if (!moves() && !secret) {
            return;
        }
        var definition = session.definition(wanted.definition(), wanted.url());
        var obstacle = Admission.ofChange(definition, before, secret);
        if (obstacle.filter(Obstacle.BY_HAND::equals).isPresent()) {
            throw Refusal.failed(ByHand.reason(definition) + (secret ? " It takes no key and no cookie." : " Add it as a tracker of its"
                    + " own: “tracker add " + definition.slug() + " --name NAME”."));
        }
        if (obstacle.isPresent()) {
            throw Refusal.usage("“" + before.name() + "” has nothing yet that opens " + definition.name() + "; give it, too: --ask-secret.");
        }
    }

    /// The new credential takes the old one's place only if the site takes it.
    private int proved(Tracker wanted, Credential fresh, Optional<Secret> proxy) throws InterruptedException {
        boolean isKept = proxy.isEmpty() && !resets.contains(Wish.PROXY);
        var way = isKept ? session.read(books -> books.app().registry().proxy(books.tx(), wanted.id())) : proxy;
        var access = new Registry.Access(fresh, way, Map.of());
        var result = Refusal.toldBy(() -> session.during("Asking " + wanted.name() + " …", () -> new Renewal(session.app())
                .proved(wanted, access, tx -> edited(new Books(session.app(), tx), wanted, proxy))));
        return switch (result) {
            case Renewal.Result.Changed(var changed) -> told(changed, "");
            case Renewal.Result.Refused(var failure) ->
                new Unproved(session, output, "Nothing was changed: its former credential stays").told(failure);
            case Renewal.Result.Busy _ -> throw Refusal.failed("“" + wanted.name() + "” is being polled, and that takes long."
                    + " Nothing was changed; try again in a few minutes.");
        };
    }

    private Tracker edited(Books books, Tracker wanted, Optional<Secret> proxy) {
        return new Revision(books.app()).edit(books.tx(), wanted, proxy.isPresent() || resets.contains(Wish.PROXY)
                ? new Revision.Way.Changed(proxy) : new Revision.Way.Kept());
    }

    private int told(Tracker changed, String more) {
        var interval = session.interval(changed);
        options.overruled(session.terminal(), changed, interval);
        if (output.json) {
            output.print(session.terminal(), () -> session.read(books -> books.report(changed)).summary(), _ -> {});
        }
        session.terminal().say("Changed “" + Plain.of(changed.name()) + "”" + (changed.mode() == Tracker.Mode.MANUAL ? ", which is never polled"
                : ", read every " + ValueText.length(interval)) + "." + more);
        return 0;
    }

    private Tracker named(Tracker tracker) {
        return new Tracker(tracker.id(), renamed.orElse(tracker.name()), moves()
                ? session.announced(site.orElse(tracker.definition()), tracker.url()).slug() : tracker.definition(), tracker.url(), tracker.username(), tracker.interval(), tracker.maxPerDay(),
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }

    /// Whether it may be another site afterwards.
    private boolean moves() {
        return site.isPresent() || options.url.isPresent();
    }

    private static Tracker without(Tracker tracker, Set<Wish> taken) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), tracker.url().filter(_ -> !taken.contains(Wish.URL)),
                tracker.username().filter(_ -> !taken.contains(Wish.USERNAME)),
                taken.contains(Wish.INTERVAL) ? Duration.ZERO : tracker.interval(),
                tracker.maxPerDay().filter(_ -> !taken.contains(Wish.MAX_PER_DAY)),
                tracker.minRatio().filter(_ -> !taken.contains(Wish.MIN_RATIO)),
                tracker.joined().filter(_ -> !taken.contains(Wish.JOINED)), tracker.mode(), tracker.added());
    }
}
