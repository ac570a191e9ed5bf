package org.trackerwatch.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
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
        footer = {"", "Example:", "  trackerwatch target add discord --name phone --events hit-and-run,account-warned"})
final class TargetAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "KIND", description = "discord")
    String kind = "";

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Your own word for it.")
    String name = "";

    @Option(names = "--hide-tracker-name", description = "Says “A tracker”, and nothing that gives it away.")
    boolean hideName;

    @Mixin
    AddressOptions address;

    @Mixin
    TargetOptions options;

    @Mixin
    JsonOption output;

    TargetAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var providers = new Providers(session.app());
        known(providers);
        Refusal.typed(() -> Registry.usable(name));
        var rules = session.rules();
        var unaddressed = session.read(books -> options.applied(books, rules, new Target(0, name, kind, new Secret(""), Set.of(),
                Set.of(), Map.of(), Map.of(), hideName, Target.Health.GOOD)));
        Refusal.toldBy(() -> session.read(books -> Targets.free(books.tx(), unaddressed)));
        var target = TargetView.with(unaddressed, address.read(session.terminal(), providers, kind));
        address.checked(session, providers, target);
        var added = Refusal.toldBy(() -> session.write(books -> books.app().targets().add(books.tx(), target)));
        if (output.json) {
            var view = session.read(books -> TargetView.of(added, books.app().registry().list(books.tx())));
            output.print(session.terminal(), view::document, _ -> {});
        }
        session.terminal().say("Added “" + Plain.of(added.name()) + "”. “trackerwatch target test " + Plain.of(added.name())
                + "” sends an alert to try it.");
        return 0;
    }

    private void known(Providers providers) {
        if (!providers.kinds().contains(kind)) {
            var near = Nearest.to(kind, providers.kinds(), 1);
            throw Refusal.usage("There is no kind of target “" + Suspect.shown(kind) + "”."
                    + (near.isEmpty() ? "" : " Did you mean “" + near.getFirst() + "”?") + " The kinds are "
                    + String.join(", ", providers.kinds()) + "; the address is asked for at the prompt.");
        }
    }
}
