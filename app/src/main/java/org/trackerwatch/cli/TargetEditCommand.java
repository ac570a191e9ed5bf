package org.trackerwatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "edit", description = "Changes what a target is told of, its name, its address or how it is reached.",
        footer = {"", "Example:", "  trackerwatch target edit phone --threshold ratio-drop=0.2 --cooldown hit-and-run=1h"})
final class TargetEditCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The target.")
    String name = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Its new name.")
    Optional<String> renamed = Optional.empty();

    @Option(names = "--hide-tracker-name", negatable = true, description = "Says “A tracker” instead of the name, or again the name.")
    Optional<Boolean> hideName = Optional.empty();

    @Option(names = "--ask-url", description = "Asks for a new address at the prompt.")
    boolean askUrl;

    @Spec
    CommandSpec command;

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

    TargetEditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Changes.required(command);
        renamed.ifPresent(fresh -> Refusal.typed(() -> Registry.usable(fresh)));
        var rules = session.rules();
        var wanted = session.read(books -> calm.applied(renamed(options.applied(books, rules, books.target(name)))));
        var providers = new Providers(session.app());
        var linked = link.applied(session, providers.choices(wanted.kind()), wanted.id(), wanted.link());
        var fresh = address.changed(askUrl, session.terminal(), providers, wanted.kind());
        var target = wanted.with(fresh.map(linked::at).orElse(linked));
        if (fresh.isPresent()) {
            address.checked(session, providers, target);
        } else if (linked.allowPrivate() != wanted.link().allowPrivate()) {
            address.judged(session, providers, target);
        }
        var changed = Refusal.toldBy(() -> session.write(books -> books.app().targets().edit(books.tx(), target)));
        if (output.json) {
            var view = session.read(books -> TargetView.of(books, changed));
            output.print(session.terminal(), view::document, _ -> {});
        }
        session.terminal().say("Changed “" + Plain.of(changed.name()) + "”.");
        return 0;
    }

    private Target renamed(Target target) {
        var wishes = target.wishes();
        return target.named(renamed.orElse(target.name())).with(new Wishes(wishes.rules(), wishes.trackers(), wishes.thresholds(),
                wishes.cooldowns(), hideName.orElse(wishes.hideName())));
    }
}
