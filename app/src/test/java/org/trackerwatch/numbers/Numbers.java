package org.trackerwatch.numbers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import org.trackerwatch.BenchmarkPage;

/// Writes its part of docs/benchmarks.md: what the linked program costs, in processes of its own and seen from outside. Its
/// arguments: the page, the linked folder, for how many seconds an idle program is looked at, and up to how many trackers
/// it is to grow.
final class Numbers {

    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

    /// @param goal     as the product wants it; a dash where it wants nothing
    /// @param measured in words
    record Line(String what, String goal, String measured) {

        Line {
            System.out.println(what + " (" + goal + "): " + measured);
        }

        @Override
        public String toString() {
            return "| " + what + " | " + goal + " | " + measured + " |";
        }
    }

    private Numbers() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        var idle = Duration.ofSeconds(Long.parseLong(arguments[2]));
        int largest = Integer.parseInt(arguments[3]);
        try (var room = Room.of(Path.of(arguments[1]).toAbsolutePath())) {
            var lines = new ArrayList<Line>();
            lines.addAll(Starts.of(room));
            lines.addAll(Idling.of(room, idle));
            lines.addAll(Cycles.of(room));
            lines.addAll(Floor.of(room));
            lines.add(Burst.of(room));
            lines.add(Snapshots.of(room));
            lines.addAll(Evaluations.of());
            var growth = new ArrayList<Growth>();
            for (int size : SIZES.stream().filter(size -> size <= largest).toList()) {
                growth.add(Growth.to(room, size));
            }
            BenchmarkPage.put(Path.of(arguments[0]), page(lines, growth));
        }
        System.exit(0);
    }

    private static String page(List<Line> lines, List<Growth> growth) {
        return """
                ## What the program costs

                The linked folder, started as its user starts it and seen from outside. The sites are on loopback addresses of their own and \
                answer with a UNIT3D account that has grown since the last time. %s

                | what | goal | measured |
                |---|---|---|
                %s

                | trackers | memory after a cycle, RSS | database | all due at once, answers at once | dashboard, median of 20 |
                |---|---|---|---|---|
                %s

                Made by `mvn -Pnumbers -DskipTests verify` on %d cores; `-Dnumbers.idle=60 -Dnumbers.largest=1000` is the short form.
                """.formatted(busy(), text(lines), text(growth), Runtime.getRuntime().availableProcessors());
    }

    private static String text(List<?> lines) {
        return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /// Others' work on the machine is in the times, and, as they share its caches, in the processors' time too.
    private static String busy() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 2 ? "" : String.format(Locale.ROOT, "The machine was busy with other work (load average %.0f), which shows in all "
                + "times.", load);
    }

    static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.2f s", length.toNanos() / 1e9);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1 << 20));
    }
}
