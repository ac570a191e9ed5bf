package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trackerwatch.soak.Truth.Fault;
import org.trackerwatch.soak.Truth.Kind;
import org.trackerwatch.soak.Truth.Meaning;
import org.trackerwatch.soak.Truth.Said;
import org.trackerwatch.soak.Truth.Size;

/// Which events there must be on one account, by what its site said. Written from the design's table of events and from
/// nothing else: it shares no line, no type and no idea of a state with the program's own evaluator.
final class Reference {

    static final BigDecimal RATIO_DROP = new BigDecimal("0.1");
    static final long MILESTONE = 10 * Account.GIB;

    private static final int DAYS_LATE = 3;
    private static final int FLAPS = 4;

    /// @param before empty where there is nothing to compare, or nothing was known
    record Found(String rule, Instant at, Optional<Object> before, Optional<Object> after) {}

    /// What the user set, as it was at the poll.
    ///
    /// @param drops  the falls of the ratio that anybody wants to hear of
    /// @param limits the buffers that anybody wants to hear of
    record Wanted(Optional<BigDecimal> minimum, Set<BigDecimal> drops, Set<Long> limits, Duration interval) {}

    /// Uploaded by downloaded. What is not finite compares with nothing.
    record Quotient(Optional<BigDecimal> finite) {}

    private final ZoneId zone;
    private final Optional<LocalDate> typedJoined;
    private final Known<Size> uploaded = new Known<>();
    private final Known<Size> downloaded = new Known<>();
    private final Known<Size> buffer = new Known<>();
    private final Known<Long> seeding = new Known<>();
    private final Known<Long> hitAndRuns = new Known<>();
    private Optional<Quotient> ratio = Optional.empty();
    private Optional<BigDecimal> required = Optional.empty();
    private Optional<String> rank = Optional.empty();
    private Optional<Boolean> warned = Optional.empty();
    private Optional<Boolean> mayDownload = Optional.empty();
    private Optional<Instant> joined = Optional.empty();
    private Optional<Long> unread = Optional.empty();
    private boolean tellsBuffer;
    private final Map<Long, Boolean> above = new HashMap<>();
    private final Set<LocalDate> celebrated = new HashSet<>();
    /// When the present row of failures began, and the one that is told as an outage; a refusal, of a site that is there, parts two.
    private Instant row = Instant.MIN;
    private Instant down = Instant.MIN;
    private final ArrayDeque<Instant> turns = new ArrayDeque<>();
    /// By rule: since when.
    final Map<String, Instant> standing = new HashMap<>();
    private int failures;
    private boolean rowOfRefusals;

    private final List<Found> found = new ArrayList<>();
    private Instant at = Instant.EPOCH;

    /// @param typedJoined the join date that the user typed in, where the site tells none
    Reference(ZoneId zone, Optional<LocalDate> typedJoined) {
        this.zone = zone;
        this.typedJoined = typedJoined;
    }

    boolean fails() {
        return failures > 0;
    }

    /// What is known now that an event could have come from.
    Optional<Object> current(String rule) {
        return switch (rule) {
            case "ratio-drop", "ratio-danger" -> ratio.flatMap(Quotient::finite).map(value -> value);
            case "hit-and-run" -> hitAndRuns.value.map(value -> value);
            case "buffer-milestone" -> buffer.value.map(Size::bytes);
            case "account-warned" -> warned.map(value -> value);
            case "download-disabled" -> mayDownload.map(value -> value);
            case "rank-change" -> rank.map(value -> value);
            case "unread-mail" -> unread.map(value -> value);
            default -> Optional.empty();
        };
    }

    /// The user has entered another key: whether the site refuses is open again, and another refusal is news.
    void keyChanged() {
        standing.remove("login-rejected");
        failures = rowOfRefusals ? 0 : failures;
    }

    List<Found> poll(Truth truth, Wanted wanted) {
        found.clear();
        at = truth.at();
        switch (truth.answer()) {
            case Said said -> read(said, wanted);
            case Fault(var kind) -> failed(kind, wanted);
        }
        flapping(wanted);
        return List.copyOf(found);
    }

