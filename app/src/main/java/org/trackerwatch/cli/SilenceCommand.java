package org.trackerwatch.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.SendNow;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.SilenceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "silence", description = "What you don't want to hear of for a while.",
        footer = {"", "Example:", "  trackerwatch silence list"})
final class SilenceCommand {

    private final Session session;

    SilenceCommand(Session session) {
        this.session = session;
    }

    /// @param names of trackers and of targets, by their id
    private record Found(List<Silence> silences, Map<Long, String> trackers, Map<Long, String> targets, Instant now) {

        static Found of(Books books, List<Silence> silences, Instant now) {
            return new Found(silences,
                    books.app().registry().list(books.tx()).stream().collect(Collectors.toMap(Tracker::id, Tracker::name)),
                    books.app().targets().list(books.tx()).stream().collect(Collectors.toMap(Target::id, Target::name)), now);
        }

        JsonNode document() {
            var list = Json.array();
            silences.forEach(silence -> list.add(document(silence)));
            return list;
        }

        ObjectNode document(Silence silence) {
            return SilenceReport.of(silence, trackers, targets, now);
        }

        private static String mode(Silence silence) {
            return silence.mode().name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(name = "add", description = "Lets you hear nothing of a tracker, a target or an event until then, not even what is"
            + " urgent. Name at least one of the three; what is named together has to come together.", footer = {"", "Example:", "  trackerwatch silence add --tracker mysite --until 2h --reason maintenance"})
    int add(@Option(names = "--tracker", paramLabel = "NAME", description = "Nothing of this tracker.") Optional<String> tracker,
            @Option(names = "--target", paramLabel = "NAME", description = "Nothing at this target.") Optional<String> target,
            @Option(names = "--event", paramLabel = "EVENT", description = "Nothing of this event.") Optional<String> event,
            @Option(names = "--until", paramLabel = "TIME", required = true, description = "For so long (2h, 3d), or until then (2026-03-04T18:30); 10 years at most.")
            String until,
            @Option(names = "--hold", description = "What happens meanwhile is told when the silence ends. So it is unless you say --drop.") boolean hold,
            @Option(names = "--drop", description = "What happens meanwhile is never told.") boolean drop,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for yourself.") Optional<String> reason,
            @Mixin JsonOption output) {
        var end = session.moment().end(until);
        if (hold && drop) {
            throw Refusal.usage("--hold and --drop are opposites; give one of them.");
        }
        if (tracker.isEmpty() && target.isEmpty() && event.isEmpty()) {
            throw Refusal.usage("Say what is to be silent: --tracker, --target or --event. “target pause” silences a target altogether.");
        }
        var rule = event.map(key -> TargetOptions.rule(session.rules(), key).key());
        var why = reason.map(text -> Refusal.typed(() -> Silence.reason(text)));
        var now = session.moment().now();
        var found = session.write(books -> Found.of(books, List.of(books.app().silences().add(books.tx(), new Silence(0,
                books.tracker(tracker).map(Tracker::id), books.target(target).map(Target::id), rule, now, end,
                drop ? Silence.Mode.DROP : Silence.Mode.HOLD, why))), now));
        var added = found.silences().getFirst();
        output.print(session.terminal(), () -> found.document(added), _ -> {});
        session.terminal().say("Silence " + added.id() + " lasts until " + Shown.time(end, session.zone()) + ". "
                + (drop ? "What happens meanwhile is never told." : "What happens meanwhile is told when it ends."));
        return 0;
    }

    @Command(name = "list", description = "Lists the silences that last.", footer = {"", "Example:", "  trackerwatch silence list --all"})
    int list(@Option(names = "--all", description = "Also those that are over.") boolean all, @Mixin JsonOption output) {
        var now = session.moment().now();
        var found = session.read(books -> Found.of(books, all ? books.app().silences().list(books.tx())
                : books.app().silences().lasting(books.tx(), now), now));
        output.print(session.terminal(), found::document, out -> {
            var table = new Table("ID", "TRACKER", "TARGET", "EVENT", "UNTIL", "MODE", "REASON");
            found.silences.forEach(each -> table.row(Long.toString(each.id()), each.tracker().map(found.trackers::get).orElse("all"),
                    each.target().map(found.targets::get).orElse("all"), each.rule().orElse("all"),
                    Shown.time(each.until(), session.zone()) + (each.lastsAt(now) ? "" : " (over)"), Found.mode(each), each.reason().orElse("")));
            table.print(out);
        });
        if (found.silences.isEmpty()) {
            session.terminal().say("Nothing is silent. “trackerwatch silence add --tracker NAME --until 2h” changes that for a while.");
        }
        return 0;
    }

    private boolean released() throws InterruptedException {
        new SendNow(session.app()).pending();
        return true;
    }

    @Command(name = "end", description = "Ends a silence now; what it held is told.", footer = {"", "Example:", "  trackerwatch silence end 3"})
    int end(@Parameters(index = "0", paramLabel = "ID", description = "Its number, as “silence list” shows it.") long id) throws InterruptedException {
        var now = session.moment().now();
        if (session.read(books -> books.app().silences().get(books.tx(), id)).isEmpty()) {
            throw Refusal.failed("There is no silence " + id + "; “trackerwatch silence list” shows them.");
        }
        boolean ended = session.write(books -> books.app().silences().end(books.tx(), id, now));
        session.terminal().say(Plain.of("Silence " + id + (ended ? " is over." : " was over already.")));
        if (ended) {
            session.during("Sending what it held …", this::released);
        }
        return 0;
    }
}
