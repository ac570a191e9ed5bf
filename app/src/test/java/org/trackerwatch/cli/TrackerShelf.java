package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A tracker with a past, and a record of all that is printed.
abstract class TrackerShelf {

    static final Instant READ = SettableTime.START.minus(Duration.ofMinutes(10));

    static final AccountStats FIGURES = AccountStats.of(Map.of(
            Field.UPLOADED, ByteSize.exact(3L << 40), Field.DOWNLOADED, ByteSize.exact(0), Field.RATIO, new Ratio.Infinite(),
            Field.SEEDING, new Value.Count(1234), Field.CLASS, new Value.Text("Power\u001b[31mUser")));

    @TempDir
    Path directory;

    Program program;
    Stocked stock;
    Tracker mysite;
    StringBuilder printed = new StringBuilder();

    @BeforeEach
    void stock() {
        program = new Program(directory).at(new SettableTime());
        stock = new Stocked(directory);
        mysite = stock.tracker("MySite");
        stock.snapshot(mysite, READ, FIGURES);
        known(FIGURES);
    }

    void known(AccountStats figures) {
        stock.with((app, tx) -> {
            var state = app.history().state(tx, mysite.id());
            app.history().remember(tx, mysite.id(), new TrackerState(figures, state.knownAt(), state.doubt(), state.failing(),
                    state.rules(), state.marks()));
            return mysite;
        });
    }

    @AfterEach
    void no_secret_was_printed() {
        assertFalse(printed.toString().contains(PLANTED), "a secret was printed");
    }

    Program.Answer run(String... arguments) {
        var answer = program.run(arguments);
        printed.append(answer.both());
        return answer;
    }
}
