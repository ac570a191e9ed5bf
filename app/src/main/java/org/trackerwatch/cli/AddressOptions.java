package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Option;

/// Where a target's address comes from. With most services whoever knows it may post, so it is a secret.
final class AddressOptions {

    private static final SecretSource SOURCE = new SecretSource("url", "TRACKERWATCH_URL_FILE",
            "The target's address, as its service gives it. What you paste is not shown:");

    @Option(names = "--url-file", paramLabel = "FILE", description = "Holds the target's address.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--url-stdin", description = "The target's address comes on standard input.")
    boolean stdin;

    @Option(names = "--no-check", description = "Does not ask the service whether the address works.")
    boolean noCheck;

    /// Asked for at the keyboard where no source was named.
    ///
    /// @param kind if it was named; else it is recognised
    Link read(Session session, Providers providers, Optional<String> kind) {
        return SOURCE.read(session.terminal(), file, stdin, pasted -> {
            var key = kind.orElseGet(() -> recognised(session.terminal(), providers, pasted));
            return new Link(key, Refusal.toldBy(() -> providers.address(key, pasted)));
        });
    }

    /// For a change: asked for if that is wished, else only where a source was named.
    Optional<Secret> changed(boolean ask, Terminal terminal, Providers providers, String kind) {
        Function<String, Secret> reading = pasted -> Refusal.toldBy(() -> providers.address(kind, pasted));
        return ask ? Optional.of(SOURCE.ask(terminal, reading)) : SOURCE.given(terminal, file, stdin, reading);
    }

    private static String recognised(Terminal terminal, Providers providers, String pasted) {
        var kinds = providers.recognise(pasted);
        if (kinds.size() > 1) {
            return chosen(terminal, kinds);
        }
        if (!kinds.isEmpty()) {
            terminal.say("Recognised as " + kinds.getFirst() + ".");
            return kinds.getFirst();
        }
        if (!providers.isAny(pasted)) {
            throw Refusal.usage("That is the address of no kind of target that is recognised. “trackerwatch target kinds” shows what"
                    + " they look like; the kind can also be named: target add KIND --name NAME.");
        }
        terminal.say("No known service is recognised in that address, so it is taken for a " + Providers.ANY + " of your own, which is"
                + " sent JSON. If it is something else, name its kind: “trackerwatch target kinds” lists them.");
        return Providers.ANY;
    }

    private static String chosen(Terminal terminal, List<String> kinds) {
        var either = String.join(" or ", kinds);
        var person = terminal.person().orElseThrow(() -> Refusal.usage("That may be the address of " + either
                + ". Name the one it is: target add " + kinds.getFirst() + " --name NAME."));
        var answer = person.line("That may be the address of " + either + ". Which one is it?").orElse("");
        return kinds.stream().filter(answer.strip()::equalsIgnoreCase).findFirst()
                .orElseThrow(() -> Refusal.failed("That is neither " + either + ". Nothing was added."));
    }

    void checked(Session session, Providers providers, Target target) {
        if (noCheck) {
            judged(session, providers, target);
            return;
        }
        switch (session.during("Asking " + target.kind() + " …", () -> providers.check(target))) {
            case Providers.Check.Works(var name) -> session.terminal().say("It is called “" + Plain.of(name) + "” there.");
            case Providers.Check.Unasked(var remark) -> session.terminal().say(remark.map(sentence -> Plain.of(sentence) + " ").orElse("")
                    + "Its address can't be checked without posting to it: “target test” sends something.");
            case Providers.Check.Refused(var reason) -> throw Refusal.failed(reason + " Nothing was changed.");
            case Providers.Check.Unknown(var reason) -> throw Refusal.failed(reason
                    + " So the address is not proved, and nothing was changed. Try again later, or use --no-check.");
        }
    }

    /// Whether it may lead where it does. What would be refused at the first alert is refused now, whoever is asked what.
    void judged(Session session, Providers providers, Target target) {
        switch (session.during("Looking at the address …", () -> providers.judge(target, !noCheck))) {
            case Providers.Check.Refused(var reason) -> throw Refusal.failed(reason + " Nothing was changed.");
            case Providers.Check.Unasked(var remark) -> remark.ifPresent(sentence -> session.terminal().say(Plain.of(sentence)));
            case Providers.Check.Works _, Providers.Check.Unknown _ -> { }
        }
    }
}
