package org.trackerwatch.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.trackerwatch.Seed;

/// Kills the real program two hundred times, in ten installations, and prints what came of it. Ends with status 1 if
/// anything is not as promised, or a step was met too seldom. `-Dtrackerwatch.seed=N` repeats a run as far as time allows,
/// `-Dtrackerwatch.kills=N` sets how many, `-Dtrackerwatch.launcher=FILE` kills the linked folder's program.
final class Kills {

    private static final int RUNS = Integer.getInteger("trackerwatch.kills", 200);
    private static final int INSTALLATIONS = 10;

    /// At the same time: most of an installation's time is spent waiting for what the program puts off.
    private static final int BESIDE_EACH_OTHER = 3;

    /// A step that is met less often than once in so many kills was hardly tried.
    private static final int SELDOM = 40;

    private Kills() {}

    /// What came of one installation.
    record Result(EnumMap<Found, Integer> found, long duplicates, int messages, List<String> faults) {}

    public static void main(String... arguments) throws Exception {
        long seed = Seed.first();
        var results = new ArrayList<Result>();
        try (var threads = Executors.newFixedThreadPool(BESIDE_EACH_OTHER)) {
            var all = IntStream.range(0, INSTALLATIONS).mapToObj(nr -> threads.submit(() -> besieged(seed + nr, RUNS / INSTALLATIONS))).toList();
            for (var one : all) {
                results.add(result(one));
            }
        }
        System.exit(told(results, seed) ? 0 : 1);
    }

    private static Result result(Future<Result> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            return new Result(new EnumMap<>(Found.class), 0, 0, List.of(String.valueOf(e.getCause())));
        }
    }

    /// Each step equally often, in a random order.
    static List<Step> steps(long seed, int runs) {
        var random = new SplittableRandom(seed);
        var steps = new ArrayList<>(IntStream.range(0, runs).mapToObj(run -> Step.values()[run % Step.values().length]).toList());
        for (int nr = steps.size() - 1; nr > 0; nr--) {
            steps.set(nr, steps.set(random.nextInt(nr + 1), steps.get(nr)));
        }
        return steps;
    }

    private static Result besieged(long seed, int runs) throws Exception {
        var directory = Files.createTempDirectory("trackerwatch-kills");
        try (var siege = new Siege(directory, seed, false)) {
            for (var step : steps(seed, runs)) {
                siege.strike(step);
            }
            var faults = siege.reckon();
            System.out.println("seed " + seed + ": " + siege.found + (faults.isEmpty() ? "" : " FAULTS " + faults));
            return new Result(new EnumMap<>(siege.found), new Reckoning(siege.books, siege.patience, siege.site, siege.discord).duplicates(),
                    siege.discord.posts().size(), faults);
        } finally {
            delete(directory);
        }
    }

    private static boolean told(List<Result> results, long seed) {
        int kills = 0;
        boolean often = true;
        System.out.println("| killed | times |\n|---|---|");
        for (var found : Found.values()) {
            int times = results.stream().mapToInt(result -> result.found().getOrDefault(found, 0)).sum();
            System.out.println("| " + found.words() + " | " + times + " |");
            kills += times;
            often &= times >= RUNS / SELDOM;
        }
        var faults = results.stream().flatMap(result -> result.faults().stream()).toList();
        System.out.println(kills + " kills, seed " + seed + "; " + results.stream().mapToInt(Result::messages).sum() + " messages, "
                + results.stream().mapToLong(Result::duplicates).sum() + " events told twice, all of them marked; faults: " + faults.size());
        faults.forEach(System.out::println);
        return faults.isEmpty() && often && kills == RUNS / INSTALLATIONS * INSTALLATIONS;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
