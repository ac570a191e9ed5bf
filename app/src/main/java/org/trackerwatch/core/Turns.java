package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.PollCondition.Fails;
import org.trackerwatch.core.TrackerState.Failing;

/// When a tracker went down or came back, as far as it matters for its flapping. Remembered as marks.
///
/// @param window what is longer ago is forgotten; when nothing happened for so long, the flapping is over
/// @param turns  the latest ones, with that of this poll
/// @param since  when the flapping began that was going on before this poll
/// @param down   since when it is down: until it is read, or another row of failures is an outage, too. Meanwhile may come what
///               makes none down at once
record Turns(Duration window, List<Instant> turns, Optional<Instant> since, Optional<Instant> down) {

    static final String DOWN = "down=";

    private static final String TURN = "turn=";
    private static final String FLAPPING = "flapping=";

    /// A tracker that is asked once an hour can't turn four times in one.
    private static final int POLLS = 5;

    private static final Fails FAILS = new Fails(1);

    static Turns of(Comparison poll, Duration within) {
        var polls = poll.tracker().interval().multipliedBy(POLLS);
        var window = polls.compareTo(within) > 0 ? polls : within;
        var before = marked(poll, DOWN).findFirst().or(() -> poll.before().failing().filter(Turns::isDown).map(Failing::since));
        var down = poll.failing().flatMap(row -> isDown(row) ? Optional.of(row.since()) : before);
        boolean turned = !before.equals(down);
        var turns = Stream.concat(marked(poll, TURN), Stream.of(poll.at()).filter(_ -> turned))
                .filter(at -> at.plus(window).isAfter(poll.at())).distinct().sorted().toList();
        return new Turns(window, turns, marked(poll, FLAPPING).min(Comparator.naturalOrder()).filter(_ -> !turns.isEmpty()), down);
    }

    /// Since when it flaps.
    ///
    /// @param times so many turns are needed to begin
    Optional<Instant> flapping(int times) {
        return since.or(() -> turns.stream().findFirst().filter(_ -> turns.size() >= times));
    }

    Set<String> marks(int times) {
        return Stream.of(turns.stream().map(at -> TURN + at), flapping(times).map(at -> FLAPPING + at).stream(), down.map(at -> DOWN + at).stream())
                .flatMap(marks -> marks).collect(Collectors.toSet());
    }

    /// A refusal is another matter, and ends all polling: it needs more polls than there are.
    private static boolean isDown(Failing row) {
        return row.polls() >= FAILS.needed(row.reason());
    }

    private static Stream<Instant> marked(Comparison poll, String kind) {
        return poll.before().marks().stream().filter(mark -> mark.startsWith(kind)).map(mark -> Instant.parse(mark.substring(kind.length())));
    }
}
