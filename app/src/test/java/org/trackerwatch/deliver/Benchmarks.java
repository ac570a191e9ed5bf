package org.trackerwatch.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.trackerwatch.BenchmarkPage;
import org.trackerwatch.Seed;

/// Writes its part of docs/benchmarks.md: what becomes of a day's alerts by each way to deliver them. To be run from the
/// module's folder, with the page to be written as its argument.
final class Benchmarks {

    private static final Duration A_DAY = Duration.ofHours(24);
    private static final double ALERTS = 0.5;
    private static final int TROUBLES = 330;
    private static final int KILLS = 200;

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        var script = FaultScript.of(Seed.first(), A_DAY, ALERTS, TROUBLES, KILLS);
        var table = new StringBuilder();
        String kills;
        try (var own = new OwnRun(Files.createTempDirectory("benchmark"), script)) {
            table.append(line("trackerwatch", own.run()));
            kills = own.kills + " of these came to pass, and " + own.killsInPolls + " in a poll, before or after its commit";
        }
        Rival.ALL.forEach(rival -> table.append(line(rival.name(), rival.run(script))));
        BenchmarkPage.put(Path.of(arguments[0]), section(script, kills, table.toString()));
        System.exit(0);
    }

    private static String line(String name, ServiceRow.Tally tally) {
        var line = String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %.2f | %d |%n", name, tally.lost(), tally.late(), tally.repeated(),
                tally.marked(), tally.astray(), (double) tally.requests() / tally.expected(), tally.violations().size());
        System.out.print(line);
        tally.violations().stream().limit(5).forEach(System.out::println);
        return line;
    }

    private static String section(FaultScript script, String kills, String table) {
        return """
                ## A bad day

                A simulated day of 24 hours: %d trackers have %d alerts for each of six targets (Discord, Slack, Telegram, ntfy, Matrix \
                and a webhook that checks what it is sent), so %d are to arrive. Meanwhile each service is away twice, for up to two and \
                a half hours, and %d requests meet trouble: 429 with waits as a whole number, with a fraction, as a date and without any; \
                502 and 503; pages of HTML that say 200; redirects; connections that break after the message was taken, before or within \
                the answer; and answers that never come. The clock is set wrong by up to four minutes and right again six times, and the \
                program is killed %d times: between requests, after an attempt was noted and before it was sent, and after it was taken and \
                before that was noted, or between requests where nothing was under way (%s). The services \
                are fakes on loopback that refuse what the real ones document as refused, and keep their limits.

                The others are no other programs, but their ways to deliver, written anew: one request for each alert and target, tried \
                again after fixed waits unless the status says that it was taken, with what waits in memory. “3 retries” wait 1, 2 and 4 \
                seconds, “6 retries” 1, 5 and 30 seconds, 5 and 30 minutes and 2 hours.

                | delivery | lost | late | repeated | repeated, marked | out of order | requests per alert | limits broken |
                |---|---|---|---|---|---|---|---|
                %s
                - *Lost* was never read, *late* more than five minutes after it happened, *repeated* twice without a word of it, *marked* \
                twice and says that it may be a duplicate. *Out of order* was read after something later of the same tracker.
                - A redirect refuses a target until its user looks, which he does every 40 minutes; that and the outages are what is late.
                - A limit counts as broken each time that a service had to say so.

                Seed %d. Made by `org.trackerwatch.deliver.Benchmarks` in the test tree, run with the test class path from the folder \
                `app` with `../docs/benchmarks.md` as its argument; `-Dtrackerwatch.seed=N` takes another seed. It takes some minutes.
                """.formatted(FaultScript.TRACKERS, script.alerts(), script.alerts() * FaultScript.TARGETS, TROUBLES, KILLS, kills, table, script.seed());
    }
}
