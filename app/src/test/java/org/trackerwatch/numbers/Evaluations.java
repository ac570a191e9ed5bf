package org.trackerwatch.numbers;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.trackerwatch.core.EvaluatorPace;
import org.trackerwatch.numbers.Numbers.Line;

/// Polls evaluated a second, as JMH measures it. It counts the clock's time: others' work on the machine is in it.
final class Evaluations {

    /// What the launcher says to Java, of what matters here.
    private static final String[] AS_LAUNCHED = {"-XX:+UseSerialGC", "-Xmx96m", "-XX:MaxNewSize=1m", "-XX:TieredStopAtLevel=1"};

    private Evaluations() {}

    public static void main(String[] arguments) throws RunnerException {
        of();
    }

    static List<Line> of() throws RunnerException {
        return List.of(line("with Java as the launcher starts it", AS_LAUNCHED), line("with all of Java's compilers", "-XX:+UseSerialGC"));
    }

    private static Line line(String how, String... java) throws RunnerException {
        Result<?> result = new Runner(new OptionsBuilder().include(EvaluatorPace.class.getName()).jvmArgs(java).build())
                .runSingle().getPrimaryResult();
        return new Line("evaluations of a poll with all bundled rules, by one thread, JMH, " + how, "–",
                String.format(Locale.ROOT, "%,.0f ± %,.0f a second", result.getScore(), result.getScoreError()));
    }
}
