package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a host writes down of its guests, and what it finds bad manners. Time is told by two clocks: the guest's own,
/// which may be set, and the host's; whichever ran further counts, since a guest can only know the first.
final class Guestbook {

    /// Programs that fail may try once more within this time.
    private static final Duration SECOND_TRY = Duration.ofMinutes(10);

    /// Who comes within this time of a return has not waited.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    /// So many may have been due just then, whatever had passed.
    private static final int DUE_ANYWAY = 2;

    /// What no guest asks for.
    private static final Set<String> PRIVATE_DOORS = Set.of("/messages.php", "/logout.php", "/login.php");

    /// @param clock the guest's
    /// @param real  the host's, which never goes back
    /// @param turn  counts what happens at any host, one after the other
    record Moment(Instant clock, Instant real, long turn) {

        boolean isWithin(Duration length, Moment later) {
            return Duration.between(clock, later.clock).compareTo(length) < 0 && Duration.between(real, later.real).compareTo(length) < 0;
        }
    }

    /// @param visitor    the account, and which of its credentials
    /// @param again      a redirect brought him here
    /// @param status     0 where the line was cut
    /// @param refused    he was told that his credential is no good
    record Visit(String host, String account, int credential, String path, boolean again, Moment from, Moment to, int status,
                 Optional<Duration> pause, boolean refused, String agent) {

        boolean isTrouble() {
            return status == 0 || status >= 500;
        }
    }

    /// @param main    the page that a poll begins with
    /// @param seldom  pages that are asked for at most so often
    /// @param tries   of a refused credential: one, and another where a definition knows another way of sending it
    /// @param agent   the name that he goes by
    record Manners(String main, Duration gap, int burst, Duration per, Duration floor, Optional<Integer> perDay,
                   Map<String, Duration> seldom, int tries, String agent) {}

    /// All guests had been away, or think so by their clocks.
    private record Return(Moment at, int guests) {}

    private final Map<String, Manners> guests;
    private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final List<Return> returns = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();

    Guestbook(Map<String, Manners> guests) {
        this.guests = guests;
    }

    void add(Visit visit) {
        visits.add(visit);
    }

    /// @param active how many of the guests may come at all
    void returned(Moment at, int active) {
        returns.add(new Return(at, active));
    }

    int size() {
        return visits.size();
    }

    /// What is older tells nothing any more, but for who was shown the door.
    void forget(Instant before) {
        visits.removeIf(visit -> visit.to().real().isBefore(before) && !visit.refused());
        returns.removeIf(back -> back.at().real().isBefore(before));
    }

    List<String> breaches() {
        breaches.clear();
        by(Visit::host).values().forEach(this::atOneHost);
        by(visit -> visit.account() + " " + visit.credential()).values().forEach(this::ofOneAccount);
        returns.forEach(this::afterReturn);
        visits.stream().filter(visit -> PRIVATE_DOORS.contains(visit.path())).forEach(visit -> breach("a private door", visit));
        visits.stream().filter(visit -> !visit.agent().startsWith(guests.get(visit.account()).agent())).forEach(visit -> breach("a false name", visit));
        return breaches;
    }

    private Map<String, List<Visit>> by(Function<Visit, String> key) {
        return visits.stream().sorted(Comparator.comparingLong(visit -> visit.from().turn())).collect(Collectors.groupingBy(key));
    }

    /// Guests are counted and not their requests: a poll may take several, and most of the day some polls fall together.
    private void afterReturn(Return back) {
        var came = visits.stream().filter(visit -> visit.from().turn() > back.at().turn() && back.at().isWithin(AT_ONCE, visit.from()))
                .map(Visit::account).distinct().sorted().toList();
        if (came.size() > Math.max(DUE_ANYWAY, back.guests() / 2)) {
            breaches.add(came.size() + " of " + back.guests() + " came as soon as they returned at " + back.at() + ": " + came);
        }
    }

    private void atOneHost(List<Visit> all) {
        for (int i = 1; i < all.size(); i++) {
            var visit = all.get(i);
            var manners = guests.get(visit.account());
            var before = all.get(i - 1);
            if (visit.from().turn() < before.to().turn()) {
                breach("two at a time", visit);
            }
            if (before.to().isWithin(manners.gap(), visit.from())) {
                breach("no gap of " + manners.gap(), visit);
            }
            if (manners.burst() > 0 && i >= manners.burst() && all.get(i - manners.burst()).to().isWithin(manners.per(), visit.from())) {
                breach("more than " + manners.burst() + " in " + manners.per(), visit);
            }
        }
        all.stream().filter(visit -> visit.pause().isPresent()).forEach(asked -> all.stream()
                .filter(visit -> visit.from().turn() > asked.to().turn() && asked.to().isWithin(asked.pause().get(), visit.from()))
                .forEach(visit -> breach("not left alone for " + asked.pause().get(), visit)));
    }

    private void ofOneAccount(List<Visit> all) {
        var manners = guests.get(all.getFirst().account());
        refusals(all, manners);
        manners.seldom().forEach((path, every) -> spaced(all.stream().filter(visit -> visit.path().equals(path) && !visit.again()).toList(),
                every, path + " more often than every " + every));
        var polls = polls(all, manners);
        spaced(polls, manners.floor(), "polled sooner than " + manners.floor());
        manners.perDay().ifPresent(most -> {
            for (int i = most; i < polls.size(); i++) {
                var day = polls.subList(i - most, i + 1);
                if (day.getFirst().from().isWithin(Duration.ofDays(1), day.getLast().from()) && !hasLeap(day, manners.floor())) {
                    breach("more than " + most + " polls a day", polls.get(i));
                }
            }
        });
    }

    /// Between two of them the guest's clock was set forward: to him enough time had passed, and nothing could tell him
    /// otherwise. Set back later, it makes the day look full.
    private static boolean hasLeap(List<Visit> polls, Duration floor) {
        return IntStream.range(1, polls.size()).anyMatch(i -> {
            var before = polls.get(i - 1).from();
            var after = polls.get(i).from();
            return Duration.between(before.real(), after.real()).compareTo(floor) < 0
                    && Duration.between(before.clock(), after.clock()).compareTo(floor) >= 0;
        });
    }

    private void refusals(List<Visit> all, Manners manners) {
        int refused = 0;
        for (var visit : all) {
            if (refused >= manners.tries()) {
                breach("asked again with a refused credential", visit);
            }
            refused += visit.refused() ? 1 : 0;
        }
    }

    private void spaced(List<Visit> some, Duration least, String what) {
        for (int i = 1; i < some.size(); i++) {
            if (some.get(i - 1).from().isWithin(least, some.get(i).from())) {
                breach(what, some.get(i));
            }
        }
    }

    /// The beginnings of polls, without the one second try that trouble allows, and without the other way of sending a key.
    private static List<Visit> polls(List<Visit> all, Manners manners) {
        var polls = new ArrayList<Visit>();
        boolean tried = false;
        for (int i = 0; i < all.size(); i++) {
            var visit = all.get(i);
            var before = i == 0 ? Optional.<Visit>empty() : Optional.of(all.get(i - 1));
            if (!visit.path().equals(manners.main()) || visit.again() || before.filter(Visit::refused).isPresent()) {
                continue;
            }
            boolean second = !tried && before.filter(Visit::isTrouble).filter(last -> last.pause().isEmpty()
                    && last.to().isWithin(SECOND_TRY, visit.from())).isPresent();
            tried = second;
            if (!second) {
                polls.add(visit);
            }
        }
        return polls;
    }

    private void breach(String what, Visit visit) {
        breaches.add(what + ": " + visit);
    }
}
