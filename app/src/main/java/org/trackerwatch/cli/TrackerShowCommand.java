package org.trackerwatch.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
        var found = session.read(books -> books.report(books.tracker(name)));
        output.print(session.terminal(), found::document, out -> print(found, out));
        return 0;
    }

    private void print(TrackerReport found, PrintStream out) {
        settings(found).print(out);
        found.schedule().failure().ifPresent(failure ->
                out.println("\nThe last poll failed: " + Plain.of(Figures.sentence(failure))));
        ending(found).ifPresent(warning -> out.println("\n" + Plain.of(warning)));
        mended(found).ifPresent(how -> out.println("\n" + Plain.of(how)));
        found.latest().ifPresent(snapshot -> {
            out.println((isTyped(found) ? "\nRecorded " : "\nRead ") + session.moment().since(snapshot.at()) + (snapshot.doubtful()
                    ? "; the figures can't be right after those before, and wait for a second " + reading(found) + " to agree:" : ":"));
            var ago = new EnumMap<Field, String>(Field.class);
            found.told().forEach((field, at) -> ago.put(field, session.moment().since(at)));
            Figures.table(snapshot.stats(), found.known(), ago, reading(found), session.zone()).print(out);
        });
        found.limits().map(Limits::sentences).filter(sentences -> !sentences.isEmpty()).ifPresent(sentences ->
                out.println("\n" + String.join("\n", sentences)));
    }

    /// Soon enough to make another in time.
    private Optional<String> ending(TrackerReport found) {
        var now = session.moment().now();
        return found.known().get(Field.KEY_EXPIRES).map(Value.Moment.class::cast).map(Value.Moment::at)
                .filter(end -> end.isBefore(now.plus(SOON))).map(end -> (end.isBefore(now) ? "Its key has ended on " : "Its key ends on ")
                        + end.atZone(session.zone()).toLocalDate() + ", " + session.moment().since(end) + ". Make a new one on the site, and"
                        + " give it here: “trackerwatch tracker edit " + ByHand.quoted(found.tracker()) + " --ask-secret”.");
    }

    private Optional<String> mended(TrackerReport found) {
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

    /// Which limit holds, and who says so.
    private static String minimum(TrackerReport each) {
        return each.minimum().map(minimum -> minimum.ratio().toPlainString() + switch (minimum.source()) {
            case USER -> "";
            case SITE -> ", the site's for you";
            case DEFINITION -> ", the site's";
        }).orElse("none known");
    }

    private static boolean isTyped(TrackerReport each) {
        return each.tracker().mode() == Tracker.Mode.MANUAL;
    }

    private static String reading(TrackerReport each) {
        return isTyped(each) ? "record" : "poll";
    }

    private Table settings(TrackerReport each) {
        var tracker = each.tracker();
        var zone = session.zone();
        var table = new Table("NAME", tracker.name())
                .row("site", tracker.definition() + each.site().map(site -> " (" + CatalogEntry.proof(site) + ")").orElse(""))
                .row("address", tracker.url().orElse("the site's own"))
                .row("opened by", each.opener().map(kind -> switch (kind) {
                    case API_KEY -> "an API key";
                    case COOKIE -> "a cookie";
                    case LOGIN -> "user name and password";
                }).orElse("nothing: its figures are typed in"))
                .row("state", each.stateWord())
                .row("minimum ratio", minimum(each))
                .row("joined", tracker.joined().map(Object::toString).orElse("as the site says"))
                .row("added", Shown.time(tracker.added(), zone));
        if (!each.known().values().containsKey(Field.USERNAME)) {
            table.row("user name", tracker.username().orElse("-"));
        }
        return isTyped(each) ? table.row("last record", Shown.time(each.latest().map(Snapshot::at), zone, "never"))
                : table.row("interval", ValueText.length(each.interval()))
                .row("polls a day", tracker.maxPerDay().map(most -> "at most " + most).orElse("as the site allows"))
                .row("last poll", Shown.time(each.schedule().polledAt(), zone, "never"))
                .row("next poll", each.isActive() ? Shown.time(each.schedule().dueAt(), zone) : "-");
    }
}
