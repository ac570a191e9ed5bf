package org.trackerwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerwatch.CaptureNow;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.PrivateFiles;
import org.trackerwatch.trackers.Capture;
import org.trackerwatch.trackers.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "capture", description = "Reads a tracker once and writes its pages as an example, without what is secret in them.",
        footer = {"", "Example:", "  trackerwatch tracker capture mysite --to mysite-pages"})
final class TrackerCaptureCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker.")
    String name = "";

    @Option(names = "--to", paramLabel = "DIR", description = "A new or empty folder. Without it: capture-SLUG, here.")
    Optional<Path> to = Optional.empty();

    @Option(names = "--force", description = "Asks although it was asked lately, unless it or you set a limit; and for all pages, those asked for seldom, too.")
    boolean force;

    @Mixin
    JsonOption output;

    TrackerCaptureCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var tracker = session.read(books -> books.tracker(name));
        var folder = to.orElse(Path.of("capture-" + tracker.definition()));
        usable(folder);
        var result = Refusal.toldBy(() -> session.during("Asking " + tracker.name() + " …", () -> new CaptureNow(session.app()).of(tracker, force)));
        return switch (result) {
            case CaptureNow.Result.Captured(var outcome, var clean, var missing) -> {
                tell(missing);
                yield captured(tracker, folder, outcome, clean, missing);
            }
            case CaptureNow.Result.Unasked(var why) -> throw Refusal.failed(new Polls(session, output).sentence(why));
            case CaptureNow.Result.Busy _ -> throw Refusal.failed("“" + tracker.name() + "” is being polled now. Try again in a minute;"
                    + " its site may then have to be left alone for a while.");
        };
    }

    /// Found out before the site is asked.
    private static void usable(Path folder) {
        try {
            if (!PrivateFiles.isFree(folder)) {
                throw Refusal.failed(folder + " is a link or a file, or there is something in it already; choose another folder with --to.");
            }
        } catch (IOException _) {
            throw Refusal.failed(folder + " can't be written to; choose another folder with --to.");
        }
    }

    private void tell(Map<String, Capture.Absence> missing) {
        missing.forEach((request, why) -> session.terminal().say("Without “" + request + "”: " + switch (why) {
            case NOT_DUE -> "it is asked for seldom, and was lately; --force asks for it all the same.";
            case OTHER_CREDENTIAL -> "it is not for this kind of credential.";
            case NOT_NEEDED -> "it was not needed, or no page told how to ask for it.";
            case NOT_ANSWERED -> "it was not answered.";
            case ERROR -> "the site answered with an error.";
        }));
    }

    private int captured(Tracker tracker, Path folder, Outcome outcome, Capture.Scrubbed scrubbed, Map<String, Capture.Absence> missing) {
        if (outcome instanceof Outcome.Failed(var failure)) {
            session.terminal().say("The site was not read: " + Plain.of(Figures.sentence(failure)));
        }
        return switch (scrubbed) {
            case Capture.Scrubbed.Clean(var files, _) when files.size() == 1 ->
                throw Refusal.failed("The site gave no answer that could be kept, so nothing was written.");
            case Capture.Scrubbed.Clean(var files, var removed) -> written(tracker, folder, files, removed, missing);
            case Capture.Scrubbed.Unfit(var findings) -> throw Refusal.failed("Nothing was written, because the pages of “" + tracker.name()
                    + "” could not be made fit for others' eyes:\n" + findings.stream().distinct().limit(20).map(found -> "  " + found)
                            .collect(Collectors.joining("\n")));
        };
    }

    private int written(Tracker tracker, Path folder, Map<String, String> files, Map<String, Integer> removed,
                        Map<String, Capture.Absence> missing) {
        try {
            PrivateFiles.write(folder, files);
        } catch (IOException _) {
            throw Refusal.failed("The folder " + folder + " can't be written. Nothing is in it, or not all.");
        }
        output.print(session.terminal(), () -> {
            var document = Json.object().put("folder", folder.toString());
            files.keySet().forEach(document.putArray("files")::add);
            var counts = document.putObject("removed");
            removed.forEach(counts::put);
            var without = document.putObject("missing");
            missing.forEach((request, why) -> without.put(request, why.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            return document;
        }, out -> files.keySet().forEach(file -> out.println(folder.resolve(file))));
        session.terminal().say("Wrote “" + Plain.of(tracker.name()) + "” to " + folder + ", which only you can read." + (removed.isEmpty() ? ""
                : " Taken out: " + removed.entrySet().stream().map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ")) + "."));
        session.terminal().say("Look through it before you attach it to an issue: what looks like a word of the page can't be told from"
                + " a name. Your figures and dates are in it as they are, so that the example is a true one; the site's staff could"
                + " know your account by them.");
        return 0;
    }
}
