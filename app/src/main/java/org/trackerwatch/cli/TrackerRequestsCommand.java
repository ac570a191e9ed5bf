package org.trackerwatch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.RequestReport;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Visit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "requests", description = "Lists what was asked of a tracker's site, as you may show it to its staff.",
        footer = {"", "Example:", "  trackerwatch tracker requests mysite --since 7d"})
final class TrackerRequestsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tracker.")
    String name = "";

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "1d", description = "From when on, such as 7d; a day if not given.")
    String since = "";

    @Mixin
    JsonOption output;

    TrackerRequestsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var from = session.moment().parse(since);
        var requests = session.read(books -> books.app().history().requests(books.tx(), books.tracker(name).id(), from));
        output.print(session.terminal(), () -> RequestReport.of(requests), out -> table(requests).print(out));
        session.terminal().say(counted(requests));
        return 0;
    }

    private static String counted(List<Visit.Request> requests) {
        long cutOff = requests.stream().filter(each -> !each.isRecorded()).count();
        return Shown.count(requests.size() - cutOff, "request") + (cutOff == 0 ? "." : ", and " + Shown.count(cutOff, "poll") + " that the program's end cut off.");
    }

    /// Always in UTC, with seconds: staff compare it with their server's log.
    private static Table table(List<Visit.Request> requests) {
        var table = new Table("AT (UTC)", "REQUEST", "METHOD", "PATH", "STATUS", "SIZE", "TOOK", "LIMITS TOLD");
        requests.forEach(each -> row(table, each));
        return table;
    }

    private static void row(Table table, Visit.Request each) {
        if (each.isRecorded()) {
            table.row(each.at().toString(), each.name(), each.method(), each.path(), each.status() == 0 ? "no answer" : Integer.toString(each.status()),
                    ByteSize.exact(each.bytes()).toString(), each.took().toMillis() + " ms", told(each.allowance()));
        } else {
            table.row(each.at().toString(), "a poll", "-", "-", "no answer recorded (the program ended)", "-", "-", "-");
        }
    }

    private static String told(Allowance allowance) {
        var words = new ArrayList<String>();
        allowance.remaining().ifPresent(left -> words.add(left + allowance.allowed().map(allowed -> " of " + allowed).orElse("") + " left"));
        allowance.pause().ifPresent(wait -> words.add("wait " + ValueText.length(wait)));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }
}
