package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.trackerwatch.core.Event.Detail;

/// Why an event that was found is none by a target's own threshold, in words that follow its name.
public final class Shortfall {

    private Shortfall() {}

    /// @param target as it is now; its threshold may have been another when the event was judged
    public static String of(Event event, Rule rule, Target target) {
        var wanted = rule.when(target);
        return wanted.fits(event.detail()) ? "had another threshold then, which this did not reach"
                : switch (wanted) {
                    case FigureCondition.Falls falls -> "waits for a fall by " + number(falls, falls.by()) + " or more";
                    case FigureCondition.Rises rises -> "waits for a rise by " + number(rises, rises.by()) + " or more";
                    case FigureCondition.AtLeast level -> "waits for " + number(level, level.limit()) + " or more";
                    case FigureCondition.AtMost level -> "waits for " + number(level, level.limit()) + " or less";
                    case FigureCondition.Crosses crosses -> crosses.limits().stream()
                            .map(limit -> limit(crosses, limit, event.detail())).collect(Collectors.joining(" and ", "waits for ", ""));
                    case PollCondition.Fails fails -> "waits for " + fails.polls() + " failed polls in a row";
                    case FigureCondition.Is _, FigureCondition.Becomes _, FigureCondition.Changes _, FigureCondition.Below _,
                            PollCondition _ -> "waits for something else";
                };
    }

    private static String limit(FigureCondition.Crosses crosses, BigDecimal limit, Detail found) {
        boolean passed = found instanceof Detail.Changed change && change.before().flatMap(Quantity::of)
                .filter(before -> before.amount().compareTo(limit) >= 0).isPresent();
        return number(crosses, limit) + (passed ? ", which was passed before" : ", which was not reached");
    }

    private static String number(FigureCondition condition, BigDecimal number) {
        return ValueText.inFull(condition.of().type(), number);
    }
}
