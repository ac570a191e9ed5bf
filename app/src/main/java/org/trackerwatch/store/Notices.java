package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Mask;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.core.ValueText;

/// Messages about trackerwatch itself. A target that can't be reached can't say so: its fallback does, else every other
/// one, once a day at most.
public final class Notices {

    private static final Duration ONE_A = Duration.ofDays(1);

    /// What was given up longer ago is no news.
    private static final Duration OLD = Duration.ofDays(7);

    private static final String KEPT = "What waits for it is kept for " + ValueText.length(Transitions.lifetime(Severity.URGENT))
            + ", mere information for " + ValueText.length(Transitions.lifetime(Severity.INFO)) + ".";

    private final Targets targets;
    private final Deliveries deliveries = new Deliveries();

    public Notices(Targets targets) {
        this.targets = targets;
    }

    /// Tells of what has become news meanwhile. To be called again and again.
    public void watch(Transaction tx, Instant now) {
        for (var target : targets.list(tx)) {
            if (Transitions.isCutOff(target.health(), now)) {
                cutOff(tx, target, now);
            }
            gaveUp(tx, target, now);
        }
    }

    /// Its alerts do not arrive. Repeated each day as long as anything waits for it.
    void cutOff(Transaction tx, Target target, Instant now) {
        var queue = deliveries.queues(tx).getOrDefault(target.id(), Deliveries.Queue.EMPTY);
        var since = target.health().since().orElse(now);
        for (var other : audience(tx, target)) {
            var last = deliveries.noticed(tx, other.id(), target.id(), Severity.URGENT);
            boolean repeats = last.filter(at -> !at.isBefore(since)).isPresent();
            if (!isRecent(last, now) && !(repeats && queue.waiting() == 0)) {
                deliveries.notice(tx, other.id(), target.id(), cutOff(called(tx, target, other), trouble(tx, target), queue, since, now), now);
            }
        }
    }

    /// It took a message. Those that were told otherwise are told so; who has not read it yet needn't read either.
    void back(Transaction tx, Target target, Instant now) {
        var bad = deliveries.bad(tx, target.id());
        bad.stream().filter(Notices::isUntouched).forEach(notice -> deliveries.write(tx,
                Transitions.ended(notice, State.CANCELLED, "It works again."), Optional.empty(), now));
        bad.stream().filter(notice -> !isUntouched(notice)).map(Delivery::target).distinct()
                .flatMap(other -> targets.get(tx, other).stream())
                .forEach(other -> deliveries.notice(tx, other.id(), target.id(), works(called(tx, target, other), now), now));
    }

    /// Messages for it were given up, so whoever reads only there misses something. Nothing is said of what was missed, which
    /// those who read the others may not be meant to see. Where there is no other, it says so itself as soon as it can.
    private void gaveUp(Transaction tx, Target target, Instant now) {
        var others = audience(tx, target);
        var alone = List.of(target).stream().filter(only -> only.health().equals(Target.Health.GOOD)).toList();
        for (var other : others.isEmpty() ? alone : others) {
            var last = deliveries.noticed(tx, other.id(), target.id(), Severity.WARNING);
            var lost = isRecent(last, now) ? List.<Delivery>of()
                    : deliveries.givenUp(tx, target.id(), last.filter(now.minus(OLD)::isBefore).orElse(now.minus(OLD)));
            if (!lost.isEmpty()) {
                deliveries.notice(tx, other.id(), target.id(), gaveUp(called(tx, target, other), lost.size(), waiting(tx, target), now), now);
            }
        }
    }

    /// As one target is told of another: the user may have named it after a tracker, which some are not to be told.
    private static Target called(Transaction tx, Target target, Target reader) {
        return reader.hideName() && isGivenAway(tx, target.name()) ? target.named("a target") : target;
    }

    private static boolean isGivenAway(Transaction tx, String name) {
        var trackers = tx.query("SELECT name, definition, url, username FROM tracker", row -> Stream.of(row.getString("name"),
                row.getString("definition"), Columns.text(row, "username").orElse(""),
                Columns.text(row, "url").map(url -> url.replaceFirst("^[a-z]+://", "").replaceFirst("[/:?].*$", "")).orElse("")).toList());
        return Mask.anywhere(trackers.stream().flatMap(List::stream).toList()).covers(name);
    }

    private int waiting(Transaction tx, Target target) {
        return deliveries.queues(tx).getOrDefault(target.id(), Deliveries.Queue.EMPTY).waiting();
    }

    /// Those that can be reached themselves. The others are told when they can, if it is still true then.
    private List<Target> audience(Transaction tx, Target dead) {
        var others = targets.list(tx).stream().filter(other -> other.id() != dead.id())
                .filter(other -> other.health().state() == Target.Health.State.ACTIVE && !Transitions.isRested(other.health())).toList();
        var fallback = others.stream().filter(other -> dead.link().fallback().filter(id -> id == other.id()).isPresent()).toList();
        return fallback.isEmpty() ? others : fallback;
    }

