package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Whether it is the sites that are down, or we ourselves who are offline. A road is a way into the network: the direct
/// one, or a proxy.
public final class Connection {

    /// How long it is kept to oneself that a site could not be reached: others may follow.
    public static final Duration WINDOW = Duration.ofSeconds(45);

    /// Polls of one cycle end within this time.
    public static final Duration CYCLE = Duration.ofMinutes(5);

    /// Between two questions to the neutral address by one road, at least.
    public static final Duration GAP = Duration.ofMinutes(3);

    /// An answer of the neutral address is not waited for longer.
    public static final Duration LONGEST_DOUBT = WINDOW.plus(GAP).plusMinutes(1);

    private static final int FEWEST = 4;
    private static final int SHARE = 60;

    /// The last poll of a tracker.
    ///
    /// @param road by which it is reached
    /// @param lost why nothing came back; empty if anything did, an error included
    public record Contact(String road, Instant at, Optional<Reason> lost) {}

    /// What the neutral address said, by one road.
    ///
    /// @param failed why nothing came back; empty if anything did
    public record Control(Instant asked, Optional<Reason> failed) {}

    private Connection() {}

    /// Why that road leads nowhere now, by its present polls or by the neutral address. Empty if it does, or nobody knows.
    ///
    /// @param last the last poll of each tracker, by whatever road
    public static Optional<Reason> lost(String road, List<Contact> last, Optional<Control> control, Instant now) {
        var fresh = control.filter(answer -> isWithin(answer.asked(), GAP, now)).flatMap(Control::failed);
        return fresh.or(() -> lost(road, last.stream().filter(contact -> isWithin(contact.at(), CYCLE, now)).toList()));
    }

    private static Optional<Reason> lost(String road, List<Contact> cycle) {
        var own = cycle.stream().filter(contact -> contact.road().equals(road)).toList();
        boolean together = own.size() >= FEWEST ? isMost(own) : cycle.size() >= FEWEST && isMost(cycle) && isMost(own);
        return together ? usual(own) : Optional.empty();
    }

    private static boolean isMost(List<Contact> contacts) {
        long lost = contacts.stream().filter(contact -> contact.lost().isPresent()).count();
        return lost > 0 && lost * 100 >= (long) SHARE * contacts.size();
    }

    private static Optional<Reason> usual(List<Contact> contacts) {
        var counts = contacts.stream().flatMap(contact -> contact.lost().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.<Reason, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey(
                Comparator.reverseOrder()))).map(Map.Entry::getKey);
    }

    /// What lies in the future was noted before the clock was set back.
    public static boolean isWithin(Instant at, Duration length, Instant now) {
        return !at.isAfter(now) && at.plus(length).isAfter(now);
    }
}
