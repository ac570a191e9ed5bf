package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;

/// Messages about trackerwatch itself.
final class Notices {

    private static final Duration ONE_A = Duration.ofDays(1);

    private final Targets targets;
    private final Deliveries deliveries = new Deliveries();

    Notices(Targets targets) {
        this.targets = targets;
    }

    /// A target that takes no messages any more can't say so itself: every other one does, once a day at most.
    void refused(Transaction tx, Target dead, String reason, Instant now) {
        int waiting = deliveries.waiting(tx).getOrDefault(dead.id(), 0);
        var message = new Message(Severity.URGENT, "Alerts no longer reach “" + dead.name() + "”",
                reason + " What waits for it is kept for a week.",
                List.of(new Message.Figure("Waiting", String.valueOf(waiting))), now, code(now), Optional.empty(),
                Optional.of(story("target-refused", dead, Map.of("reason", reason, "waiting", waiting), now)));
        tellOthers(tx, dead, message, now);
    }

    /// A message for a target was given up, so whoever reads only there misses something: every other target says so, once
    /// a day at most. It does not say what was missed, which those who read the others may not be meant to see.
    void gaveUp(Transaction tx, Target target, String reason, Instant now) {
        var story = story("messages-given-up", target, Map.of("reason", reason), now);
        tellOthers(tx, target, new Message(Severity.WARNING, "Messages for \"" + target.name() + "\" were given up",
                reason + " See `trackerwatch delivery list`; what was given up can be sent again with `trackerwatch delivery"
                        + " redeliver`.", List.of(), now, code(now), Optional.empty(), Optional.of(story)), now);
    }

    /// @param about what has happened to the target, for programs that tell one notice from another
    private static Story story(String about, Target target, Map<String, Object> more, Instant now) {
        var data = new TreeMap<String, @Nullable Object>(more);
        data.put("about", about);
        data.put("target", target.name());
        return Story.of(Story.NOTICE, about + " " + target.id() + " " + now, data);
    }

    private void tellOthers(Transaction tx, Target dead, Message message, Instant now) {
        targets.list(tx).stream()
                .filter(other -> other.id() != dead.id() && other.health().state() == Target.Health.State.ACTIVE)
                .filter(other -> !told(tx, other, dead, message.severity(), now))
                .forEach(other -> {
                    long id = deliveries.add(tx, other.id(), 0, Kind.NOTICE, message.severity(), List.of(), Optional.of(message), now);
                    tx.update("UPDATE delivery SET about = ? WHERE id = ?", dead.id(), id);
                });
    }

    /// Shows that a target works.
    static Message test(Target target, Instant now) {
        return new Message(Severity.INFO, "Test from trackerwatch", "Alerts for “" + target.name() + "” arrive here.",
                List.of(), now, code(now), Optional.empty(), Optional.of(Story.of(Story.TEST, "test " + now, Map.of("target", target.name()))));
    }

    /// That a target is refused is graver than that it missed something, so the one does not stand for the other.
    private static boolean told(Transaction tx, Target other, Target dead, Severity severity, Instant now) {
        return tx.first("SELECT 1 FROM delivery WHERE kind = 'notice' AND about = ? AND target = ? AND severity = ? AND created_at > ?",
                row -> row.getInt(1), dead.id(), other.id(), Columns.word(severity), now.minus(ONE_A)).isPresent();
    }

    private static String code(Instant now) {
        return Long.toString(now.getEpochSecond(), 36).toUpperCase(Locale.ROOT);
    }
}
