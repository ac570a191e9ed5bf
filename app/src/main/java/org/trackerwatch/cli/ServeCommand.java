package org.trackerwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.trackerwatch.App;
import org.trackerwatch.SetupLink;
import org.trackerwatch.Version;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.doctor.NetworkShare;
import org.trackerwatch.trackers.Problem;
import picocli.CommandLine.Command;

@Command(name = "serve", description = "The daemon: polls, alerts, and goes on until it is ended.",
        footer = {"", "Example:", "  trackerwatch serve --config /config"})
final class ServeCommand implements Callable<Integer> {

    private final Session session;

    ServeCommand(Session session) {
        this.session = session;
    }

    private record Stock(List<Tracker> trackers, List<Target> targets) {}

    @Override
    public Integer call() {
        var app = session.daemon();
        session.endsBy(app::stop);
        app.serve(port -> {
            banner(app);
            listening(app, app.config().page(port));
        });
        return 0;
    }

    /// Said when the page is served already: what it tells of takes as long to read as the server takes to start.
    private void banner(App app) {
        var stock = session.read(books ->
                new Stock(books.app().registry().list(books.tx()), books.app().targets().list(books.tx())));
        session.terminal().say("trackerwatch " + Version.number() + " in " + app.config().directory() + ": "
                + Shown.count(stock.trackers.size(), "tracker") + ", " + Shown.count(stock.targets.size(), "target") + ", "
                + Shown.count(session.rules().size(), "rule") + ", times in " + app.config().zone() + ".");
        warnings(app, stock).forEach(warning -> session.terminal().say("Warning: " + Plain.of(warning)));
    }

    private void listening(App app, String page) {
        session.terminal().say("The page is at " + page);
        firstPassword(app, page);
    }

    /// Whoever is first on the network could make it his; who installed it reads this.
    private void firstPassword(App app, String page) {
        session.write(books -> SetupLink.of(app, books.tx(), page)).ifPresent(link -> session.terminal().say("No password is set for the page yet."
                + " Set it at " + link.shown() + " – the page asks for the setup code, " + link.shownCode() + ", which this link brings along."));
    }

    private static Stream<String> warnings(App app, Stock stock) {
        var none = Stream.of(
                stock.trackers.isEmpty() ? "there is no tracker yet; add one on the page or by “trackerwatch tracker add”, without a restart." : "",
                stock.targets.isEmpty() ? "there is no target yet, so nobody is told; add one on the page or by “trackerwatch target add”." : "");
        var stopped = stock.trackers.stream().filter(tracker -> tracker.mode() == Tracker.Mode.STOPPED)
                .map(tracker -> tracker.name() + " refused its credential and is not asked; give it a new one on its page or by “trackerwatch tracker edit --ask-secret”.");
        var refused = stock.targets.stream().filter(target -> target.health().state() == Target.Health.State.REFUSED)
                .map(target -> target.name() + " refuses messages; mend it under Targets on the page, or by “trackerwatch target edit --ask-url” or “target resume”.");
        var rules = app.rulebook().problems().stream().map(Problem::toString);
        return Stream.of(none, stopped, refused, rules, NetworkShare.warning(app.config().directory()).stream()).flatMap(each -> each).filter(warning -> !warning.isEmpty());
    }
}
