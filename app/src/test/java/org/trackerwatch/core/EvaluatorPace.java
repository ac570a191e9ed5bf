package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// How many polls a second are evaluated with all the bundled rules, by one thread; can be run by hand.
public final class EvaluatorPace {

    private static final int POLLS = 200_000;
    private static final int ROUNDS = 5;

    private EvaluatorPace() {}

    public static void main(String[] arguments) {
        System.out.printf("%,.0f evaluations a second%n", perSecond());
    }

    /// In the best of some rounds: the first ones are also spent on compiling, and others work on the machine.
    public static double perSecond() {
        var readings = readings();
        return IntStream.range(0, ROUNDS).mapToDouble(_ -> {
            long begun = System.nanoTime();
            long events = run(readings);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("%,.0f evaluations a second, %d events%n", POLLS / seconds, events);
            return POLLS / seconds;
        }).max().orElseThrow();
    }

    private static long run(List<Outcome> readings) {
        var terms = new Life().terms;
        var state = TrackerState.NEW;
        long events = 0;
        for (int i = 0; i < POLLS; i++) {
            var evaluation = Evaluator.evaluate(Life.TRACKER, terms, state, readings.get(i % readings.size()), Life.RULES,
                    Life.BIRTH.plus(Duration.ofHours(i)));
            state = evaluation.state();
            events += evaluation.events().size();
        }
        return events;
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
