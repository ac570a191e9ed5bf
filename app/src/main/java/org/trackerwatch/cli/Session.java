package org.trackerwatch.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.doctor.Patient;
import org.trackerwatch.store.Driver;
import org.trackerwatch.store.Lock;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Problem;

/// One run of the program: its two ends, and the parts that the command asks for.
final class Session implements AutoCloseable {

    private final Terminal terminal;
    private final Doors doors;
    private Optional<Path> directory = Optional.empty();
    private Optional<App> app = Optional.empty();
    private Optional<Ending> ending = Optional.empty();

    /// The directory, if it was not there before.
    private Optional<Path> made = Optional.empty();

    Session(Terminal terminal, Doors doors) {
        this.terminal = terminal;
        this.doors = doors;
    }

    Terminal terminal() {
        return terminal;
    }

    void directory(Path chosen) {
        directory = Optional.of(chosen);
    }

    /// What `--config` named.
    Optional<Path> given() {
        return directory;
    }

    Config config() {
        try {
            return Config.of(directory, terminal.environment());
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }

    /// What the doctor looks at: nothing is opened.
    Patient patient() {
        Logging.ofCommand(terminal);
        return Patient.of(directory, terminal.environment(), doors.time(), Lock::isHeld);
    }

    App app() {
        if (app.isEmpty()) {
            Logging.ofCommand(terminal);
            app = Optional.of(opened());
        }
        return app.get();
    }

    /// The same, for a program that runs for years and tells in its log what it does.
    App daemon() {
        Logging.ofDaemon(terminal);
        Driver.loadAhead();
        app = Optional.of(opened());
        return app.get();
    }

    /// From now on a signal ends the command in order.
    void endsBy(Runnable stop) {
        ending = Optional.of(Ending.by(stop));
    }

    /// The command has ended with that status, and the session is closed.
    void ended(int status) {
        ending.ifPresent(waited -> waited.reached(status));
    }

    private App opened() {
        var config = config();
        made = Optional.of(config.directory()).filter(directory -> !Files.exists(directory));
        return App.open(config, doors);
    }

    /// Whoever mistyped a directory shouldn't wonder where his trackers are.
    private void tellMade() {
        made.filter(Files::exists).ifPresent(directory -> terminal.say("(new directory " + Plain.of(directory.toString()) + ")"));
    }

    ZoneId zone() {
        return config().zone();
    }

    /// Does work that takes its time, and says so to who waits at a terminal.
    <T, E extends Exception> T during(String line, Refusal.Work<T, E> work) throws E {
        progress(line);
        try {
            return work.done();
        } finally {
            progress("");
        }
    }

    void progress(String line) {
        terminal.person().ifPresent(person -> person.progress(Plain.of(line)));
    }

    List<Rule> rules() {
        return app().rulebook().rules();
    }

    Definitions definitions() {
        return app().definitions();
    }

    /// All engines that can be used.
    List<Definition> platforms() {
        return usable(definitions().platforms());
    }

    /// All sites that can be used.
    List<Definition> sites() {
        return usable(definitions().slugs());
    }

    /// A broken file of the user's hides no other.
    private List<Definition> usable(List<String> names) {
        return names.stream().flatMap(name -> {
            try {
                return definitions().find(name).stream();
            } catch (Problem.Broken broken) {
                terminal.say("Left out: " + Plain.of(String.valueOf(broken.getMessage()).replace('\n', ' ')));
                return Optional.<Definition>empty().stream();
            }
        }).toList();
    }

    Definition definition(String name) {
        try {
            return definitions().find(name).orElseThrow(() -> Refusal.usage(unknown(name)));
        } catch (Problem.Broken broken) {
            throw Refusal.failed(String.valueOf(broken.getMessage()));
        }
    }

    /// Of the site that is meant: whoever names an engine, or another site, along with a known site's address means that one.
    Definition definition(String name, Optional<String> url) {
        var named = definition(name);
        return definitions().meant(name, url.map(URI::create)).orElse(named);
    }

    /// The same, said to who might wonder.
    Definition announced(String name, Optional<String> url) {
        var meant = definition(name, url);
        if (!meant.slug().equals(definition(name).slug()) && !meant.isByHand()) {
            terminal.say(Plain.of(url.orElse("") + " is " + meant.name() + ", so it is read as " + meant.slug() + "."));
        }
        return meant;
    }

    /// Of a tracker's site, unless its file is gone or broken.
    Optional<Definition> known(Tracker tracker) {
        try {
            return app().definition(tracker);
        } catch (Problem.Broken _) {
            return Optional.empty();
        }
    }

    private String unknown(String name) {
        var meant = definitions().nearest(name);
        return "There is no site or platform “" + Suspect.shown(name) + "”."
                + (meant.isEmpty() ? "" : " Did you mean " + String.join(" or ", meant) + "?")
                + " “trackerwatch tracker catalog” lists them all.";
    }

    <T> T read(Function<Books, T> work) {
        var app = unlocked();
        return app.database().read(tx -> work.apply(new Books(app, tx)));
    }

    <T> T write(Function<Books, T> work) {
        var app = unlocked();
        return app.database().writeAndGet(tx -> work.apply(new Books(app, tx)));
    }

    /// The vault is opened before any transaction is: it looks into the database itself.
    private App unlocked() {
        app().registry();
        return app();
    }

    /// How often it is read, as far as its definition can be told.
    Duration interval(Tracker tracker) {
        try {
            return app().interval(tracker);
        } catch (Problem.Broken _) {
            return tracker.interval();
        }
    }

    Moment moment() {
        return new Moment(config().zone(), doors.time().now());
    }

    /// Fit to make keys.
    RandomGenerator random() {
        return doors.random();
    }

    /// Asks whoever sits at the terminal. A script that runs into what can't be undone must have said that it means it.
    void agreed(boolean already, String question) {
        if (already) {
            return;
        }
        var person = terminal.person().orElseThrow(() -> Refusal.usage("This can't be undone, and there is no terminal to ask"
                + " at. Nothing was done; add --yes if you mean it."));
        if (!person.agrees(question)) {
            throw Refusal.failed("Nothing was done.");
        }
    }

    @Override
    public void close() {
        tellMade();
        app.ifPresent(App::close);
    }
}
