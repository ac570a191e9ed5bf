package org.trackerwatch.core;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.PollFailure.Next;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Conditions that look at how polls end, or at the calendar.
public sealed interface PollCondition extends Condition {

    /// Polls bring no figures, through the site or the network.
    ///
    /// @param polls how many in a row
    record Fails(int polls) implements PollCondition, Standing {

        /// A request too many, or a page that can't be understood, is often over at the next poll and then is nobody's
        /// news. When it goes on, the account is no longer watched, and that is.
        private static final int LASTING = 3;

        public Fails {
            Quantity.require(polls > 0, "`polls` must be 1 or more");
        }

        @Override
        public Finding on(Comparison poll) {
            return poll.failing().map(row -> row.reason().next() != Next.STOP && row.polls() >= needed(row.reason())
                    ? new Finding.Met(detail(row)) : new Finding.Unknown()).orElse(new Finding.NotMet());
        }

        @Override
        public boolean fits(Detail found) {
            return found instanceof Detail.Failing row && row.polls() >= polls;
        }

        /// How many polls must fail for this reason.
        int needed(Reason reason) {
            return switch (reason) {
                case SITE_ERROR, MAINTENANCE, CHALLENGED, NAME_NOT_RESOLVED, UNREACHABLE, TIMED_OUT, TLS_FAILED,
                     PROXY_FAILED -> polls;
                case RATE_LIMITED, NOT_FOUND, MOVED, LAYOUT_CHANGED -> Math.max(polls, LASTING);
                case CREDENTIAL_REFUSED, CREDENTIAL_LOST, SESSION_EXPIRED, ACCOUNT_BANNED, ADDRESS_BANNED -> Integer.MAX_VALUE;
            };
        }
    }

    /// The site refuses the login, or the account, or this address, or nothing is left to log in with; nothing more is asked
    /// until the user acts.
    record Refused() implements PollCondition, Standing {

        @Override
        public Finding on(Comparison poll) {
            return poll.failing().map(row -> row.reason().next() == Next.STOP
                    ? new Finding.Met(detail(row)) : new Finding.Unknown()).orElse(new Finding.NotMet());
        }
    }

    /// Polls succeed again after a failure that was an event.
    ///
    /// @param from the rule that told of the failure
    record Recovers(String from) implements PollCondition {

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(Optional.ofNullable(poll.before().rules().get(from)).filter(_ -> poll.failing().isEmpty())
                    .map(row -> new Detail.Recovered(row.fingerprint(), row.since(), Duration.between(row.since(), poll.at()))));
        }
    }

    /// Polls fail and succeed again and again, so that each time says nothing any more.
    ///
    /// @param times  it went down or came back
    /// @param within this time, or the time of some polls if that is longer
    record Flaps(int times, Duration within) implements PollCondition, Standing {

        /// Those bundled under this key keep single downs and ups back.
        public static final String RULE = "tracker-flapping";

        public Flaps {
            Quantity.require(times > 1, "`times` must be 2 or more");
        }

        @Override
        public Finding on(Comparison poll) {
            var turns = Turns.of(poll, within);
            return Finding.of(turns.flapping(times).map(since -> new Detail.Flapping(since, turns.turns().size(), turns.window())));
        }

        @Override
        public Set<String> marks(Comparison poll) {
            return Turns.of(poll, within).marks(times);
        }
    }

    /// Membership is 1 month, 6 months or some years old: on that day, or up to three days later if no poll succeeded
    /// on it. 31 January and a month is the last day of February.
    record Anniversary() implements PollCondition {

        private static final String MARK = "anniversary=";

        private static final int LATE_DAYS = 3;

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(due(poll).filter(day -> !poll.before().marks().contains(mark(day))));
        }

        @Override
        public Set<String> marks(Comparison poll) {
            return poll.failing().isEmpty() ? due(poll).stream().map(Anniversary::mark).collect(Collectors.toSet())
                    : poll.before().marks().stream().filter(mark -> mark.startsWith(MARK)).collect(Collectors.toSet());
        }

        private static Optional<Detail.Due> due(Comparison poll) {
            return poll.joined().filter(_ -> poll.failing().isEmpty()).flatMap(joined -> latest(joined, poll.today()));
        }

        /// Whole years count from the day itself, so someone who joined on 29 February is a year short on the 28th:
        /// the year after is looked at, too.
        private static Optional<Detail.Due> latest(LocalDate joined, LocalDate today) {
            int years = (int) ChronoUnit.YEARS.between(joined, today);
            return Stream.of(12 * (years + 1), 12 * years, 6, 1).filter(months -> months > 0)
                    .map(months -> new Detail.Due(joined.plusMonths(months), months))
                    .filter(day -> isNear(day.date(), today)).findFirst();
        }

        private static boolean isNear(LocalDate day, LocalDate today) {
            long late = ChronoUnit.DAYS.between(day, today);
            return late >= 0 && late <= LATE_DAYS;
        }

        private static String mark(Detail.Due day) {
            return MARK + day.date() + "/" + day.months();
        }
    }

    /// Figures that could not be right were said a second time.
    record Corrected() implements PollCondition {

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(poll.corrected());
        }
    }

    /// It is not the site that is away, but trackerwatch that is offline. That shows over all trackers ([Connection]) and
    /// never in a poll alone.
    record IsOffline() implements PollCondition {

        @Override
        public Finding on(Comparison poll) {
            return Finding.of(poll.failing().filter(row -> poll.terms().offline() && Incident.isOfNetwork(row.reason())).map(PollCondition::detail));
        }
    }

    private static Detail.Failing detail(Failing row) {
        return new Detail.Failing(row.reason(), row.text(), row.since(), row.polls());
    }
}
