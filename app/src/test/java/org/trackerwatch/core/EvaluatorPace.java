package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Evaluates the polls of one account with all the bundled rules, one after the other, as JMH asks for them. It runs
/// nothing by itself: the profile `numbers` writes and runs what JMH makes of it.
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.Throughput)
public class EvaluatorPace {

    private final List<Outcome> readings = readings();
    private final Terms terms = new Life().terms;
    private TrackerState state = TrackerState.NEW;
    private int polls;

    /// @return for JMH to take: what nobody takes, Java may leave undone
    @Benchmark
    public Evaluation poll() {
        var evaluation = Evaluator.evaluate(Life.TRACKER, terms, state, readings.get(polls % readings.size()), Life.RULES,
                Life.BIRTH.plus(Duration.ofHours(polls)));
        state = evaluation.state();
        polls++;
        return evaluation;
    }

    /// An account as most are: it grows, and something happens once in a while.
    private static List<Outcome> readings() {
        var random = new Random(1);
        var readings = new ArrayList<Outcome>();
        for (int i = 0; i < 2000; i++) {
            var uploaded = ByteSize.exact((1L << 40) + ((long) i << 25));
            var downloaded = ByteSize.exact((1L << 39) + ((long) i << 22));
            readings.add(new Outcome.Read(AccountStats.NOTHING.with(Field.UPLOADED, uploaded).with(Field.DOWNLOADED, downloaded)
                    .with(Field.RATIO, Ratio.of(uploaded, downloaded)).with(Field.BUFFER, uploaded.minus(downloaded))
                    .with(Field.SEEDING, new Value.Count(random.nextInt(100))).with(Field.LEECHING, new Value.Count(1))
                    .with(Field.BONUS, new Value.Amount(new BigDecimal(i * 13))).with(Field.HIT_AND_RUNS, new Value.Count(i / 900))
                    .with(Field.WARNED, new Value.Flag(false)).with(Field.CLASS, new Value.Text("Power User"))));
        }
        return readings;
    }
}
