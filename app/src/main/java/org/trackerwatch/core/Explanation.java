package org.trackerwatch.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.core.Event.Detail.Due;
import org.trackerwatch.core.TrackerState.RuleState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure.Next;

/// Why a rule fired at a poll, or why it did not: the poll is evaluated again, and the numbers are named.
///
/// @param fires    it found what was not known before
/// @param doubtful the reading had figures that could not be right, from which nothing was concluded
/// @param sentence what was compared with what, and what followed
public record Explanation(boolean fires, boolean doubtful, String sentence) {

    /// @param previous what was known before the poll
    /// @param rule     with the limits that events were looked for with then
    public static Explanation of(Tracker tracker, Terms terms, TrackerState previous, Outcome outcome, Rule rule, Instant at) {
        var evaluation = Evaluator.evaluate(tracker, terms, previous, outcome, List.of(rule), at);
        var poll = Evaluator.take(tracker, terms, previous, outcome, at).poll();
        boolean fires = !evaluation.events().isEmpty();
        var why = switch (rule.when()) {
            case FigureCondition figure when outcome instanceof Outcome.Read(var reading)
                    && Doubt.of(previous, reading).standing().contains(figure.of()) -> doubt(previous, reading);
            case FigureCondition figure -> new FigureExplained(poll, figure).sentence();
            case PollCondition condition -> contact(condition, poll);
        };
        return new Explanation(fires, evaluation.doubtful(), why + " " + (fires ? fired(rule, evaluation.events().getFirst())
                : Optional.ofNullable(evaluation.state().rules().get(rule.key()))
                        .map(stood -> told(stood, at, terms.zone())).orElse("So it did not fire.")));
    }

    /// The sentence names the rule's own limits; a target may have a lower one.
    private static String fired(Rule rule, Event event) {
        return rule.when().fits(event.detail()) ? "So it fired." : "A target's own threshold was reached. So it fired.";
    }

    private static String told(RuleState stood, Instant at, ZoneId zone) {
        return "It had fired when this began, " + ValueText.moment(stood.since(), at, zone)
                + "; while it lasts it is repeated when a target's cooldown ends.";
    }

    private static String doubt(TrackerState previous, AccountStats reading) {
        return "Some figures can't be right (" + changes(previous.known(), reading, Doubt.of(previous, reading))
                + "), so nothing is concluded from them before the next figures.";
    }

    private static String changes(AccountStats before, AccountStats after, Doubt doubt) {
        return doubt.standing().stream().filter(field -> after.get(field).isPresent())
                .map(field -> ValueText.name(field) + " " + before.get(field).map(FigureExplained::exact).orElse("unknown")
                        + " → " + after.get(field).map(FigureExplained::exact).orElseThrow())
                .collect(Collectors.joining(", "));
    }

    private static String contact(PollCondition condition, Comparison poll) {
        return switch (condition) {
            case PollCondition.Fails fails -> poll.failing().map(row -> failures(fails, row)).orElse("Nothing failed.");
            case PollCondition.Refused _ -> poll.failing().map(row -> row.reason().next() == Next.STOP
                    ? "The site refused: " + reason(row) + "." : "The poll failed (" + reason(row) + "), which is no refusal.")
                    .orElse("Nothing failed.");
            case PollCondition.Recovers recovery -> poll.failing().map(row -> "The poll failed (" + reason(row) + ").")
                    .orElseGet(() -> poll.before().rules().containsKey(recovery.from())
                            ? "Nothing failed, and " + recovery.from() + " had fired before."
                            : "Nothing failed, and " + recovery.from() + " had not fired before.");
            case PollCondition.Anniversary day -> poll.joined().map(joined -> day.on(poll) instanceof Finding.Met(Due due)
                    ? "Membership became " + due.months() + " months old on " + ValueText.day(due.date()) + "."
                    : "Membership began on " + ValueText.day(joined) + "; in the three days before it became neither 1 month,"
                            + " nor 6 months, nor whole years old, or that was told already, or a poll failed.")
                    .orElse("Nobody knows when membership began: neither you nor the site told it.");
            case PollCondition.Flaps flaps -> flaps.on(poll) instanceof Finding.Met(Event.Detail.Flapping turns)
                    ? "It went down or came back " + turns.turns() + " times in " + ValueText.length(turns.quiet()) + "."
                    : "It went down or came back less than " + flaps.times() + " times in the time that counts.";
            case PollCondition.IsOffline _ -> "Whether trackerwatch itself is offline shows over all trackers, and never in one poll.";
            case PollCondition.Corrected _ -> poll.corrected().isPresent() ? "The figures before could not be right, and these are like them."
                    : "No figures were in doubt that could not be right again here.";
        };
    }

    private static String failures(PollCondition.Fails fails, TrackerState.Failing row) {
        if (row.reason().next() == Next.STOP) {
            return "The site refused: " + reason(row) + ". That is another event, login-rejected.";
        }
        return (row.polls() == 1 ? "One poll has failed" : row.polls() + " polls in a row have failed") + " (" + reason(row)
                + "); for this reason the rule waits for " + fails.needed(row.reason()) + ".";
    }

    private static String reason(TrackerState.Failing row) {
        return ReasonText.of(row.reason()).reason();
    }
}
