package org.trackerwatch.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.kill.Watch.Phase;
import org.trackerwatch.trackers.Time;

/// One installation between simulated trackers and a simulated Discord, whose program is killed again and again. Each run
/// has an account of its own, with something to tell.
final class Siege implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofMinutes(8);

    /// More than starting takes on a machine with nothing else to do.
    private static final int STARTING_MILLIS = 1500;

    private static final int AT_ONCE_MICROS = 2_000;
    private static final int NOW_AND_THEN_MICROS = 50_000;

    private static final int READING_MICROS = 60_000;
    private static final int STORING_MICROS = 15_000;

    final Site site = new Site();
    final FakeDiscord discord = new FakeDiscord(Time.SYSTEM);
    final Gate gate;
    final Books books;
    final Patience patience;
    final Map<Found, Integer> found = new EnumMap<>(Found.class);
    final Path directory;

    private final SplittableRandom random;
    private final boolean hurried;
    private Child child;
    private volatile boolean struck;
    private int runs;

    /// @param hurried does not wait for what is put off because of the kills
    Siege(Path directory, long seed, boolean hurried) throws IOException {
        this.directory = directory;
        this.hurried = hurried;
        random = new SplittableRandom(seed);
        gate = new Gate(discord.base());
        Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(directory.resolve("definitions/dockside.yaml"), Site.DEFINITION);
        books = new Books(directory, gate.address(), site, discord);
        patience = new Patience(books, site);
        child = start();
        until(() -> books.isHeld("slow") && books.isWaiting("Heron"));
        books.remember();
    }

    /// One run: an account that is due, and the end of the program at that step.
    void strike(Step step) throws IOException {
        books.advance();
        if (hurried) {
            patience.rest();
        }
        var name = (step == Step.SIGNING ? "Dock" : "Otter") + ++runs + "x";
        if (!child.runs()) {
            child = start();
        }
        struck = false;
        gate.forget();
        site.watch((who, phase, next) -> at(step, who.equals(name) && isMomentAtTracker(step, phase), next));
        gate.watch((_, phase, next) -> at(step, isMomentAtDiscord(step, phase), next));
        books.add(name, step == Step.SIGNING);
        await(step, name);
        gate.watch(Watch.LETS_PASS);
        site.watch(Watch.LETS_PASS);
        found.merge(books.found(name, gate.reached()), 1, Integer::sum);
        books.countInterrupted();
    }

    private void await(Step step, String name) {
        switch (step) {
            case STARTING -> {
                pause(random.nextInt(STARTING_MILLIS) * 1000);
                kill();
            }
            case KEPT -> {
                until(() -> books.isKept(name));
                kill();
            }
            case STORED -> {
                until(() -> books.isTold(name));
                kill();
            }
            case ASKED, SIGNING, UNKEPT, KEEPING, CONNECTED, TAKEN, UNSTORED, STORING -> until(() -> struck && !child.runs());
        }
    }

    private void at(Step step, boolean moment, Runnable next) {
        if (!moment) {
            next.run();
            return;
        }
        switch (step) {
            case UNKEPT, UNSTORED -> killUnableToCommit(next);
            case KEEPING -> killAfter(READING_MICROS);
            case STORING -> killAfter(STORING_MICROS);
            case STARTING, ASKED, SIGNING, KEPT, CONNECTED, TAKEN, STORED -> kill();
        }
    }

    private static boolean isMomentAtTracker(Step step, Phase phase) {
        return switch (step) {
            case ASKED, SIGNING, UNKEPT -> phase == Phase.TAKEN;
            case KEEPING -> phase == Phase.ANSWERED;
            case STARTING, KEPT, CONNECTED, TAKEN, UNSTORED, STORING, STORED -> false;
        };
    }

    private static boolean isMomentAtDiscord(Step step, Phase phase) {
        return switch (step) {
            case CONNECTED -> phase == Phase.CONNECTED;
            case TAKEN, UNSTORED -> phase == Phase.TAKEN;
            case STORING -> phase == Phase.ANSWERED;
            case STARTING, ASKED, SIGNING, UNKEPT, KEEPING, KEPT, STORED -> false;
        };
    }

    /// As many as may be under way at once: the first one that comes is struck, the others go under with it.
    private synchronized void kill() {
        child.kill();
        struck = true;
    }

    private void killAfter(int micros) {
        pause(draw(micros));
        kill();
    }

    private void killUnableToCommit(Runnable next) {
        books.locked(() -> {
            next.run();
            pause(50_000 + draw(100_000));
            kill();
        });
    }

    private synchronized int draw(int below) {
        return random.nextInt(below);
    }

    private static void pause(int micros) {
        LockSupport.parkNanos(micros * 1000L);
    }

    /// Lets the program do what is left, and then ends it as a service manager does.
    ///
    /// @return what is not as it must be
    List<String> reckon() throws InterruptedException, IOException {
        if (!child.runs()) {
            child = start();
        }
        boolean done = holds(END, NOW_AND_THEN_MICROS, () -> {
            books.advance();
            if (hurried) {
                patience.end();
            }
            return books.isDone();
        });
        child.signal("TERM");
        int status = child.ended(Duration.ofSeconds(10));
        return new Reckoning(books, patience, site, discord).faults(done, status);
    }

    private Child start() throws IOException {
        return Child.serve(directory, Map.of("TRACKERWATCH_DISCORD_URL", gate.address()));
    }

    private void until(BooleanSupplier condition) {
        if (!holds(PATIENCE, AT_ONCE_MICROS, condition)) {
            throw new IllegalStateException("The moment did not come within " + PATIENCE + ". " + child.said());
        }
    }

    private static boolean holds(Duration within, int looks, BooleanSupplier condition) {
        var end = Time.SYSTEM.now().plus(within);
        while (Time.SYSTEM.now().isBefore(end)) {
            if (condition.getAsBoolean()) {
                return true;
            }
            pause(looks);
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        child.close();
        books.close();
        gate.close();
        site.close();
        discord.close();
    }
}
