package org.trackerwatch.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// What a condition on a figure saw in a poll, in one sentence with the numbers.
record FigureExplained(Comparison poll, FigureCondition condition) {

    String sentence() {
        var name = ValueText.name(condition.of());
        if (poll.failing().isPresent()) {
            var reason = ReasonText.of(poll.failing().get().reason()).reason();
            return "The poll failed (" + reason + "), so it did not tell " + subject() + ".";
        }
        if (poll.isCorrected(condition.of()) && !(condition instanceof Condition.Standing)) {
            return "The " + name + " was corrected here, and is compared from the next figures on.";
        }
        return poll.is(condition.of()).map(now -> seen(name, now)).orElseGet(() -> "The figures don't tell " + subject()
                + poll.was(condition.of()).map(old -> " (last known: " + exact(old) + ")").orElse("")
                + ", and nothing fires on what is unknown.");
    }

    /// What it would have told.
    private String subject() {
        var name = ValueText.name(condition.of());
        return switch (condition.of()) {
            case WARNED -> "whether the account is warned";
            case DONOR -> "whether the account is a donor's";
            case PARKED -> "whether the account is parked";
            case CAN_DOWNLOAD -> "whether the account may download";
            case CONNECTABLE -> "whether the client is connectable";
            case SEEDING -> "how many torrents are seeding";
            case LEECHING -> "how many torrents are leeching";
            case UPLOADED, DOWNLOADED, SNATCHED -> "how much was " + name;
            case JOINED -> "when membership began";
            case LAST_SEEN -> "when the account was last seen";
            case KEY_EXPIRES -> "when the key expires";
            case VIP_UNTIL -> "until when the account is VIP";
            case UNREAD -> "how many messages are unread";
            default -> "the " + name;
        };
    }

    private String seen(String name, Value now) {
        return switch (condition) {
            case FigureCondition.Falls falls -> compared(name, now, step(name, now, "falls by " + atLeast(falls.by())));
            case FigureCondition.Rises rises -> compared(name, now, step(name, now,
                    rises.by().signum() == 0 ? "rises" : "rises by " + atLeast(rises.by())));
            case FigureCondition.Crosses crosses -> compared(name, now, crossing(name, now, crosses));
            case FigureCondition.Changes changes -> compared(name, now, fromTo(name, now)
                    + (changes.on(poll) instanceof Finding.Met ? " is a change." : " is no change."));
            case FigureCondition.Becomes becomes -> name + " is " + exact(now) + " and was "
                    + poll.was(becomes.of()).map(FigureExplained::exact).orElse("unknown") + "; the rule waits until it becomes "
                    + exact(new Value.Flag(becomes.flag())) + ".";
            case FigureCondition.Is is -> name + " is " + exact(now) + "; the rule waits for " + exact(is.value()) + ".";
            case FigureCondition.AtLeast level ->
                name + " is " + exact(now) + "; the rule waits for " + atLeast(level.limit()) + ".";
            case FigureCondition.AtMost level ->
                name + " is " + exact(now) + "; the rule waits for " + number(level.limit()) + " or less.";
            case FigureCondition.Below _ -> minimum(name, now);
        };
    }

    private String compared(String name, Value now, String comparison) {
        return poll.was(condition.of()).isPresent() ? comparison
                : name + " is " + exact(now) + " and was not known before, so there is nothing to compare it with.";
    }

    private String step(String name, Value now, String wanted) {
        return poll.change(condition.of()).flatMap(Quantity::rise).map(rise -> switch (rise.signum()) {
            case 0 -> unmoved(name, now);
            case 1 -> fromTo(name, now) + " rose by " + number(rise);
            default -> fromTo(name, now) + " fell by " + number(rise.negate());
        }).orElseGet(() -> fromTo(name, now) + " can't be compared: infinite, and no number at all, are not numbers")
                + "; the rule waits until it " + wanted + ".";
    }

    /// The same, or so little apart that the site's rounding may be all of it.
    private String unmoved(String name, Value now) {
        var shown = exact(now);
        return poll.was(condition.of()).map(FigureExplained::exact).filter(shown::equals).isPresent() ? name + " stayed at " + shown
                : fromTo(name, now) + " is less than the site's rounded figures can show for certain";
    }

    private String crossing(String name, Value now, FigureCondition.Crosses crosses) {
        var passed = poll.change(condition.of()).map(crosses::crossed).orElse(List.of());
        var wobble = !passed.isEmpty() && !(crosses.on(poll) instanceof Finding.Met)
                ? "; it had been passed before, and the figure was not clearly below it since" : "";
        return step(name, now, "passes " + crosses.limits().stream().map(this::number).collect(Collectors.joining(" or ")))
                .replaceFirst("\\.$", wobble + ".");
    }

    private String minimum(String name, Value now) {
        var whose = poll.tracker().minRatio().isPresent() ? "your own"
                : poll.latest(Field.REQUIRED_RATIO).isPresent() ? "the site's" : "its definition's";
        return poll.minimumRatio().map(least -> name + " is " + exact(now) + "; the minimum is " + number(least) + ", " + whose
                + ", and the rule waits until it is below.")
                .orElseGet(() -> name + " is " + exact(now) + ", and there is no minimum: nobody names one, or it is 0.");
    }

    private String fromTo(String name, Value now) {
        return name + " " + poll.was(condition.of()).map(FigureExplained::exact).orElse("unknown") + " → " + exact(now);
    }

    private String atLeast(BigDecimal number) {
        return number(number) + " or more";
    }

    /// With more digits than a message has: here they may be the answer.
    private String number(BigDecimal number) {
        return ValueText.inFull(condition.of().type(), number);
    }

    static String exact(Value value) {
        return value instanceof Ratio.Finite(var ratio)
                ? ValueText.plain(ratio.setScale(Math.min(ratio.scale(), Ratio.PLACES), RoundingMode.DOWN))
                : ValueText.show(value, ZoneOffset.UTC);
    }
}