    private void read(Said said, Wanted wanted) {
        failures = 0;
        standing.remove("login-rejected");
        if (standing.remove("tracker-down") != null) {
            find("tracker-up");
            turns.add(at);
        }
        var corrected = new ArrayList<String>();
        var up = uploaded.believed(said.uploaded(), Reference::isOddTotal, corrected);
        var down = downloaded.believed(said.downloaded(), Reference::isOddTotal, corrected);
        boolean apart = up.isEmpty() || down.isEmpty();
        boolean step = corrected.isEmpty();
        up.ifPresent(size -> uploaded.value = Optional.of(finer(uploaded.value, size)));
        down.ifPresent(size -> downloaded.value = Optional.of(finer(downloaded.value, size)));
        if (!apart) {
            ratio(said, wanted, step);
            buffer(said, wanted, step);
        }
        seeding(seeding.believed(said.seeding(), Reference::isOddCount, corrected));
        hitAndRuns(hitAndRuns.believed(said.hitAndRuns(), Reference::isOddCount, corrected));
        said.required().ifPresent(demanded -> required = Optional.of(demanded));
        danger(said, apart, wanted);
        flags(said);
        said.joined().ifPresent(day -> joined = Optional.of(day));
        anniversary();
        if (!corrected.isEmpty()) {
            find("figures-corrected");
        }
    }

    private static boolean isOddTotal(Optional<Size> known, Size told) {
        return told.bytes() < 0 || known.filter(before -> before.bytes() - told.bytes() > Math.max(before.step(), told.step())
                || before.bytes() > Account.GIB && told.bytes() / 1000 >= before.bytes()).isPresent();
    }

    private static boolean isOddCount(Optional<Long> known, long told) {
        return told < 0 || known.filter(before -> before > 100 && told / 1000 >= before).isPresent();
    }

    /// A coarser printing of the same size says nothing new.
    private static Size finer(Optional<Size> known, Size told) {
        return known.filter(before -> Math.abs(before.bytes() - told.bytes()) < Math.max(before.step(), told.step()) && before.step() < told.step())
                .orElse(told);
    }

    /// From bytes where they are exact; else the site's own figure; else from what is printed.
    private void ratio(Said said, Wanted wanted, boolean step) {
        var up = said.uploaded().orElseThrow();
        var down = said.downloaded().orElseThrow();
        boolean exact = up.step() == 1 && down.step() == 1;
        var now = !exact && said.ratio().filter(own -> own.signum() > 0).isPresent() ? new Quotient(said.ratio()) : quotient(up, down);
        var before = ratio.flatMap(Quotient::finite);
        var fall = before.flatMap(earlier -> now.finite().map(earlier::subtract));
        if (step && fall.filter(by -> wanted.drops().stream().anyMatch(limit -> by.compareTo(limit) >= 0)).isPresent()) {
            found.add(new Found("ratio-drop", at, before.map(value -> value), now.finite().map(value -> value)));
        }
        ratio = Optional.of(now);
    }

