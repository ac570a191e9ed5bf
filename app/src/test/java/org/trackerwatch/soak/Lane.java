package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.trackerwatch.soak.Reference.Found;

/// What one target is to be told of one rule on one tracker: by the design's words on cooldowns, catch-ups, quiet hours and
/// silences, held against what was put on its way.
final class Lane {

    /// The rounds in which both find a thing may lie beside each other.
    static final Duration SLACK = Duration.ofMinutes(16);

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration THREE_DAYS = Duration.ofHours(72);

    /// @param events when each of what it tells happened; empty for what goes on
    /// @param must   false where both telling and not telling would be right
    record Telling(Instant at, Set<Instant> events, boolean must, String why) {}

    private final Ear ear;
    private final int tracker;
    private final Ear.Rule rule;
    private final Reference reference;
    private final Consumer<String> differs;

    private Optional<Instant> lastTold = Optional.empty();
    private final List<Found> held = new ArrayList<>();
    /// Quiet hours or a silence hold it, or did until now. What a cooldown took over from them is the cooldown's.
    private boolean spared;
    private boolean unclear;
    /// The last word had perhaps not left when polls began to fail, and so had nothing left to tell.
    private boolean mayHaveLapsed;
    private final List<Telling> expected = new ArrayList<>();
    private final List<Telling> actual = new ArrayList<>();

    Lane(Ear ear, int tracker, Ear.Rule rule, Reference reference, Consumer<String> differs) {
        this.ear = ear;
        this.tracker = tracker;
        this.rule = rule;
        this.reference = reference;
        this.differs = differs;
    }

    void happened(Found found, Instant now) {
        if (!ear.wants(tracker, rule.key, rule.gravity) || !ear.fits(rule.key, found.before(), found.after())) {
            return;
        }
        var hush = ear.hushed(tracker, rule.key, found.at());
        if (hush.filter(Ear.Hush::drops).isPresent()) {
            return;
        }
        boolean quiet = hush.isPresent() || ear.isNight(found.at(), rule.gravity);
        if (held.isEmpty() && !quiet && isOver(found.at())) {
            tell(found.at(), Set.of(found.at()), true, "it happened");
        } else {
            held.add(found);
            spared |= quiet;
        }
    }

    /// As time goes on.
    ///
    /// @param troubled the target could not be reached of late, so that something may still wait for it
    /// @param active   the tracker is polled
    void goesOn(Instant now, boolean troubled, boolean active) {
        mayHaveLapsed |= rule.stands && reference.fails() && (troubled || lastTold.filter(told -> told.plus(SLACK).isAfter(now)).isPresent());
        if (!held.isEmpty()) {
            release(now, active);
        } else if (rule.stands && reference.standing.containsKey(rule.key)) {
            remind(now, troubled, active);
        }
    }

    private void release(Instant now, boolean active) {
        unclear |= ear.paused || !active || rule.stands && reference.fails() || ear.hushed(tracker, rule.key, now).filter(Ear.Hush::drops).isPresent();
        if (ear.hushed(tracker, rule.key, now).isPresent() || ear.isNight(now, rule.gravity)) {
            spared |= isOver(now);
        } else if (isOver(now)) {
            if (spared || !hasEnded()) {
                tell(now, new HashSet<>(held.stream().map(Found::at).toList()), !unclear && isWantedStill(), "its cooldown or quiet is over");
            }
            forget();
        } else {
            spared = false;
        }
    }

    /// Who wants to hear of larger changes only, since then, need not hear of this one.
    private boolean isWantedStill() {
        return held.stream().anyMatch(each -> ear.fits(rule.key, each.before(), each.after()));
    }

    private void forget() {
        held.clear();
        spared = false;
        unclear = false;
    }

    private boolean isOver(Instant now) {
        return lastTold.filter(told -> now.isBefore(told.plus(ear.cooldown(rule)))).isEmpty();
    }

