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
import org.trackerwatch.trackers.PollFailure.Next;

/// When a tracker went down or came back, as far as it matters for its flapping. Remembered as marks.
///
/// @param window what is longer ago is forgotten; when nothing happened for so long, the flapping is over
/// @param turns  the latest ones, with that of this poll
/// @param since  when the flapping began that was going on before this poll
record Turns(Duration window, List<Instant> turns, Optional<Instant> since) {

    private static final String TURN = "turn=";
    private static final String FLAPPING = "flapping=";

    /// A tracker that is asked once an hour can't turn four times in one.
    private static final int POLLS = 5;

    private static final Fails DOWN = new Fails(1);

    static Turns of(Comparison poll, Duration within) {
        var polls = poll.tracker().interval().multipliedBy(POLLS);
        var window = polls.compareTo(within) > 0 ? polls : within;
        var turns = Stream.concat(marked(poll, TURN), Stream.of(poll.at()).filter(_ -> turned(poll)))
                .filter(at -> at.plus(window).isAfter(poll.at())).distinct().sorted().toList();
        return new Turns(window, turns, marked(poll, FLAPPING).min(Comparator.naturalOrder()).filter(_ -> !turns.isEmpty()));
    }

    /// Since when it flaps.
    ///
    /// @param times so many turns are needed to begin
    Optional<Instant> flapping(int times) {
        return since.or(() -> turns.stream().findFirst().filter(_ -> turns.size() >= times));
    }

    Set<String> marks(int times) {
        return Stream.concat(turns.stream().map(at -> TURN + at), flapping(times).map(at -> FLAPPING + at).stream()).collect(Collectors.toSet());
    }

    /// A refusal is neither: it is another matter, and ends all polling.
    private static boolean turned(Comparison poll) {
        boolean refused = poll.failing().filter(row -> row.reason().next() == Next.STOP).isPresent();
        return !refused && isDown(poll.before().failing()) != isDown(poll.failing());
    }

    private static boolean isDown(Optional<Failing> row) {
        return row.filter(failing -> failing.polls() >= DOWN.needed(failing.reason())).isPresent();
    }

    private static Stream<Instant> marked(Comparison poll, String kind) {
        return poll.before().marks().stream().filter(mark -> mark.startsWith(kind)).map(mark -> Instant.parse(mark.substring(kind.length())));
    }
}
