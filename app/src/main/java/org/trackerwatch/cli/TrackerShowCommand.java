package org.trackerwatch.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Shows one tracker: its settings, how its polls go, and all its figures.",
        footer = {"", "Example:", "  trackerwatch tracker show mysite"})
final class TrackerShowCommand implements Callable<Integer> {

    private static final Duration SOON = Duration.ofDays(14);

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker.")
    String name = "";

    @Mixin
    JsonOption output;

    TrackerShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var found = session.read(books -> Overview.of(books, books.tracker(name)));
        output.print(session.terminal(), () -> {
            var document = found.document(session.interval(found.tracker()));
            document.set("known", Json.figures(Json.object(), found.known()));
            var times = document.putObject("known_at");
            var told = told(found);
            found.known().values().keySet().forEach(field -> times.set(field.key(),
                    Json.text(Optional.ofNullable(told.get(field)).map(Object::toString))));
            var limits = limits(found);
            document.set("not_reported", limits.<JsonNode>map(Limits::missing).orElseGet(document::nullNode));
            document.set("limits", limits.<JsonNode>map(Limits::document).orElseGet(document::nullNode));
            return document;
        }, out -> print(found, out));
        return 0;
    }

    /// When each known figure was read: pages that tell some of them are asked for seldom.
    private Map<Field, Instant> told(Overview found) {
        return session.read(books -> books.app().history().lastTold(books.tx(), found.tracker().id(), found.known().values().keySet()));
    }

    private Optional<Limits> limits(Overview found) {
        return found.coverage(session).map(coverage -> new Limits(session.rules(), coverage));
    }

    private void print(Overview found, PrintStream out) {
        settings(found).print(out);
        found.schedule().failure().ifPresent(failure ->
                out.println("\nThe last poll failed: " + Plain.of(Figures.sentence(failure))));
        ending(found).ifPresent(warning -> out.println("\n" + Plain.of(warning)));
        mended(found).ifPresent(how -> out.println("\n" + Plain.of(how)));
        found.latest().ifPresent(snapshot -> {
            out.println((isTyped(found) ? "\nRecorded " : "\nRead ") + session.moment().since(snapshot.at()) + (snapshot.doubtful()
                    ? "; the figures can't be right after those before, and wait for a second " + reading(found) + " to agree:" : ":"));
            var ago = new EnumMap<Field, String>(Field.class);
            told(found).forEach((field, at) -> ago.put(field, session.moment().since(at)));
            Figures.table(snapshot.stats(), found.known(), ago, reading(found), session.zone()).print(out);
        });
        limits(found).map(Limits::sentences).filter(sentences -> !sentences.isEmpty()).ifPresent(sentences ->
                out.println("\n" + String.join("\n", sentences)));
    }

    /// Soon enough to make another in time.
    private Optional<String> ending(Overview found) {
        var now = session.moment().now();
        return found.known().get(Field.KEY_EXPIRES).map(Value.Moment.class::cast).map(Value.Moment::at)
                .filter(end -> end.isBefore(now.plus(SOON))).map(end -> (end.isBefore(now) ? "Its key has ended on " : "Its key ends on ")
                        + end.atZone(session.zone()).toLocalDate() + ", " + session.moment().since(end) + ". Make a new one on the site, and"
                        + " give it here: “trackerwatch tracker edit " + ByHand.quoted(found.tracker()) + " --ask-secret”.");
    }

    private Optional<String> mended(Overview found) {
        var tracker = found.tracker();
        var name = ByHand.quoted(tracker);
        return switch (tracker.mode()) {
            case ACTIVE -> Optional.empty();
            case MANUAL -> Optional.of(ByHand.sentence(session, tracker));
            case PAUSED -> Optional.of("It is paused; “trackerwatch tracker resume " + name + "” ends that.");
            case STOPPED -> Optional.of(found.opener().filter(CredentialKind.LOGIN::equals).isPresent()
                    ? "It is asked nothing more until you enter user name and password anew: “trackerwatch tracker edit " + name + " --login”."
                    : "It is asked nothing more until you give it another key or cookie: “trackerwatch tracker"
                    + " edit " + name + " --ask-secret”. If the one it has is good again: “trackerwatch tracker resume " + name + "”.");
        };
    }

    /// Which limit holds: the user's, the site's for his account, or the one that is known of the site.
    private String minimum(Overview each) {
        return each.tracker().minRatio().map(Object::toString)
                .or(() -> each.known().get(Field.REQUIRED_RATIO).map(ratio -> Shown.of(ratio, session.zone()) + ", the site's for you"))
                .or(() -> session.known(each.tracker()).flatMap(Definition::minRatio).map(ratio -> ratio + ", the site's"))
                .orElse("none known");
    }

    private static boolean isTyped(Overview each) {
        return each.tracker().mode() == Tracker.Mode.MANUAL;
    }

    private static String reading(Overview each) {
        return isTyped(each) ? "record" : "poll";
    }

    private Table settings(Overview each) {
        var tracker = each.tracker();
        var zone = session.zone();
        var table = new Table("NAME", tracker.name())
                .row("site", tracker.definition() + session.known(tracker).map(site -> " (" + CatalogEntry.proof(site) + ")").orElse(""))
                .row("address", tracker.url().orElse("the site's own"))
                .row("user name", tracker.username().orElse("-"))
                .row("opened by", each.opener().map(kind -> switch (kind) {
                    case API_KEY -> "an API key";
                    case COOKIE -> "a cookie";
                    case LOGIN -> "user name and password";
                }).orElse("nothing: its figures are typed in"))
                .row("state", each.state())
                .row("minimum ratio", minimum(each))
                .row("joined", tracker.joined().map(Object::toString).orElse("as the site says"))
                .row("added", Shown.time(tracker.added(), zone));
        return isTyped(each) ? table.row("last record", Shown.time(each.latest().map(Snapshot::at), zone, "never"))
                : table.row("interval", ValueText.length(session.interval(tracker)))
                .row("polls a day", tracker.maxPerDay().map(most -> "at most " + most).orElse("as the site allows"))
                .row("last poll", Shown.time(each.schedule().polledAt(), zone, "never"))
                .row("next poll", each.isActive() ? Shown.time(each.schedule().dueAt(), zone) : "-");
    }
}
