package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.HandEntry;
import org.trackerwatch.HandEntry.Entered;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "record",
        description = {"Takes figures that you read off a site yourself, where no program may.",
                "There is an option for each figure; give those that the site shows, as it shows them."},
        footer = {"", "Example:", "  trackerwatch tracker record Mine --uploaded \"1.5 TiB\" --downloaded \"812.4 GiB\" --seeding 31"})
final class TrackerRecordCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker. It must not be polled, or be paused.")
    String name = "";

    @Option(names = "--at", paramLabel = "TIME", description = "When the site showed them: 2h ago, 2026-03-04T18:30 …; now if not given.")
    Optional<String> at = Optional.empty();

    @Option(names = "--figures-file", paramLabel = "FILE", description = "Holds them as a JSON object, as “tracker show --json” gives it.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--figures-stdin", description = "The JSON object comes on standard input.")
    boolean stdin;

    @Mixin
    JsonOption output;

    private CommandSpec command = CommandSpec.create();

    TrackerRecordCommand(Session session) {
        this.session = session;
    }

    /// Called while the command is put together, before it is read.
    @Spec
    void options(CommandSpec own) {
        FigureOptions.add(own);
        command = own;
    }

    @Override
    public Integer call() throws InterruptedException {
        var moment = session.moment();
        var when = at.map(moment::parse).orElse(moment.now());
        var tracker = session.read(books -> books.tracker(name));
        if (when.isAfter(moment.now())) {
            throw Refusal.usage("--at lies ahead; nobody knows figures of then.");
        }
        var figures = whole(figures(moment));
        var entered = Refusal.toldBy(() -> new HandEntry(session.app()).keep(tracker, figures, when));
        return told(tracker, entered);
    }

    private AccountStats figures(Moment moment) {
        var given = FigureOptions.given(command, moment);
        var piped = new SecretSource("figures", "", "").given(session.terminal(), file, stdin, text -> FigureOptions.json(text, moment));
        return given.values().isEmpty() && piped.isEmpty() ? FigureOptions.asked(session.terminal(), moment)
                : given.over(piped.orElse(AccountStats.NOTHING));
    }

    /// The ratio and the buffer follow from both: a new total beside an old one would make wrong ones of them.
    private static AccountStats whole(AccountStats figures) {
        if (figures.values().isEmpty()) {
            throw Refusal.failed("No figure was given, so nothing was recorded.");
        }
        if (figures.get(Field.UPLOADED).isPresent() != figures.get(Field.DOWNLOADED).isPresent()) {
            throw Refusal.usage("Give --uploaded and --downloaded together, or neither: what follows from them needs both.");
        }
        return figures;
    }

    private int told(Tracker tracker, Entered entered) {
        output.print(session.terminal(), () -> {
            var node = ReadingReport.of(entered.snapshot()).put("tracker", tracker.name());
            var events = node.putArray("events");
            entered.events().stream().map(EventReport::of).forEach(events::add);
            return node;
        }, out -> Figures.table(entered.snapshot().stats(), session.zone()).print(out));
        session.terminal().say("Recorded for “" + Plain.of(tracker.name()) + "”" + (entered.events().isEmpty() ? "."
                : "; this caused " + String.join(", ", entered.events().stream().map(Event::rule).toList()) + "."));
        if (entered.snapshot().doubtful()) {
            session.terminal().say("Some of it can't be right after what was known before, such as a total that fell. If it is, record it"
                    + " once more: then it counts.");
        }
        return 0;
    }
}
