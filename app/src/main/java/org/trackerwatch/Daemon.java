package org.trackerwatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.poll.Scheduler;
import org.trackerwatch.store.Reserve;
import org.trackerwatch.store.Retention;
import org.trackerwatch.store.StoreException;

/// The program as it runs for years: a loop that polls and a loop that delivers, which meet only in the database.
final class Daemon {

    /// The loops that have to go round.
    static final String POLLS = "poll";
    static final String DELIVERS = "delivery";

    /// For a poll that is under way when the program is to end; then it is given up.
    private static final Duration READING = Duration.ofSeconds(4);

    /// For what is under way, in all; a container is given ten seconds before it is killed.
    private static final Duration DRAIN = Duration.ofSeconds(7);

    /// For what then has to be written down.
    private static final Duration PARTING = Duration.ofMillis(500);

    /// Each beat is a commit, and a commit wakes the disk.
    private static final Duration BEAT = Duration.ofSeconds(20);

    /// How often it is looked whether a watcher is to be told. No loop sleeps as long: the program would end as late.
    private static final Duration PINGS = Duration.ofSeconds(5);

    /// How often it is looked whether the disk has space.
    private static final Duration DISK = Duration.ofSeconds(5);

    /// What was damaged while nobody read it is found no later, and not after every good backup has been replaced.
    private static final Duration INSPECTION = Duration.ofHours(12);

    /// How often it is looked whether one is due.
    private static final Duration BACKUPS = Duration.ofMinutes(1);

    private static final Duration SWEEP = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final App app;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean holding;
    private volatile boolean broken;

    Daemon(App app) {
        this.app = app;
    }

    /// Runs until [#stop()] or an interrupt.
    ///
    /// @param listening is told the page's port
    void run(IntConsumer listening) {
        try (var _ = app.lock()) {
            holding = true;
            Reserve.relieve(app.config().database());
            serve(listening);
        } finally {
            holding = false;
            stopped.countDown();
        }
        if (broken) {
            throw new IllegalStateException("a loop broke");
        }
    }

    /// Whether it holds the directory's lock.
    boolean runs() {
        return holding;
    }

    /// What cannot be used (the database, the port) is said before anything else. Who asks for the page while the database is
    /// being opened waits for it a little. The loops are made last: reading all root certificates takes as long as all else.
    private void serve(IntConsumer listening) {
        var polls = Executors.newVirtualThreadPerTaskExecutor();
        var threads = new ArrayList<Thread>();
        try (var page = new Opening(() -> Serving.open(app, app.config().port()))) {
            app.database();
            listening.accept(page.server().port());
            app.recover();
            var loops = stop.getCount() > 0 ? loops(polls) : List.<Loop>of();
            loops.forEach(loop -> threads.add(started(loop)));
            polls.execute(this::readDefinitions);
            waitForStop();
            LOG.info("Stopping.");
            loops.forEach(Loop::stop);
            app.dispatcher().stop();
        }
        drain(polls, threads);
    }

    /// Asks it to end and waits until it has, as long as a container allows.
    void stop() {
        stop.countDown();
        try {
            stopped.await(DRAIN.plus(PARTING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Loop> loops(ExecutorService polls) {
        var scheduler = app.scheduler(polls);
        var lookout = app.lookout(polls);
        var inspection = new Every(INSPECTION, app.time(), app.database()::inspect);
        var disk = new Every(DISK, app.time(), new DiskWatch(app));
        var sweep = new Every(SWEEP, app.time(), this::sweep);
        var tidying = new Tidying(app.time());
        return List.of(
                loop(POLLS, () -> {
                    inspection.run();
                    disk.run();
                    scheduler.runDue();
                    lookout.runDue();
                    sweep.run();
                    tidying.run();
                }),
                loop(DELIVERS, () -> app.dispatcher().runDue()),
                new Loop("backup", Scheduler.ROUND, app.time(), new Every(BACKUPS, app.time(), new ScheduledBackups(app))),
                new Loop("ping", Scheduler.ROUND, app.time(), new Every(PINGS, app.time(), new Pinging(app))));
    }

    /// Before somebody waits for them: the first dashboard of 50 accounts would take half a second longer.
    private void readDefinitions() {
        try {
            app.database().read(tx -> app.registry().list(tx)).forEach(app::definition);
        } catch (StoreException e) {
            LOG.warn("The sites' definitions were not read ahead. {}", e.getMessage());
        }
    }

    /// Forgets what is older than it is to be kept, in small bites between which others may write.
    private void sweep() {
        var retention = new Retention();
        while (app.database().writeAndGet(tx -> retention.prune(tx, app.time().now())) > 0) {
            Thread.onSpinWait();
        }
    }

    private Loop loop(String name, Runnable round) {
        var beat = new Every(BEAT, app.time(),
                () -> app.database().write(tx -> app.heartbeats().beat(tx, name, app.time().now())));
        return new Loop(name, Scheduler.ROUND, app.time(), () -> {
            round.run();
            beat.run();
        });
    }

    /// A loop that dies of what no round may catch ends the program, which is then started anew by whoever keeps it
    /// running: half a monitor is worse than none.
    private Thread started(Loop loop) {
        return Thread.ofPlatform().name("trackerwatch-" + loop.name()).uncaughtExceptionHandler((_, thrown) -> {
            LOG.error("The {} loop is broken; stopping.", loop.name(), thrown);
            broken = true;
            stop.countDown();
        }).start(loop);
    }

    private void waitForStop() {
        try {
            stop.await();
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    /// A request that is answered in time costs nobody a second one, neither a site nor the reader of a message that may
    /// have arrived already.
    private void drain(ExecutorService polls, List<Thread> loops) {
        try {
            var ends = Thread.ofVirtual().start(() -> end(polls, loops));
            if (!ends.join(READING)) {
                polls.shutdownNow();
            }
            if (!ends.join(DRAIN.minus(READING))) {
                LOG.warn("A message was not answered for; it goes on at the next start.");
                app.dispatcher().abandon();
                ends.join(PARTING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(ExecutorService polls, List<Thread> loops) {
        try {
            for (var loop : loops) {
                loop.join();
            }
            polls.close();
            app.dispatcher().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