    /// What was held is no longer so.
    private boolean hasEnded() {
        var first = held.getFirst();
        var now = reference.current(rule.key);
        return switch (rule) {
            case RATIO_DROP, BUFFER_MILESTONE -> now.isEmpty() || !ear.fits(rule.key, first.before(), now);
            case HIT_AND_RUN, UNREAD_MAIL -> (Long) now.orElseThrow() <= (Long) first.before().orElseThrow();
            case ACCOUNT_WARNED -> now.filter(Boolean.FALSE::equals).isPresent();
            case DOWNLOAD_DISABLED -> now.filter(Boolean.TRUE::equals).isPresent();
            case RANK_CHANGE -> now.equals(first.before());
            case RATIO_DANGER, ZERO_SEEDING, LOGIN_REJECTED -> !reference.standing.containsKey(rule.key);
            case ANNIVERSARY, FIGURES_CORRECTED -> false;
        };
    }

    /// Once per cooldown on the first day, then rarer; nothing of figures while nobody can read them.
    private void remind(Instant now, boolean troubled, boolean active) {
        if (!ear.wants(tracker, rule.key, rule.gravity) || ear.hushed(tracker, rule.key, now).isPresent() || ear.isNight(now, rule.gravity)
                || rule != Ear.Rule.LOGIN_REJECTED && reference.fails()) {
            return;
        }
        var since = reference.standing.get(rule.key);
        boolean first = lastTold.filter(told -> !told.isBefore(since)).isEmpty();
        if ((first || ear.reminders) && lastTold.filter(told -> now.isBefore(told.plus(first ? ear.cooldown(rule) : gap(told, since)))).isEmpty()) {
            tell(now, Set.of(), active && !troubled && !mayHaveLapsed && !mayHaveWaited(), "it goes on");
        } else if (mayHaveLapsed) {
            tell(now, Set.of(), false, "the last word on it had lapsed");
        }
    }

    /// The last word was to leave as the night began, and so left after it: then that is when it was told.
    private boolean mayHaveWaited() {
        return lastTold.filter(told -> !ear.isNight(told, rule.gravity) && ear.isNight(told.plus(SLACK), rule.gravity)).isPresent();
    }

    private Duration gap(Instant told, Instant since) {
        var pace = ear.cooldown(rule);
        var lasted = Duration.between(since, told);
        if (ear.cooldowns.containsKey(rule.key) || lasted.compareTo(DAY) < 0) {
            return pace;
        }
        return lasted.compareTo(DAY.plus(THREE_DAYS)) < 0 ? longer(pace, THREE_DAYS) : longer(pace, Duration.ofDays(7));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void tell(Instant at, Set<Instant> events, boolean must, String why) {
        expected.removeIf(same -> !same.must && events.isEmpty() && same.events.isEmpty());
        if (expected.stream().noneMatch(same -> same.events.equals(events) && events.isEmpty())) {
            expected.add(new Telling(at, events, must, why));
            if (must) {
                lastTold = Optional.of(at);
            }
        }
    }

    /// The program has put a message on its way.
    void told(Instant at, Set<Instant> events, boolean reminder) {
        actual.add(new Telling(at, reminder ? Set.of() : events, true, reminder ? "reminder" : "alert"));
        lastTold = Optional.of(at);
        mayHaveLapsed = false;
    }

    /// After both were asked.
    void settle(Instant now) {
        for (var telling : List.copyOf(actual)) {
            var match = expected.stream().filter(each -> isSame(each, telling)).findFirst();
            if (match.isPresent()) {
                expected.remove(match.get());
                actual.remove(telling);
            } else if (telling.at.plus(SLACK).isBefore(now)) {
                actual.remove(telling);
                report("told without a reason", telling);
                held.removeIf(each -> telling.events.contains(each.at()));
            }
        }
        for (var telling : List.copyOf(expected)) {
            if (telling.at.plus(SLACK).isBefore(now)) {
                expected.remove(telling);
                if (telling.must) {
                    report("not told", telling);
                }
            }
        }
    }

    /// The first word on what stands tells of its beginning, and may count as either.
    private boolean isSame(Telling one, Telling other) {
        return Duration.between(one.at, other.at).abs().compareTo(SLACK) <= 0
                && (one.events.equals(other.events) || rule.stands && (one.events.isEmpty() || other.events.isEmpty()));
    }

    private void report(String what, Telling telling) {
        differs.accept(ear.name + " T" + (100 + tracker) + " " + rule.key + " " + what + ": " + telling + ", last told " + lastTold
                + ", held " + held.stream().map(Found::at).toList() + ", stands since " + reference.standing.get(rule.key));
    }
}
