package org.trackerwatch.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/// A year of 50 accounts in an hour, and whether everything in it was right:
///
/// ```
/// Soak [DAYS [TRACKERS [SEED [DIRECTORY]]]] [--sockets]
/// ```
///
/// One line a month: memory after a collection, the database, processor time per poll, threads and open files.
public final class Soak {

    private static final Instant START = Instant.parse("2027-06-01T04:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private Soak() {}

    public static void main(String... args) throws IOException {
        var plain = Stream.of(args).filter(word -> !word.startsWith("--")).toList();
        boolean sockets = plain.size() < args.length;
        int days = plain.isEmpty() ? 365 : Integer.parseInt(plain.get(0));
        int trackers = plain.size() < 2 ? 50 : Integer.parseInt(plain.get(1));
        long seed = plain.size() < 3 ? 20261121 : Long.parseLong(plain.get(2));
        var base = plain.size() < 4 ? Files.createTempDirectory("soak") : Files.createDirectories(Path.of(plain.get(3)));
        try (var year = new Year(seed, trackers, START, Duration.ofDays(days), base, sockets ? new Sockets() : new Net())) {
            play(year, System.out);
        }
    }

    private static void play(Year year, PrintStream out) {
        long begun = System.nanoTime();
        long processor = processor();
        long polls = 0;
        var next = START;
        int told = 0;
        out.println("day | polls | events | messages put on their way | heap after GC, MB | database, MB | processor ms a poll | threads | open files | minutes | differences");
        while (!year.isOver()) {
            year.step();
            var differences = year.differences();
            for (; told < differences.size(); told++) {
                out.println("DIFFERS " + differences.get(told));
            }
            if (!year.world.time.now().isBefore(next.plus(MONTH)) || year.isOver()) {
                next = next.plus(MONTH);
                long used = processor() - processor;
                out.printf(Locale.ROOT, "%d | %d | %d | %d | %.1f | %.2f | %.2f | %d | %d | %.1f | %d%n",
                        Duration.between(START, year.world.time.now()).toDays(), year.polls, year.judge.events, year.judge.deliveries, heap(),
                        year.world.databaseBytes() / 1e6, used / 1e6 / Math.max(1, year.polls - polls), ManagementFactory.getThreadMXBean().getThreadCount(), files(),
                        (System.nanoTime() - begun) / 60e9, differences.size());
                processor = processor();
                polls = year.polls;
            }
        }
        out.printf(Locale.ROOT, "restarts %d, deaths %d, acts of the user %d, %s%n", year.restarts, year.world.deaths, year.users.acts, year.judge.sums());
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long files() {
        return ((com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
