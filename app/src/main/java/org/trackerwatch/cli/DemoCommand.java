package org.trackerwatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Shows everything on simulated trackers and a simulated Discord: a minute in which"
        + " each event happens, and the page to try, whose address it tells. Nothing leaves this machine, and nothing stays on it.",
        footer = {"", "Example:", "  trackerwatch demo --once --seed 7"})
final class DemoCommand implements Callable<Integer> {

    private static final int SEEDS = 100_000;

    private final Session session;

    @Option(names = "--once", description = "Ends after the minute, with status 0 if each of the nine events was delivered."
            + " Otherwise the page is served, and more happens until Ctrl-C.")
    boolean once;

    @Option(names = "--seed", paramLabel = "N", description = "What is left to chance: the same number shows the same again."
            + " One is chosen, and shown, if none is given.")
    Optional<Long> seed = Optional.empty();

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var demo = demo()) {
            session.endsBy(demo::stop);
            boolean complete = once ? demo.run(true) : demo.runWithPage(session.app().config().port());
            return complete ? 0 : Refusal.FAILED;
        }
    }

    private Demo demo() {
        var time = session.app().time();
        return new Demo(session.terminal().out(), coloured(), session.zone(), time,
                seed.orElseGet(() -> time.now().toEpochMilli() % SEEDS));
    }

    /// As https://no-color.org asks.
    private boolean coloured() {
        var terminal = session.terminal();
        return terminal.person().isPresent() && terminal.variable("NO_COLOR").isEmpty()
                && terminal.variable("TERM").filter("dumb"::equals).isEmpty();
    }
}
