package org.trackerwatch.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.State;

/// Which of a target's deliveries go out next. What concerns one tracker is a lane, and in a lane nothing overtakes: a
/// recovery never arrives before its alert. Between lanes what is urgent goes first, then what is oldest.
///
/// A new message of a lane takes along those before it that are waiting for their next attempt, since it could not go
/// alone. Only one whose last answer was lost holds its lane until its time: sending it early makes a duplicate likelier.
/// Those that wait for company leave with whatever leaves.
///
/// Where one message is to find out whether its target is back, lanes take turns: what was tried least goes first. Else
/// one that is itself the trouble would be asked for all others, for days.
public final class Lanes {

    private static final Comparator<List<Delivery>> USUAL =
            Comparator.comparing(Lanes::hasNothingUrgent).thenComparing(lane -> lane.getFirst().id());

    private static final Comparator<List<Delivery>> IN_TURN =
            Comparator.<List<Delivery>>comparingInt(lane -> lane.getFirst().attempts()).thenComparing(USUAL);

    private Lanes() {}

    /// What may share the next request, in order; empty when nothing is due.
    ///
    /// @param open the target's deliveries that are waiting or being sent, oldest first
    public static List<Delivery> next(List<Delivery> open, Departures departures) {
        return next(open, departures, USUAL);
    }

    /// Likewise, as lanes take turns.
    public static List<Delivery> inTurn(List<Delivery> open, Departures departures) {
        return next(open, departures, IN_TURN);
    }

    private static List<Delivery> next(List<Delivery> open, Departures departures, Comparator<List<Delivery>> order) {
        var ready = sorted(lanes(open).stream().map(lane -> lane.subList(0, ready(lane, departures))), order);
        if (ready.isEmpty()) {
            return List.of();
        }
        var first = ready.getFirst().getFirst();
        return first.form() == Form.SHARED
                ? shared(sorted(lanes(open).stream().map(lane -> withCompany(lane, departures)), order)) : List.of(first);
    }

    /// When the next of them is due; empty when none is waiting, or all wait for one that is being sent.
    public static Optional<Instant> due(List<Delivery> open, Departures departures) {
        return lanes(open).stream().flatMap(lane -> laneDue(lane, departures).stream()).min(Comparator.naturalOrder());
    }

    private static List<List<Delivery>> sorted(Stream<List<Delivery>> lanes, Comparator<List<Delivery>> order) {
        return lanes.filter(lane -> !lane.isEmpty()).sorted(order).toList();
    }

    private static Collection<List<Delivery>> lanes(List<Delivery> open) {
        var lanes = new LinkedHashMap<Long, List<Delivery>>();
        open.forEach(delivery -> lanes.computeIfAbsent(delivery.tracker(), _ -> new ArrayList<>()).add(delivery));
        return lanes.values();
    }

    /// How many of them may leave.
    private static int ready(List<Delivery> lane, Departures departures) {
        int end = 0;
        for (int i = 0; i < lane.size() && lane.get(i).state() == State.WAITING; i++) {
            if (departures.mayLeave(lane.get(i))) {
                end = i + 1;
            } else if (lane.get(i).uncertain()) {
                break;
            }
        }
        return end;
    }

    private static List<Delivery> withCompany(List<Delivery> lane, Departures departures) {
        int end = ready(lane, departures);
        while (end < lane.size() && departures.joins(lane.get(end))) {
            end++;
        }
        return lane.subList(0, end);
    }

    private static Optional<Instant> laneDue(List<Delivery> lane, Departures departures) {
        Optional<Instant> earliest = Optional.empty();
        for (var delivery : lane) {
            if (delivery.state() != State.WAITING) {
                break;
            }
            var leaves = departures.of(delivery);
            earliest = earliest.filter(leaves::isAfter).or(() -> Optional.of(leaves));
            if (delivery.uncertain()) {
                break;
            }
        }
        return earliest;
    }

    private static List<Delivery> shared(List<List<Delivery>> ready) {
        var together = new ArrayList<Delivery>();
        for (var lane : ready) {
            lane.stream().takeWhile(delivery -> delivery.form() == Form.SHARED).forEach(together::add);
        }
        return together;
    }

    private static boolean hasNothingUrgent(List<Delivery> lane) {
        return lane.stream().noneMatch(delivery -> delivery.severity() == Severity.URGENT);
    }
}
