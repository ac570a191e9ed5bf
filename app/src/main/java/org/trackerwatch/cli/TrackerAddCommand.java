package org.trackerwatch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.Admission;
import org.trackerwatch.Enrolment;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Definition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Adds an account. Its key or cookie is proved by reading it once.",
        footer = {"", "Example:", "  trackerwatch tracker add aither --name Aither --secret-file key.txt"})
final class TrackerAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "SLUG|PLATFORM",
            description = "The site as “tracker catalog” names it, or its platform with --url.")
    String site = "";

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Your own word for it.")
    String name = "";

    @Mixin
    TrackerOptions options;

    @Mixin
    JsonOption output;

    TrackerAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var definition = session.announced(site, options.address());
        var moment = session.moment();
        var tracker = options.applied(new Tracker(0, name, definition.slug(), Optional.empty(), Optional.empty(), Duration.ZERO,
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, moment.now()), moment);
        Refusal.typed(() -> Registry.usable(name));
        if (definition.isByHand()) {
            return byHand(definition, tracker);
        }
        addressed(definition, tracker);
        options.exposed(session.terminal());
        var proxy = options.proxy();
        Refusal.toldBy(() -> session.read(books -> Registry.free(books.tx(), tracker)));
        introduced(definition);
        var naming = new Naming(session, definition);
        var known = naming.named(tracker, definition.accepts());
        var credential = options.credential(session.terminal(), definition);
        var wanted = naming.named(known, List.of(credential.kind()));
        options.hint(session.terminal(), credential);
        var enrolment = new Enrolment(session.app());
        var result = Refusal.toldBy(() -> options.noCheck ? enrolment.unproved(wanted, credential, proxy)
                : session.during("Asking " + definition.name() + " …", () -> enrolment.proved(wanted, credential, proxy)));
        return switch (result) {
            case Enrolment.Result.Added added -> added(definition, added);
            case Enrolment.Result.Refused refused -> new Unproved(session, output, "Nothing was added").told(refused.failure());
        };
    }

    private int added(Definition definition, Enrolment.Result.Added added) {
        options.overruled(session.terminal(), added.tracker(), added.interval());
        var overview = session.read(books -> books.report(added.tracker()));
        output.print(session.terminal(), () -> overview.summary(), out -> overview.latest().ifPresent(snapshot ->
                Figures.table(snapshot.stats(), session.zone()).print(out)));
        session.read(books -> books.app().registry().twins(books.tx(), added.tracker(), books.app()::place)).forEach(twin -> session.terminal().say("“"
                + Plain.of(twin) + "” is the same site with the same credential, so that account is asked twice now; “tracker"
                + " remove” takes one of them away."));
        session.terminal().say("Added “" + Plain.of(added.tracker().name()) + "” (" + Plain.of(definition.name()) + "), read every "
                + ValueText.length(added.interval()) + (options.noCheck ? ". It was not asked yet, so its credential is not proved." : "."));
        return 0;
    }

    /// Whoever gives a credential in another way than at the prompt knows what it is.
    private void introduced(Definition definition) {
        var introduction = new Introduction(session, definition);
        introduction.warnings();
        if (options.isAsked(session.terminal())) {
            introduction.ways();
        }
    }

    /// A site whose staff refuse programs is never asked, not even once.
    private int byHand(Definition definition, Tracker wanted) {
        options.unpolled(definition);
        var added = Refusal.toldBy(() -> session.write(books -> books.app().registry().addByHand(books.tx(), wanted)));
        if (output.json) {
            output.print(session.terminal(), () -> session.read(books -> books.report(added)).summary(), _ -> {});
        }
        session.terminal().say(Plain.of(ByHand.reason(definition)));
        session.terminal().say("Added “" + Plain.of(added.name()) + "”, whose figures you type in: “trackerwatch tracker record "
                + Plain.of(ByHand.quoted(added)) + "” takes them, and tells your targets what follows.");
        return 0;
    }

    private static void addressed(Definition definition, Tracker tracker) {
        Admission.ofSite(definition, tracker).ifPresent(obstacle -> {
            throw obstacle == Admission.Obstacle.NO_ADDRESS
                    ? Refusal.usage(definition.name() + " is a platform that many sites run on; say where yours is:"
                            + " --url https://tracker.example")
                    : Refusal.failed("Nobody knows how " + definition.name() + " is read"
                            + (definition.status() == Definition.Status.DEAD ? ", and it is gone." : ".")
                            + " If it runs on an engine that is known, add it by that and its address: “tracker add unit3d --url https://…”.");
        });
    }
}