    private static boolean isRecent(Optional<Instant> last, Instant now) {
        return last.filter(now.minus(ONE_A)::isBefore).isPresent();
    }

    private static boolean isUntouched(Delivery notice) {
        return notice.state() == State.WAITING && notice.attempts() == 0 && !notice.uncertain() && notice.form() == Form.SHARED;
    }

    private static Message cutOff(Target target, String reason, Deliveries.Queue queue, Instant since, Instant now) {
        var health = target.health();
        var figures = new ArrayList<>(List.of(new Figure("Waiting", String.valueOf(queue.waiting()))));
        queue.oldest().ifPresent(oldest -> figures.add(new Figure("Oldest", ValueText.length(Duration.between(oldest, now)))));
        var data = new TreeMap<String, @Nullable Object>();
        data.put("reason", reason);
        data.put("since", since.toString());
        data.put("waiting", queue.waiting());
        data.put("oldest_waiting", queue.oldest().map(Instant::toString).orElse(null));
        boolean refused = health.state() == Target.Health.State.REFUSED;
        var title = refused ? "Alerts no longer reach “" + target.name() + "”"
                : "Alerts have not reached “" + target.name() + "” for " + ValueText.length(Duration.between(since, now));
        return message(Severity.URGENT, title, reason + " " + prospects(health) + " " + KEPT, figures, now,
                story(refused ? "target-refused" : "target-unreachable", target, data, now));
    }

    /// In words of our own: those of a service may repeat what it was sent, and so tell one target what is kept from it.
    private static String trouble(Transaction tx, Target target) {
        var status = tx.first("""
                SELECT status FROM attempt WHERE target = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1""",
                row -> Columns.number(row, "status"), target.id()).flatMap(number -> number).map(number -> " (status " + number + ")");
        var kind = switch (target.health().state()) {
            case ACTIVE -> status.map(" answers with an error"::concat).orElse(" is not reached");
            case REFUSED -> " refuses the address" + (Transitions.isTried(target.health()) ? " for now" : " for good") + status.orElse("");
            case PAUSED -> " is paused";
        };
        return "Its service" + kind + ". `trackerwatch target show` has the service's own words.";
    }

    private static String prospects(Target.Health health) {
        var mend = "`trackerwatch target edit` gives it another address, `target resume` tries the old one again, and"
                + " `target pause` ends this.";
        return switch (health.state()) {
            case ACTIVE -> "It is tried again by itself, ever less often, and catches up then; `trackerwatch target test` tries it at"
                    + " once.";
            case REFUSED -> (Transitions.isTried(health) ? "It is tried once a day, in case it comes back: " : "It is tried no more: ") + mend;
            case PAUSED -> mend;
        };
    }

    private static Message works(Target target, Instant now) {
        return message(Severity.GOOD, "Alerts reach “" + target.name() + "” again", "What waited for it is on its way.", List.of(), now,
                story("target-works", target, Map.of(), now));
    }

    private static Message gaveUp(Target target, int lost, int waiting, Instant now) {
        var reason = "Its service refused them, or was not reached in time.";
        var many = lost == 1 ? "A message for “" + target.name() + "” was given up"
                : lost + " messages for “" + target.name() + "” were given up";
        return message(Severity.WARNING, many, (lost == 1 ? "Its service refused it, or was not reached in time." : reason)
                        + " `trackerwatch delivery list` has the service's own words; what was given up can be sent again with"
                        + " `trackerwatch delivery redeliver`.",
                List.of(new Figure("Given up", String.valueOf(lost)), new Figure("Waiting", String.valueOf(waiting))), now,
                story("messages-given-up", target, Map.of("reason", reason, "given_up", lost, "waiting", waiting), now));
    }

    /// Shows that a target works.
    static Message test(Target target, Instant now) {
        return message(Severity.INFO, "Test from trackerwatch", "Alerts for “" + target.name() + "” arrive here.", List.of(), now,
                Story.of(Story.TEST, "test " + now, Map.of("target", target.name())));
    }

    private static Message message(Severity severity, String title, String text, List<Figure> figures, Instant now, Story story) {
        return new Message(severity, title, text, figures, now, code(now), Optional.empty(), Optional.of(story));
    }

    /// @param about what has happened to the target, for programs that tell one notice from another
    private static Story story(String about, Target target, Map<String, ? extends @Nullable Object> more, Instant now) {
        var data = new TreeMap<String, @Nullable Object>(more);
        data.put("about", about);
        data.put("target", target.name());
        return Story.of(Story.NOTICE, about + " " + target.id() + " " + now, data);
    }

    private static String code(Instant now) {
        return Long.toString(now.getEpochSecond(), 36).toUpperCase(Locale.ROOT);
    }
}
