package org.trackerwatch.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Time;

/// The program between simulated sites and a simulated Discord, for somebody to look at. What it polls, keeps, finds and
/// sends it does as ever; it was only given another clock, other dice and a network that ends at this machine.
public final class Demo implements AutoCloseable {

    /// A second is an hour.
    private static final int SPEED = 3600;

    /// How often the program is asked to do what is due. Less than what it takes for a machine that slept.
    private static final Duration ROUND = Duration.ofMinutes(2);

    private static final Duration BETWEEN_REPORTS = Duration.ofHours(4);

    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final String ALERTS = "#alerts";

    /// Where others read along, who need not know which sites they are.
    private static final String FRIENDS = "#friends";

    private final long seed;
    private final Instant start;
    private final PacedTime time;
    private final Screen screen;
    private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
    private final Workplace workplace;
    private final World world;
    private final SimulatedDiscord discord;
    private final Script script;
    private final Story story;
    private final App app;
    private final Time real;
    private Optional<Tryout> tryout = Optional.empty();
    private Instant reported;
    private volatile boolean stopping;

    /// @param zone of the days and hours that are shown
    /// @param real the clock that the demo's is made of
    public Demo(PrintStream out, boolean coloured, ZoneId zone, Time real, long seed) {
        this(out, coloured, zone, real, seed, Workplace.make());
    }

    /// @param workplace is gone when the demo is closed
    Demo(PrintStream out, boolean coloured, ZoneId zone, Time real, long seed, Workplace workplace) {
        this.workplace = workplace;
        var chance = new SplittableRandom(seed);
        this.seed = seed;
        this.real = real;
        start = TODAY.atTime(Story.BEGINS, 0).atZone(zone).toInstant();
        reported = start;
        time = new PacedTime(real, start, SPEED);
        screen = new Screen(out, zone, new Ink(coloured));
        world = new World(start, TODAY, chance.split());
        discord = new SimulatedDiscord(world.sites().size() + 1, time, posts::add);
        script = new Script(screen);
        story = new Story(world, discord, this::renewCredential, script, chance.split());
        app = App.open(config(workplace.directory(), zone, discord.address()),
                new Doors(time, chance.split(), LoopbackOnly.client()));
    }

    /// Shows the story alone and ends, if `once`; else life goes on until it is told to stop.
    ///
    /// @return whether every event of the contract was delivered
    public boolean run(boolean once) throws InterruptedException {
        introduce();
        return tell(once);
    }

    /// The same without end, and with the page beside it on a program of its own, to be looked at and tried.
    ///
    /// @param port another one is taken if it is not free
    public boolean runWithPage(int port) throws InterruptedException {
        introduce();
        screen.say("");
        screen.say("The page tells another story than the minute above, of trackers by the same names.");
        screen.say("Two months of it are made up; one moment.");
        var opened = new Tryout(real, app.config().zone(), port, new SplittableRandom(seed), posts::add);
        tryout = Optional.of(opened);
        screen.say("");
        screen.title("The page: " + opened.entrance().shown());
        screen.say("""
                Choose any password there, and look around. Then let it tell you something:
                under Targets, add one with this address of the simulated Discord, and press
                “Send a test”. What you send there is shown below, as #yours.
                """);
        screen.say("  " + opened.webhook().reveal());
        return tell(false);
    }

    private boolean tell(boolean once) throws InterruptedException {
        var rounds = app.rounds();
        world.sites().forEach(this::addTracker);
        addTarget("1312", ALERTS, Set.of(), false);
        addTarget("1313", FRIENDS, Set.of("anniversary"), true);
        story.write(start);
        liveUntil(start.plus(Story.LENGTH), rounds);
        boolean complete = summary().isComplete();
        if (!once && !stopping) {
            improvise(rounds);
        }
        summary().print(screen, world, discord.answers());
        return complete;
    }

    /// Ends the present round by itself; another thread may say so.
    public void stop() {
        stopping = true;
    }

