package org.trackerwatch.cli;

import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Removes a tracker, its credential and everything that was read of it.",
        footer = {"", "Example:", "  trackerwatch tracker remove mysite"})
final class TrackerRemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker.")
    String name = "";

    @Option(names = {"-y", "--yes"}, description = "Does not ask.")
    boolean yes;

    TrackerRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var tracker = session.read(books -> books.tracker(name));
        var shown = Plain.of(tracker.name());
        session.agreed(yes, "Remove “" + shown + "” with its whole history? “tracker pause” would keep it.");
        var removed = session.write(books -> books.app().registry().remove(books.tx(), books.tracker(name).id()));
        session.terminal().say("Removed “" + shown + "”, with " + Shown.count(removed.readings(), "reading") + " and "
                + Shown.count(removed.events(), "event") + ".");
        removed.idle().forEach(target -> session.terminal().say("“" + Plain.of(target) + "” was told about this tracker only,"
                + " and is told about none now; “target edit --trackers” changes that."));
        return 0;
    }
}
