package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.core.ValueText;

/// Notices of targets in words. They call a target by its name; [Discretion] takes that out for those that may not read it.
final class NoticeText {

    private static final String KEPT = "What waits for it is kept for " + ValueText.length(Transitions.lifetime(Severity.URGENT))
            + ", mere information for " + ValueText.length(Transitions.lifetime(Severity.INFO)) + ".";

    private NoticeText() {}

    /// @param status of its service's last answer, if there was one
    static Message cutOff(Target target, Optional<Long> status, Deliveries.Queue queue, Instant since, Instant now) {
        var health = target.health();
        var reason = trouble(health, status);
        var figures = new ArrayList<>(List.of(new Figure("Waiting", String.valueOf(queue.waiting()))));
        queue.oldest().ifPresent(oldest -> figures.add(new Figure("Oldest", ValueText.length(Duration.between(oldest, now)))));
        var data = new TreeMap<String, @Nullable Object>();
        data.put("reason", reason);
        data.put("since", since.toString());
        data.put("waiting", queue.waiting());
        data.put("oldest_waiting", queue.oldest().map(Instant::toString).orElse(null));
        boolean refused = health.state() == Target.Health.State.REFUSED;
        var title = refused ? "Alerts no longer reach " + Message.quoted(target.name())
                : "Alerts have not reached " + Message.quoted(target.name()) + " for " + ValueText.length(Duration.between(since, now));
        return message(Severity.URGENT, title, reason + " " + prospects(health) + " " + KEPT, figures, now,
                story(refused ? "target-refused" : "target-unreachable", target, data, now));
    }

    /// In words of our own: those of a service may repeat what it was sent, and so tell one target what is kept from it.
    private static String trouble(Target.Health health, Optional<Long> number) {
        var status = number.map(code -> " (status " + code + ")");
        var kind = switch (health.state()) {
            case ACTIVE -> status.map(" answers with an error"::concat).orElse(" is not reached");
            case REFUSED -> " refuses the address" + (Transitions.isTried(health) ? " for now" : " for good") + status.orElse("");
            case PAUSED -> " is paused";
        };
        return "Its service" + kind + ". The page under Targets and `trackerwatch target show` have the service's own words.";
    }

    private static String prospects(Target.Health health) {
        var mend = "Edit it to give it another address, resume it to try the old one again, or pause it to end this (the page under"
                + " Targets, or `trackerwatch target edit`, `target resume` and `target pause`).";
        return switch (health.state()) {
            case ACTIVE -> "It is tried again by itself, ever less often, and catches up then; a test (its card, or `trackerwatch"
                    + " target test`) tries it at once.";
            case REFUSED -> (Transitions.isTried(health) ? "It is tried once a day, in case it comes back. " : "It is tried no more. ") + mend;
            case PAUSED -> mend;
        };
    }

    static Message works(Target target, Instant now) {
        return message(Severity.GOOD, "Alerts reach " + Message.quoted(target.name()) + " again", "What waited for it is on its way.", List.of(), now,
                story("target-works", target, Map.of(), now));
    }

    static Message gaveUp(Target target, int lost, int waiting, Instant now) {
        var reason = "Its service refused them, or was not reached in time.";
        var many = lost == 1 ? "A message for " + Message.quoted(target.name()) + " was given up"
                : lost + " messages for " + Message.quoted(target.name()) + " were given up";
        return message(Severity.WARNING, many, (lost == 1 ? "Its service refused it, or was not reached in time." : reason)
                        + " The page under Deliveries and `trackerwatch delivery list` have the service's own words; what was given up can be"
                        + " sent again there, or with `trackerwatch delivery redeliver`.",
                List.of(new Figure("Given up", String.valueOf(lost)), new Figure("Waiting", String.valueOf(waiting))), now,
                story("messages-given-up", target, Map.of("reason", reason, "given_up", lost, "waiting", waiting), now));
    }

    static Message diskIsFull(Instant now) {
        return message(Severity.URGENT, "The disk of trackerwatch is full", "No tracker is asked until there is space again, as nothing"
                        + " that it says could be kept. What was found before is still delivered. Free some space; polling then goes on by itself.",
                List.of(), now, ofItself("disk-full", now));
    }

    static Message diskHasSpace(Instant now) {
        return message(Severity.GOOD, "The disk of trackerwatch has space again", "Polling goes on.", List.of(), now,
                ofItself("disk-has-space", now));
    }

    static Message backupFailed(String trouble, Instant now) {
        return message(Severity.WARNING, "The backup of trackerwatch failed", trouble + " It is tried again each hour. `trackerwatch backup list`"
                + " tells what there is.", List.of(), now, ofItself("backup-failed", now));
    }

    static Message backupsWork(Instant now) {
        return message(Severity.INFO, "The backup of trackerwatch works again", "One was just made and read back.", List.of(), now,
                ofItself("backup-works", now));
    }

    private static Story ofItself(String about, Instant now) {
        return Story.of(Story.NOTICE, about + " " + now, Map.of("about", about));
    }

    /// Shows that a target works. Where names are hidden it does not say its own, which may be a tracker's.
    static Message test(Target target, Instant now) {
        var name = target.hideName() ? "this target" : Message.quoted(target.name());
        return message(Severity.INFO, "Test from trackerwatch", "Alerts for " + name + " arrive here.", List.of(), now,
                Story.of(Story.TEST, "test " + now, Map.of(Story.TARGET, target.hideName() ? "this target" : target.name())));
    }

    private static Message message(Severity severity, String title, String text, List<Figure> figures, Instant now, Story story) {
        return new Message(severity, title, text, figures, now, code(now), Optional.empty(), Optional.of(story));
    }

    /// @param about what has happened to the target, for programs that tell one notice from another
    private static Story story(String about, Target target, Map<String, ? extends @Nullable Object> more, Instant now) {
        var data = new TreeMap<String, @Nullable Object>(more);
        data.put("about", about);
        data.put(Story.TARGET, target.name());
        return Story.of(Story.NOTICE, about + " " + target.id() + " " + now, data);
    }

    private static String code(Instant now) {
        return Long.toString(now.getEpochSecond(), 36).toUpperCase(Locale.ROOT);
    }
}
