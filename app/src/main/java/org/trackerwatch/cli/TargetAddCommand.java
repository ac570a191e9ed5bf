package org.trackerwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.trackerwatch.Providers;
import org.trackerwatch.Webhooks;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.ShellWord;
import org.trackerwatch.core.Target;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Targets;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Adds a place that alerts go to. Its address is checked without posting anything.",
        footer = {"", "Example:", "  trackerwatch target add --name phone --events hit-and-run,account-warned"})
final class TargetAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "One of “target kinds”; recognised from the address if not given.")
    Optional<String> kind = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Your own word for it.")
    String name = "";

    @Option(names = "--hide-tracker-name", description = "Says “A tracker”, and nothing that gives it away.")
    boolean hideName;

    @Mixin
    AddressOptions address;

    @Mixin
    LinkOptions link;

    @Mixin
    TargetOptions options;

    @Mixin
    CalmOptions calm;

    @Mixin
    JsonOption output;

    TargetAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var providers = new Providers(session.app());
        kind.ifPresent(named -> known(named, providers.keys()));
        Refusal.typed(() -> Registry.usable(name));
        var rules = session.rules();
        var blank = new Target(0, name, kind.orElse(""), new Secret(""), Set.of(), Set.of(), Map.of(), Map.of(), hideName,
                Target.Health.GOOD);
        var wishing = calm.applied(session.read(books -> options.applied(books, rules, blank)));
        Refusal.toldBy(() -> session.read(books -> Targets.free(books.tx(), wishing)));
        var webhooks = new Webhooks(session.app());
        var target = webhooks.equipped(wishing.with(linked(providers)));
        address.checked(session, providers, target.target());
        var added = Refusal.toldBy(() -> session.write(books -> books.app().targets().add(books.tx(), target.target())));
        target.shown().forEach(secret -> session.terminal().say("Its signing secret, shown only this once: " + secret));
        if (output.json) {
            var view = session.read(books -> TargetView.of(books, added));
            output.print(session.terminal(), view::document, _ -> {});
        }
        session.terminal().say("Added “" + Plain.of(added.name()) + "”. “trackerwatch target test " + Plain.of(ShellWord.of(added.name()))
                + "” sends an alert to try it.");
        return 0;
    }

    /// A faulty choice is told before anybody is asked for an address, where the kind is known by then.
    private Link linked(Providers providers) {
        var chosen = kind.map(named -> link.applied(session, providers.choices(named), 0, new Link(named, new Secret(""))));
        var pasted = address.read(session, providers, kind);
        return chosen.map(known -> known.at(pasted.address()))
                .orElseGet(() -> link.applied(session, providers.choices(pasted.kind()), 0, pasted));
    }

    static void known(String kind, List<String> kinds) {
        if (kind.contains("://")) {
            throw Refusal.usage("An address is never given as an argument: the shell's history and every program on this machine can"
                    + " see it. Leave it off, and it is asked for.");
        }
        if (!kinds.contains(kind)) {
            var near = Nearest.to(kind, kinds, 1);
            throw Refusal.usage("There is no kind of target “" + Suspect.shown(kind) + "”."
                    + (near.isEmpty() ? "" : " Did you mean “" + near.getFirst() + "”?") + " The kinds are "
                    + String.join(", ", kinds) + "; the address is asked for at the prompt.");
        }
    }
}
