package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What of a tracker its user should look at, as things stand: no event, which is of a moment, but what a page shows
/// beside the tracker's name until it is over.
///
/// @param code  always the same word for the same trouble
/// @param text  one or two sentences
public record Attention(Level level, String code, String text) {

    public enum Level {
        /// Something is lost already, or is about to be.
        BROKEN,
        ATTENTION
    }

    /// One failed poll may be a moment's; the next one is a trouble.
    private static final int IN_EARNEST = 2;

    /// So much above the minimum is near it.
    private static final BigDecimal NEAR = new BigDecimal("1.1");

    /// Soon enough to make another key in time.
    private static final Duration SOON = Duration.ofDays(14);

    /// So many intervals without a reading are more than chance and backing off make of one.
    private static final int OVERDUE = 3;

    private static final Duration SLACK = Duration.ofHours(1);

    /// Figures that are typed in by hand are not renewed by themselves.
    private static final Duration OLD = Duration.ofDays(30);

    /// The worst first.
    ///
    /// @param interval between two polls, with the site's floor
    public static List<Attention> of(Tracker tracker, TrackerState state, Terms terms, Duration interval, Instant now) {
        var known = state.known();
        return Stream.of(refusal(tracker, state), failing(tracker, state, now), ratio(tracker, known, terms),
                        flag(known, Field.WARNED, true, broken("warned", "The account is warned.")),
                        flag(known, Field.CAN_DOWNLOAD, false, broken("download-disabled", "The site has taken the right to download away.")),
                        ending(known, terms, now), hitAndRuns(known), unsatisfied(known),
                        known.count(Field.SEEDING).filter(seeding -> seeding == 0).map(_ -> note("zero-seeding", "Nothing is seeding.")),
                        state.doubt().map(_ -> note("doubtful", "The last figures can't be right after those before, and wait for a second"
                                + " reading to agree.")),
                        stale(tracker, state, interval, now))
                .flatMap(Optional::stream).sorted(Comparator.comparing(Attention::level)).toList();
    }

    private static Optional<Attention> refusal(Tracker tracker, TrackerState state) {
        return Optional.of(tracker).filter(each -> each.mode() == Tracker.Mode.STOPPED).map(_ -> broken("stopped", state.failing()
                .map(row -> capital(ReasonText.of(row.reason()).reason())).orElse("The site refused what opens the account")
                + ". Nothing more is asked until you act."));
    }

    private static Optional<Attention> failing(Tracker tracker, TrackerState state, Instant now) {
        return state.failing().filter(_ -> tracker.mode() == Tracker.Mode.ACTIVE).map(row -> new Attention(
                row.polls() >= IN_EARNEST ? Level.BROKEN : Level.ATTENTION, "failing", capital(ReasonText.of(row.reason()).reason()) + "; "
                + (row.polls() == 1 ? "the last poll failed." : row.polls() + " polls have failed in a row, for " + since(row, now) + ".")));
    }

    private static String since(Failing row, Instant now) {
        return ValueText.length(Duration.between(row.since(), now.isBefore(row.since()) ? row.since() : now));
    }

    private static Optional<Attention> ratio(Tracker tracker, AccountStats known, Terms terms) {
        var has = known.ratio().flatMap(Quantity::of).map(Quantity::amount);
        return Minimum.of(tracker, known.get(Field.REQUIRED_RATIO), terms.definitionMinRatio()).flatMap(minimum -> has.flatMap(ratio -> {
            var shown = "The ratio is " + (ratio.compareTo(minimum.ratio()) < 0 ? "below " : "near ") + shown(minimum) + ".";
            return ratio.compareTo(minimum.ratio()) < 0 ? Optional.of(broken("ratio-low", shown))
                    : Optional.of(note("ratio-near", shown)).filter(_ -> ratio.compareTo(minimum.ratio().multiply(NEAR)) < 0);
        }));
    }

    private static String shown(Minimum minimum) {
        return ValueText.show(Field.Type.AMOUNT, minimum.ratio()) + switch (minimum.source()) {
            case USER -> ", which you want to keep";
            case SITE -> ", which the site demands of this account";
            case DEFINITION -> ", which the site's rules demand";
        };
    }

    private static Optional<Attention> flag(AccountStats known, Field field, boolean bad, Attention then) {
        return known.flag(field).filter(set -> set == bad).map(_ -> then);
    }

    private static Optional<Attention> ending(AccountStats known, Terms terms, Instant now) {
        return known.get(Field.KEY_EXPIRES).map(Value.Moment.class::cast).map(Value.Moment::at).filter(end -> end.isBefore(now.plus(SOON)))
                .map(end -> end.isBefore(now) ? broken("key-expired", "The key ended on " + LocalDate.ofInstant(end, terms.zone())
                        + ". Make a new one on the site, and give it here.")
                        : note("key-expires", "The key ends on " + LocalDate.ofInstant(end, terms.zone()) + ". Make a new one on the site, and"
                                + " give it here."));
    }

    /// Some sites say how many they forgive.
    private static Optional<Attention> hitAndRuns(AccountStats known) {
        var limit = known.count(Field.HIT_AND_RUN_LIMIT).filter(most -> most > 0);
        return known.count(Field.HIT_AND_RUNS).filter(count -> count > 0).map(count -> new Attention(
                limit.filter(most -> count >= most).isPresent() ? Level.BROKEN : Level.ATTENTION, "hit-and-runs",
                number(count, n -> n == 1 ? "hit-and-run" : "hit-and-runs") + limit.map(most -> " of " + most + " that are forgiven").orElse("") + "."));
    }

    private static Optional<Attention> unsatisfied(AccountStats known) {
        return known.count(Field.UNSATISFIED_LIMIT).filter(most -> most > 0).flatMap(most -> known.count(Field.UNSATISFIED)
                .filter(count -> count >= most).map(count -> note("unsatisfied", number(count, n -> n == 1 ? "torrent is" : "torrents are")
                        + " not seeded long enough yet, and " + most + " is the limit.")));
    }

    private static Optional<Attention> stale(Tracker tracker, TrackerState state, Duration interval, Instant now) {
        var last = state.knownAt().filter(at -> at.isAfter(tracker.added())).orElse(tracker.added());
        var bound = switch (tracker.mode()) {
            case ACTIVE -> state.failing().isPresent() ? Optional.<Duration>empty() : Optional.of(interval.multipliedBy(OVERDUE).plus(SLACK));
            case MANUAL -> Optional.of(OLD);
            case PAUSED, STOPPED -> Optional.<Duration>empty();
        };
        return bound.filter(longest -> last.plus(longest).isBefore(now)).map(_ -> note("stale", state.knownAt()
                .map(at -> "The figures are " + ValueText.length(Duration.between(at, now)) + " old.").orElse("It was never read yet.")
                + (tracker.mode() == Tracker.Mode.MANUAL ? " Type in those of today." : "")));
    }

    private static String number(long count, LongFunction<String> noun) {
        return count + " " + noun.apply(count);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Attention broken(String code, String text) {
        return new Attention(Level.BROKEN, code, text);
    }

    private static Attention note(String code, String text) {
        return new Attention(Level.ATTENTION, code, text);
    }
}