    private static Quotient quotient(Size up, Size down) {
        return new Quotient(down.bytes() == 0 ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(up.bytes()).divide(BigDecimal.valueOf(down.bytes()), 20, RoundingMode.HALF_UP)));
    }

    /// Passed is passed until it is clearly below again, by more than what the printing shows least; sizes and steps are cut to
    /// whole bytes. The site's own where it tells one: then what follows from the totals is another figure, and not this one.
    private void buffer(Said said, Wanted wanted, boolean step) {
        tellsBuffer |= said.buffer().isPresent();
        if (tellsBuffer && said.buffer().isEmpty()) {
            return;
        }
        var up = said.uploaded().orElseThrow();
        var down = said.downloaded().orElseThrow();
        var told = said.buffer().orElseGet(() -> new Size(up.bytes() - down.bytes(), Math.max(up.step(), down.step())));
        var before = buffer.value;
        var now = finer(before, told);
        boolean passed = false;
        for (long limit : new TreeSet<>(wanted.limits())) {
            boolean was = above.getOrDefault(limit, before.filter(size -> size.bytes() >= limit).isPresent());
            boolean is = now.bytes() >= limit || was && limit - now.bytes() <= now.step() + 1;
            above.put(limit, is);
            passed |= is && !was && before.isPresent() && step;
        }
        if (passed) {
            found.add(new Found("buffer-milestone", at, before.map(Size::bytes), Optional.of(now.bytes())));
        }
        buffer.value = Optional.of(now);
    }

    private void seeding(Optional<Long> told) {
        told.ifPresent(number -> {
            seeding.value = told;
            stand("zero-seeding", number == 0);
        });
    }

    private void hitAndRuns(Optional<Long> told) {
        if (told.isPresent()) {
            if (hitAndRuns.value.filter(before -> before >= 0 && told.get() > before).isPresent()) {
                found.add(new Found("hit-and-run", at, hitAndRuns.value.map(value -> value), told.map(value -> value)));
            }
            hitAndRuns.value = told;
        }
    }

    /// Whose minimum: the user's, else the site's; the engines that are played have none of their own.
    private void danger(Said said, boolean apart, Wanted wanted) {
        var minimum = wanted.minimum().or(() -> required).filter(least -> least.signum() > 0);
        if (!apart && said.uploaded().isPresent()) {
            stand("ratio-danger", ratio.flatMap(Quotient::finite).filter(value -> minimum.filter(least -> value.compareTo(least) < 0).isPresent()).isPresent());
        } else if (minimum.isEmpty()) {
            standing.remove("ratio-danger");
        }
    }

    private void flags(Said said) {
        if (said.warned().filter(now -> now && !warned.orElse(false)).isPresent()) {
            find("account-warned");
        }
        warned = said.warned().or(() -> warned);
        if (said.mayDownload().filter(now -> !now && mayDownload.orElse(true)).isPresent()) {
            find("download-disabled");
        }
        mayDownload = said.mayDownload().or(() -> mayDownload);
        if (said.rank().filter(now -> rank.filter(before -> !before.equals(now)).isPresent()).isPresent()) {
            found.add(new Found("rank-change", at, rank.map(value -> value), said.rank().map(value -> value)));
        }
        rank = said.rank().or(() -> rank);
        if (said.unread().filter(now -> unread.filter(before -> now > before).isPresent()).isPresent()) {
            found.add(new Found("unread-mail", at, unread.map(value -> value), said.unread().map(value -> value)));
        }
        unread = said.unread().or(() -> unread);
    }

    private void anniversary() {
        var today = LocalDate.ofInstant(at, zone);
        joined.map(moment -> LocalDate.ofInstant(moment, zone)).or(() -> typedJoined).ifPresent(day -> {
            for (int months = 1; months < 12 * 60; months += months == 1 ? 5 : months == 6 ? 6 : 12) {
                var due = day.plusMonths(months);
                if (!today.isBefore(due) && !today.isAfter(due.plusDays(DAYS_LATE)) && celebrated.add(due)) {
                    find("anniversary");
                }
            }
        });
    }

    private void failed(Kind kind, Wanted wanted) {
        boolean refusal = kind.meaning == Meaning.REFUSED;
        failures = refusal == rowOfRefusals ? failures + 1 : 1;
        rowOfRefusals = refusal;
        row = failures == 1 ? at : row;
        if (refusal) {
            stand("login-rejected", true);
        } else if (failures >= (kind.meaning == Meaning.UNREADABLE ? 3 : 1) && !(standing.containsKey("tracker-down") && row.equals(down))) {
            standing.remove("tracker-down");
            stand("tracker-down", true);
            down = row;
            turns.add(at);
        }
    }

    private void flapping(Wanted wanted) {
        var within = wanted.interval().multipliedBy(5);
        while (!turns.isEmpty() && !turns.getFirst().isAfter(at.minus(within))) {
            turns.removeFirst();
        }
        if (turns.isEmpty()) {
            standing.remove("tracker-flapping");
        } else if (turns.size() >= FLAPS) {
            stand("tracker-flapping", true);
        }
    }

    private void stand(String rule, boolean is) {
        if (!is) {
            standing.remove(rule);
        } else if (standing.putIfAbsent(rule, at) == null) {
            find(rule);
        }
    }

    private void find(String rule) {
        found.add(new Found(rule, at, Optional.empty(), Optional.empty()));
    }
}
