package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.FigureCondition.AtLeast;
import org.trackerwatch.core.FigureCondition.AtMost;
import org.trackerwatch.core.FigureCondition.Becomes;
import org.trackerwatch.core.FigureCondition.Below;
import org.trackerwatch.core.FigureCondition.Changes;
import org.trackerwatch.core.FigureCondition.Crosses;
import org.trackerwatch.core.FigureCondition.Falls;
import org.trackerwatch.core.FigureCondition.Is;
import org.trackerwatch.core.FigureCondition.Rises;
import org.trackerwatch.core.PollCondition.Fails;

/// When a rule has something to tell. Each kind has its own arithmetic, all of it exact, and none concludes anything from
/// what is unknown.
///
/// Most kinds speak of an edge: something that happened between two polls. Those that are [Standing] speak of a state,
/// which begins, stands and ends.
public sealed interface Condition permits FigureCondition, PollCondition, Condition.Standing {

    /// A state that lasts: told when it begins, and again from time to time while it stands.
    sealed interface Standing extends Condition
            permits FigureCondition.Level, FigureCondition.Below, PollCondition.Fails, PollCondition.Refused, PollCondition.Flaps {}

    Finding on(Comparison poll);

    /// Whether what was found is enough for this condition, too: it may have been found with looser limits.
    default boolean fits(Detail found) {
        return true;
    }

    /// What must be remembered after this poll so that it is told once.
    default Set<String> marks(Comparison poll) {
        return Set.of();
    }

    /// The numbers that a target may replace by its own.
    default List<BigDecimal> limits() {
        return switch (this) {
            case Falls falls -> List.of(falls.by());
            case Rises rises -> List.of(rises.by());
            case Crosses crosses -> crosses.limits();
            case AtLeast level -> List.of(level.limit());
            case AtMost level -> List.of(level.limit());
            case Fails fails -> List.of(BigDecimal.valueOf(fails.polls()));
            case Is _, Becomes _, Changes _, Below _, PollCondition _ -> List.of();
        };
    }

    /// The same condition with these limits: with all of them where it has room, else with the one that finds most.
    default Condition with(List<BigDecimal> limits) {
        if (limits.isEmpty()) {
            return this;
        }
        var least = Collections.min(limits);
        return switch (this) {
            case Falls falls -> new Falls(falls.of(), least);
            case Rises rises -> new Rises(rises.of(), least);
            case Crosses crosses -> new Crosses(crosses.of(), limits);
            case AtLeast level -> new AtLeast(level.of(), least);
            case AtMost level -> new AtMost(level.of(), Collections.max(limits));
            case Fails _ -> new Fails(least.intValueExact());
            case Is _, Becomes _, Changes _, Below _, PollCondition _ -> this;
        };
    }
}
