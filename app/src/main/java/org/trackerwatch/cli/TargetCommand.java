package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.Providers;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.KindReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "target", description = "Where alerts go: adds, shows, tries and removes targets.",
        subcommands = {TargetAddCommand.class, TargetEditCommand.class, TargetPreviewCommand.class, TargetTestCommand.class},
        footer = {"", "Example:", "  trackerwatch target list"})
final class TargetCommand {

    private final Session session;

    TargetCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists your targets and how delivery to them goes.",
            footer = {"", "Example:", "  trackerwatch target list --json"})
    int list(@Mixin JsonOption output) {
        var targets = session.read(books -> books.app().targets().list(books.tx()).stream()
                .map(target -> TargetView.of(books, target)).toList());
        output.print(session.terminal(), () -> {
            var list = Json.array();
            targets.stream().map(TargetView::document).forEach(list::add);
            return list;
        }, out -> table(targets, out));
        if (targets.isEmpty()) {
            session.terminal().say("No target yet, so nobody is told. “trackerwatch target add --name NAME” adds one.");
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one target: what it is told of, and how delivery to it goes.",
            footer = {"", "Example:", "  trackerwatch target show phone"})
    int show(@Parameters(index = "0", paramLabel = "NAME", description = "The target.") String name, @Mixin JsonOption output) {
        var found = session.read(books -> TargetView.of(books, books.target(name)));
        output.print(session.terminal(), found::document, out -> show(found, out));
        return 0;
    }

    @Command(name = "kinds", description = "Lists the kinds of target: what their address looks like, and what can be set.",
            footer = {"", "Example:", "  trackerwatch target kinds telegram"})
    int kinds(@Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "Only this one, with all that can be set.")
            Optional<String> kind, @Mixin JsonOption output) {
        var kinds = new Providers(session.app()).kinds();
        kind.ifPresent(named -> TargetAddCommand.known(named, kinds.stream().map(Providers.Kind::key).toList()));
        var wanted = kinds.stream().filter(each -> kind.isEmpty() || each.key().equals(kind.get())).toList();
        output.print(session.terminal(), () -> KindReport.of(wanted), out -> KindView.print(wanted, kind.isPresent(), out));
        return 0;
    }

    @Command(name = "pause", description = "Sends it nothing until it is resumed; what happens meanwhile is not sent later.",
            footer = {"", "Example:", "  trackerwatch target pause phone"})
    int pause(@Parameters(index = "0", paramLabel = "NAME", description = "The target.") String name) {
        var paused = session.write(books -> books.app().targets().pause(books.tx(), books.target(name).id()));
        session.terminal().say("“" + Plain.of(paused.name()) + "” is paused: it is told nothing until “target resume”.");
        return 0;
    }

    @Command(name = "resume", description = "Sends to it again, at once: after a pause, a rest or a refusal.",
            footer = {"", "Example:", "  trackerwatch target resume phone"})
    int resume(@Parameters(index = "0", paramLabel = "NAME", description = "The target.") String name) {
        var resumed = session.write(books -> books.app().targets().resume(books.tx(), books.target(name).id()));
        session.terminal().say("“" + Plain.of(resumed.name()) + "” is told again.");
        return 0;
    }

    @Command(name = "remove", description = "Removes a target, its address and its delivery log.",
            footer = {"", "Example:", "  trackerwatch target remove phone"})
    int remove(@Parameters(index = "0", paramLabel = "NAME", description = "The target.") String name,
            @Option(names = {"-y", "--yes"}, description = "Does not ask.") boolean yes) {
        var target = session.read(books -> books.target(name));
        session.agreed(yes, "Remove “" + Plain.of(target.name()) + "” with its delivery log? “target pause” would keep it.");
        session.write(books -> books.app().targets().remove(books.tx(), books.target(name).id()));
        session.terminal().say("Removed “" + Plain.of(target.name()) + "”. The webhook or token that it used still exists;"
                + " delete it there if you don't need it any more.");
        return 0;
    }

    private void table(List<TargetView> targets, PrintStream out) {
        var moment = session.moment();
        var table = new Table("NAME", "KIND", "STATE", "WAITING", "EVENTS", "TRACKERS", "TRACKER NAMES");
        targets.forEach(each -> table.row(each.target().name(), each.target().kind(), each.state(moment), each.waiting(moment), each.events(),
                each.scope(), each.target().hideName() ? "hidden" : "shown"));
        table.print(out);
    }

    private void show(TargetView found, PrintStream out) {
        var target = found.target();
        var table = new Table("NAME", target.name())
                .row("kind", target.kind())
                .row("state", found.state(session.moment()))
                .row("waiting", found.waiting(session.moment()))
                .row("events", found.events(session.rules()))
                .row("trackers", found.scope())
                .row("tracker names", target.hideName() ? "hidden" : "shown")
                .row("settings", otherwise(found.options(session.zone()), "-"))
                .row("own network", target.link().allowPrivate() ? "allowed" : "not allowed")
                .row("fallback", found.fallback().orElse("every other target"))
                .row("thresholds", otherwise(found.thresholds(session.rules()), "the events' own"))
                .row("cooldowns", otherwise(found.cooldowns(), "the events' own"));
        new CalmView(target.calm()).rows(table).print(out);
        rest(target, out);
    }

    private void rest(Target target, PrintStream out) {
        target.health().reason().ifPresent(reason -> out.println("\n" + Plain.of(reason)));
        target.health().restsUntil().ifPresent(until ->
                out.println(target.health().state() == Target.Health.State.REFUSED
                        ? "It is tried once more at " + Shown.time(until, session.zone()) + "."
                        : "Delivery rests until " + Shown.time(until, session.zone()) + " and goes on by itself."));
    }

    private static String otherwise(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
