package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Rank;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// The way to the next class of a site, as far as its rules are known: what of it is done, and what is wanting.
///
/// @param next  the lowest class above the present one that is earned rather than given
/// @param needs all of them
/// @param anyOf beyond those, one of these lists; empty where nothing beyond is asked
public record Ladder(Rank next, List<Step> needs, List<List<Step>> anyOf) {

    /// Unknown is not unmet: sites ask for figures that no page of theirs shows.
    public enum State { MET, UNMET, UNKNOWN }

    /// @param figure  a figure of the account, [Rank#ACCOUNT_AGE], or the `x_…` name of one that only this site has
    /// @param known   empty where nobody told
    /// @param missing how much is wanting; empty where nothing is, or where it can't be counted
    public record Step(String figure, Value needed, Optional<Value> known, State state, Optional<BigDecimal> missing) {}

    public Ladder {
        needs = List.copyOf(needs);
        anyOf = List.copyOf(anyOf);
    }

    /// Empty above the highest class, and of a class that is given rather than earned.
    ///
    /// @param age how long the account has been there
    public static Optional<Ladder> above(Rank present, List<Rank> ranks, AccountStats figures, Optional<Duration> age) {
        return present.tier().filter(_ -> !present.granted()).flatMap(tier -> ranks.stream()
                .filter(rank -> !rank.granted() && rank.tier().filter(other -> other > tier).isPresent())
                .min(Comparator.comparing(rank -> rank.tier().orElseThrow())))
                .map(next -> new Ladder(next, steps(next.needs(), figures, age),
                        next.anyOf().stream().map(needs -> steps(needs, figures, age)).toList()));
    }

    /// Of all of it together.
    public State state() {
        var choice = anyOf.stream().map(Ladder::all).toList();
        var other = choice.isEmpty() || choice.contains(State.MET) ? State.MET
                : choice.contains(State.UNKNOWN) ? State.UNKNOWN : State.UNMET;
        return both(all(needs), other);
    }

    private static State all(List<Step> steps) {
        return steps.stream().map(Step::state).reduce(State.MET, Ladder::both);
    }

    private static State both(State one, State other) {
        return one == State.UNMET || other == State.UNMET ? State.UNMET
                : one == State.UNKNOWN || other == State.UNKNOWN ? State.UNKNOWN : State.MET;
    }

    private static List<Step> steps(Map<String, Value> needs, AccountStats figures, Optional<Duration> age) {
        return needs.entrySet().stream().map(need -> step(need.getKey(), need.getValue(), known(need.getKey(), figures, age))).toList();
    }

    private static Optional<Value> known(String figure, AccountStats figures, Optional<Duration> age) {
        return figure.equals(Rank.ACCOUNT_AGE) ? age.map(Value.Span::new) : Field.of(figure).map(figures::get)
                .orElseGet(() -> Optional.ofNullable(figures.extras().get(figure)).flatMap(text -> ValueText.read(Field.Type.AMOUNT, text)));
    }

    private static Step step(String figure, Value needed, Optional<Value> known) {
        var missing = known.flatMap(Quantity::of).flatMap(has -> Quantity.of(needed).map(all -> all.amount().subtract(has.amount())));
        var state = known.flatMap(has -> reached(has, needed, missing)).map(done -> done ? State.MET : State.UNMET).orElse(State.UNKNOWN);
        return new Step(figure, needed, known, state, missing.filter(amount -> amount.signum() > 0));
    }

    private static Optional<Boolean> reached(Value has, Value needed, Optional<BigDecimal> missing) {
        return switch (has) {
            case Ratio.Infinite _ -> Optional.of(true);
            case Value.Flag flag -> Optional.of(flag.equals(needed));
            default -> missing.map(amount -> amount.signum() <= 0);
        };
    }
}