    /// All of it, whatever one part may say to that; the directory last.
    @Override
    public void close() {
        try (workplace; discord; world; app) {
            stopping = true;
            tryout.ifPresent(Tryout::close);
        }
    }

    private void liveUntil(Instant end, Runnable rounds) throws InterruptedException {
        while (!stopping && time.now().isBefore(end)) {
            report();
            script.playUntil(time.now());
            world.liveUntil(time.now());
            rounds.run();
            tryout.ifPresent(Tryout::live);
            showPosts();
            time.sleep(untilNextRound());
        }
    }

    /// Polls take some of the demo's time, in which they keep a site's gaps; the rounds stay on their minutes all the same.
    private Duration untilNextRound() {
        var passed = Duration.between(start, time.now());
        return ROUND.multipliedBy(passed.dividedBy(ROUND) + 1).minus(passed);
    }

    /// Channels are written to beside each other; here each has its place.
    private void showPosts() {
        var lately = new ArrayList<Post>();
        for (var post = posts.poll(); post != null; post = posts.poll()) {
            lately.add(post);
        }
        lately.sort(Comparator.comparing(Post::at).thenComparing(Post::channel));
        lately.forEach(screen::post);
    }

    /// Now and then, that the program is at work although nothing happens.
    private void report() {
        if (!time.now().isBefore(reported.plus(BETWEEN_REPORTS))) {
            var lately = Summary.of(app, reported, time.now());
            screen.quiet(time.now(), "In " + BETWEEN_REPORTS.toHours() + " hours: " + lately.atWork());
            reported = time.now();
        }
    }

    private Summary summary() {
        return Summary.of(app, start, time.now().plusMillis(1));
    }

    private void improvise(Runnable rounds) throws InterruptedException {
        screen.say("");
        screen.title("  The story is told; from here on things happen as they like. Ctrl-C ends it.");
        tryout.ifPresent(opened -> screen.say("  The page: " + opened.page()));
        while (!stopping) {
            liveUntil(story.improvise(time.now()), rounds);
        }
    }

    private void introduce() {
        screen.title("trackerwatch demo, seed " + seed);
        screen.say("""

                Trackers and a Discord are simulated on this machine, and nothing leaves it.
                What polls the ones and writes to the other is the real program. A second is
                an hour.

                Plain lines tell what happens out there; trackerwatch finds it out at its next
                poll. What stands behind a bar is what readers of the channel see.
                """);
        world.sites().forEach(site -> screen.say(row(site.name(), site.engine().definition(), site.address())));
        screen.say(row(ALERTS, "discord", discord.address()));
        screen.say(row(FRIENDS, "discord", "the same; anniversaries only, names of sites hidden"));
    }

    private static String row(String name, String kind, Object where) {
        return String.format(Locale.ROOT, "  %-10s %-9s %s", name, kind, where);
    }

    private void addTracker(SimulatedSite site) {
        var tracker = new Tracker(0, site.name(), site.engine().definition(), Optional.of(site.address().toString()),
                Optional.empty(), INTERVAL, Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, start);
        app.database().write(tx -> app.registry().add(tx, tracker, credential(site), Optional.empty(), start));
    }

    private void addTarget(String id, String channel, Set<String> rules, boolean hideNames) {
        var address = discord.webhook(id, world.phrase(), channel);
        var target = new Target(0, channel, "discord", address, rules, Set.of(), Map.of(), Map.of(), hideNames,
                Target.Health.GOOD);
        app.database().write(tx -> app.targets().add(tx, target));
    }

    private void renewCredential(SimulatedSite site) {
        app.database().write(tx -> app.registry().find(tx, site.name())
                .ifPresent(tracker -> app.registry().credential(tx, tracker.id(), credential(site), time.now())));
    }

    private Credential credential(SimulatedSite site) {
        return app.definitions().find(site.engine().definition()).orElseThrow().credential(site.credential(), "");
    }

    private static Config config(Path directory, ZoneId zone, URI discord) {
        return new Config(directory, directory.resolve("secret.key"), Config.DEFAULT_PORT, "127.0.0.1", "", zone, Map.of("discord", discord));
    }
}
