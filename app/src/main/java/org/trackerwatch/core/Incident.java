package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.PollFailure.Blame;
import org.trackerwatch.trackers.PollFailure.Reason;

/// An outage: from the first failed poll of a row to the first good one, or to a failure that is another matter.
///
/// @param id        0 until it is stored
/// @param tracker   empty where trackerwatch itself was offline
/// @param since     when the first poll failed
/// @param first     why it failed
/// @param last      why the last one failed
/// @param text      what the last one said, for people
/// @param polls     that brought nothing
/// @param within    the outage of our own that it came with
/// @param announced when the first target had been told of it
public record Incident(long id, Optional<Long> tracker, Instant since, Optional<Instant> ended, Reason first, Reason last,
                       String text, int polls, Optional<Long> within, Optional<Instant> announced) {

    /// Who can mend it.
    public enum Fault {
        SITE,
        /// Our connection, our proxy, or our knowledge of the site's pages.
        OURS,
        /// A credential, or an account.
        USER
    }

    /// What a poll makes of a tracker's outages: what it began, changed and ended, to be stored in this order.
    ///
    /// @param open the one that lasted when the poll came
    /// @param row  of failures, with the poll in it; empty if it succeeded
    public static List<Incident> after(Optional<Incident> open, long tracker, Optional<Failing> row, Instant at) {
        var same = open.filter(incident -> row.filter(failing -> failing.since().equals(incident.since)).isPresent());
        if (same.isPresent()) {
            return row.stream().map(same.get()::with).toList();
        }
        return Stream.concat(open.map(incident -> incident.over(row.map(Failing::since).orElse(at))).stream(),
                row.map(failing -> begun(tracker, failing)).stream()).toList();
    }

    private static Incident begun(long tracker, Failing row) {
        return new Incident(0, Optional.of(tracker), row.since(), Optional.empty(), row.reason(), row.reason(), row.text(), row.polls(),
                Optional.empty(), Optional.empty());
    }

    private Incident with(Failing row) {
        return new Incident(id, tracker, since, ended, first, row.reason(), row.text(), row.polls(), within, announced);
    }

    /// A clock that was set back makes none of negative length.
    public Incident over(Instant at) {
        return new Incident(id, tracker, since, Optional.of(at.isBefore(since) ? since : at), first, last, text, polls, within, announced);
    }

    public boolean isOver() {
        return ended.isPresent();
    }

    public Duration lasted(Instant now) {
        return Duration.between(since, ended.orElse(now));
    }

    /// While our own connection was there, what could not be reached was the site's fault.
    public Fault fault() {
        if (tracker.isEmpty() || within.isPresent() || last == Reason.PROXY_FAILED) {
            return Fault.OURS;
        }
        return switch (last.blame()) {
            case USER -> Fault.USER;
            case SITE, NETWORK -> Fault.SITE;
            case DEFINITION -> Fault.OURS;
        };
    }

    /// Whether nothing came back, as opposed to something that is of no use.
    public static boolean isOfNetwork(Reason reason) {
        return reason.blame() == Blame.NETWORK;
    }
}
