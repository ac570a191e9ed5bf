package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a user wants at one target, as he would say it.
final class Ear {

    /// How the design has them.
    enum Rule {
        RATIO_DROP("ratio-drop", Gravity.WARNING, 6, false), HIT_AND_RUN("hit-and-run", Gravity.URGENT, 6, false),
        BUFFER_MILESTONE("buffer-milestone", Gravity.GOOD, 6, false), ACCOUNT_WARNED("account-warned", Gravity.URGENT, 6, false),
        RATIO_DANGER("ratio-danger", Gravity.URGENT, 24, true), ZERO_SEEDING("zero-seeding", Gravity.WARNING, 24, true),
        RANK_CHANGE("rank-change", Gravity.INFO, 24 * 7, false), ANNIVERSARY("anniversary", Gravity.INFO, 24 * 7, false),
        LOGIN_REJECTED("login-rejected", Gravity.URGENT, 24, true), DOWNLOAD_DISABLED("download-disabled", Gravity.URGENT, 24, false),
        FIGURES_CORRECTED("figures-corrected", Gravity.INFO, 24, false),
        /// To those alone who ask for it.
        UNREAD_MAIL("unread-mail", Gravity.WARNING, 6, false);

        final String key;
        final Gravity gravity;
        final Duration cooldown;
        final boolean stands;

        Rule(String key, Gravity gravity, int hours, boolean stands) {
            this.key = key;
            this.gravity = gravity;
            this.cooldown = Duration.ofHours(hours);
            this.stands = stands;
        }

        static Optional<Rule> of(String key) {
            return List.of(values()).stream().filter(rule -> rule.key.equals(key)).findFirst();
        }
    }

    enum Gravity { URGENT, WARNING, GOOD, INFO }

    /// @param tracker empty for all
    record Hush(Optional<Integer> tracker, Optional<String> rule, Instant until, boolean drops, long id) {}

    final String name;
    final Set<String> rules;
    final Set<Integer> trackers;
    final Map<String, Duration> cooldowns = new HashMap<>();
    Gravity least = Gravity.INFO;
    Optional<BigDecimal> drop = Optional.empty();
    Set<Long> limits = Set.of();
    Optional<LocalTime> nightBegins = Optional.empty();
    LocalTime nightEnds = LocalTime.of(7, 0);
    boolean paused;
    boolean reminders = true;
    final List<Hush> hushes = new ArrayList<>();

    private final ZoneId zone;

    /// @param rules    that it hears of; empty for all
    /// @param trackers that it hears of; empty for all
    Ear(String name, Set<String> rules, Set<Integer> trackers, ZoneId zone) {
        this.name = name;
        this.rules = new HashSet<>(rules);
        this.trackers = new HashSet<>(trackers);
        this.zone = zone;
    }

    boolean wants(int tracker, String rule, Gravity gravity) {
        return !paused && (rules.isEmpty() ? !rule.equals(Rule.UNREAD_MAIL.key) : rules.contains(rule)) && (trackers.isEmpty() || trackers.contains(tracker))
                && gravity.compareTo(least) <= 0;
    }

    /// Whether it is as much as this target wants to hear of.
    boolean fits(String rule, Optional<Object> before, Optional<Object> after) {
        return switch (rule) {
            case "ratio-drop" -> ((BigDecimal) before.orElseThrow()).subtract((BigDecimal) after.orElseThrow())
                    .compareTo(drop.orElse(Reference.RATIO_DROP)) >= 0;
            case "buffer-milestone" -> (limits.isEmpty() ? Set.of(Reference.MILESTONE) : limits).stream()
                    .anyMatch(limit -> (Long) before.orElseThrow() < limit && (Long) after.orElseThrow() >= limit);
            default -> true;
        };
    }

    Duration cooldown(Rule rule) {
        return cooldowns.getOrDefault(rule.key, rule.cooldown);
    }

    Optional<Hush> hushed(int tracker, String rule, Instant now) {
        return hushes.stream().filter(hush -> now.isBefore(hush.until) && hush.tracker.orElse(tracker) == tracker && hush.rule.orElse(rule).equals(rule))
                .reduce((one, other) -> one.drops ? one : other);
    }

    /// By the clock on the wall, whatever the summer does to it.
    boolean isNight(Instant now, Gravity gravity) {
        if (nightBegins.isEmpty() || gravity == Gravity.URGENT) {
            return false;
        }
        var wall = LocalDateTime.ofInstant(now, zone).toLocalTime();
        return !wall.isBefore(nightBegins.get()) || wall.isBefore(nightEnds);
    }
}
